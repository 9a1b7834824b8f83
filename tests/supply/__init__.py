"""What the product is made of, and whether any of it is known to be unsafe."""
