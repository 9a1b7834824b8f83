"""Drafts: what may be said to a question, each kind of answer in a module of its own, and which of them is."""
