"""How it is shown: rows, passages and Markdown, alike on every surface."""
