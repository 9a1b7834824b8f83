"""PDFium, one caller at a time: the library is not safe across threads."""

import threading

PDFIUM = threading.RLock()
"""Held by whoever calls into pypdfium2, from opening a document until it is closed."""
