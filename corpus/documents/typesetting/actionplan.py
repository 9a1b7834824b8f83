"""Oslo's overall action plan: portrait, ruled tables of measures, and the template for the districts' local plans."""

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import PageTemplate

from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.ruled import Look
from corpus.documents.typesetting.styles import Styles

_TITLE = "Overordnet handlingsplan. Strategi for kvalitet i Oslos kommunale barnehager 2024–2030"
_MARGINS = (57.0, 54.0, 57.0, 52.0)
_FIRST_LABEL = 2  # the printed numbers count a cover that is no page of the text


def layout() -> Layout:
    """Its pages, printed one number above their position."""
    return Layout(
        title=_TITLE,
        templates=(
            _page("page", "Overordnet handlingsplan"),
            _cover("cover"),
            _page("local", "Lokal handlingsplan"),
            _cover("back"),
        ),
        styles=Styles(size=11.5, leading=1.4, gap=8, headings=(21, 13, 12, 11.5), cell=10, cell_leading=1.35),
        look=Look(padding=9, header_fill=HexColor(0xD5E3EF), group_fill=HexColor(0xEEF3F8), least=74, first_last=True),
        outline=True,
        first_label=_FIRST_LABEL,
    )  # fmt: skip


def _page(name: str, part: str) -> PageTemplate:
    def footer(position: int) -> str:
        return (
            f"{part} ▪ kvalitet i Oslos kommunale barnehager 2024–2030 ▪ gjenfortelling ▪ {position + _FIRST_LABEL - 1}"
        )

    return template(name, A4, _MARGINS, footer=footer)


def _cover(name: str) -> PageTemplate:
    return template(name, A4, (85, 300, 85, 60))
