"""Drafting: whether a field of a template is given passages that help to write it."""
