"""Whether it may be said: what is asked for, whether the evidence bears it, whether each quote stands on its page."""
