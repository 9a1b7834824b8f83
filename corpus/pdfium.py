"""PDFium, one caller at a time: the library is not safe across threads."""

import threading

PDFIUM = threading.RLock()
"""Held around every call into pypdfium2, opening and closing included; never for longer than a page takes.

Documents may be open in several threads at once: what is not safe is two calls at one time.
"""
