"""The look of the competence plan: wide pages, most of them one ruled table."""

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape

from corpus.documents.typesetting.diagram import set_diagram
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.merged import set_merged
from corpus.documents.typesetting.ruled import Look
from corpus.documents.typesetting.styles import DOT, SQUARE, Styles

_TITLE = "Kompetanseutviklingsplan for Jevnakerbarnehagen 2022–2025"
_SIZE = landscape(A4)


def layout() -> Layout:
    """Landscape pages without footers."""
    return Layout(
        _TITLE,
        (template("page", _SIZE, (36, 30, 36, 24)),),
        size=_SIZE,
        styles=Styles(size=14, headings=(18, 15, 14, 14), cell=8.6, bullets=(DOT, SQUARE)),
        look=Look(padding=4, rule=0.7, header_fill=HexColor(0xDCE5F0)),
        setters={"merged": set_merged, "diagram": set_diagram},
    )
