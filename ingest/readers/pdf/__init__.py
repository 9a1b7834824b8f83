"""The reader of PDF files."""

from ingest.readers.pdf.reader import PdfReader

__all__ = ["PdfReader"]
