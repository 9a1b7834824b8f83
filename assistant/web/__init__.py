"""The web page: server-rendered, without scripts."""
