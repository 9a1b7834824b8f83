"""Documents made to look like other municipalities' plans, each with the truth of what stands in it."""
