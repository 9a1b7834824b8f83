"""Made-up sources for the typesetting's tests."""

from io import BytesIO

from pypdf import PdfReader
from reportlab.lib.pagesizes import A5

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.page_map import DocumentMap
from corpus.documents.typesetting.ruled import Look


def small_layout(look: Look | None = None, *, outline: bool = False, first_label: int | None = None) -> Layout:
    """A plain layout on small pages."""
    page = template("page", A5, (40, 40, 40, 40), footer=lambda position: f"Fjellvik ▪ {position}")
    return Layout("Fjellvik", (page,), size=A5, look=look or Look(), outline=outline, first_label=first_label)


def texts(source: str, layout: Layout | None = None) -> tuple[list[str], DocumentMap]:
    """The text of each page of a source's PDF, and its map."""
    data, document_map = build(source, layout or small_layout())
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages], document_map
