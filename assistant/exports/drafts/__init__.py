"""Drafts of local plans as files to take elsewhere: Word, PDF, Markdown, JSON; none with a source that is not real."""
