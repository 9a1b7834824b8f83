"""Whether an answer is right, and if not, why."""
