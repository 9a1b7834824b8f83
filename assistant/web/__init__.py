"""The pages: rendered by the server, with small scripts where they help."""
