"""How fast parts of the system are, as ratios in one run: never asserted in a test."""
