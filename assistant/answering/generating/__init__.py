"""Answers that a language model writes: what it is given, how it is read, and what of it may be said."""
