"""What the made-up plans set by reportlab share: letters, running headers and footers, cells."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table
from reportlab.platypus.flowables import Flowable

for _name, _file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
    pdfmetrics.registerFont(TTFont(_name, _file))
pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="Vera", boldItalic="VeraBd")

EDGE = 56
GRID = [("GRID", (0, 0), (-1, -1), 0.5, HexColor(0x444444)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "VeraBd"}


def style(size: float = 10, font: str = "Helvetica", **more: object) -> ParagraphStyle:
    """Letters of running text; soft hyphens are places to cut a word."""
    values = {"leading": size * 1.3, "spaceAfter": size * 0.7, "embeddedHyphenation": 1, "splitLongWords": 0, **more}
    return ParagraphStyle("text", fontName=font, fontSize=size, **values)


def heading(level: int, font: str = "Helvetica", **more: object) -> ParagraphStyle:
    """Letters of a heading, kept with what follows."""
    size = (20, 14, 11.5)[level - 1]
    values = {"spaceBefore": size * 0.8, "spaceAfter": size * 0.4, "keepWithNext": 1, **more}
    return ParagraphStyle(f"heading{level}", fontName=_BOLD[font], fontSize=size, leading=size * 1.2, **values)


def cells(texts: Iterable[str], letters: ParagraphStyle) -> list[Flowable]:
    """Cells of a row; a line break in a text is one on paper."""
    return [Paragraph(text.replace("\n", "<br/>"), letters) for text in texts]


def cell_style(size: float = 8.5, font: str = "Helvetica", *, bold: bool = False, **more: object) -> ParagraphStyle:
    """Letters of a table cell."""
    return style(size, _BOLD[font] if bold else font, **{"spaceAfter": 0, **more})


class Plan(BaseDocTemplate):  # type: ignore[misc]
    """Pages of `columns` columns with the plan's name above and the page number below."""

    def __init__(
        self, path: Path, name: str, *, size: tuple[float, float] = A4, columns: int = 1, gutter: float = 18
    ) -> None:
        super().__init__(
            str(path), pagesize=size, leftMargin=EDGE, rightMargin=EDGE, topMargin=EDGE, bottomMargin=EDGE,
            title=name, invariant=1,
        )  # fmt: skip
        self.name = name
        width = (self.width - gutter * (columns - 1)) / columns
        frames = [
            Frame(EDGE + number * (width + gutter), EDGE, width, self.height, 0, 0, 0, 0) for number in range(columns)
        ]
        self.addPageTemplates([PageTemplate("plan", frames, onPage=self.draw_furniture)])

    def draw_furniture(self, canvas: Any, _: object) -> None:
        """The running header and footer."""
        page: int = canvas.getPageNumber()
        wide, high = canvas._pagesize
        canvas.setFont("Helvetica", 8)
        canvas.drawString(EDGE, high - 34, self.name)
        canvas.drawRightString(wide - EDGE, 30, f"Side {page}")


def boxed(content: Sequence[Flowable], width: float) -> Table:
    """A fact panel: a frame with a fill."""
    look = [
        ("BOX", (0, 0), (-1, -1), 1, HexColor(0x1F5C7A)),
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(0xE3F0F5)),
        *((f"{side}PADDING", (0, 0), (-1, -1), 7) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    return Table([[list(content)]], colWidths=[width], style=look, spaceBefore=6, spaceAfter=10)
