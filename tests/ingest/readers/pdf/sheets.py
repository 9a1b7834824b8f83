"""PDF files drawn for tests, page by page."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.base import RawDocument, RawPage
from ingest.readers.pdf import PdfReader

WIDTH, HEIGHT = A4
Drawer = Callable[[Canvas], None]


def drawn(*pages: Drawer) -> bytes:
    """A PDF whose pages are drawn by these functions, Helvetica 11 being set."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: Drawer) -> RawDocument:
    """The same, read."""
    return PdfReader().read(drawn(*pages))


def read_page(draw: Drawer) -> RawPage:
    """A single page, read."""
    return read(draw).pages[0]


def put(canvas: Canvas, lines: Sequence[str], x: float = 72, y: float = 100, leading: float = 14) -> float:
    """Writes lines from `y` points below the page's top on; gives where the next one would come."""
    for line in lines:
        canvas.drawString(x, HEIGHT - y, line)
        y += leading
    return y
