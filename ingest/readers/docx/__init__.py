"""Word documents."""

from ingest.readers.docx.reader import DocxReader

__all__ = ["DocxReader"]
