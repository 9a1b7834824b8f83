"""Language models: what is asked of one, how it is reached, and what becomes of a call."""
