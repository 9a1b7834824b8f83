"""Whether the right page is found, and how far up."""
