"""Web pages."""

from ingest.readers.html.reader import HtmlReader

__all__ = ["HtmlReader"]
