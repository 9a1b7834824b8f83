"""Drafts of local plans: from a template and the library to a text whose every source is real."""
