"""Answers that a language model writes, measured beside the quoted ones to the same questions."""
