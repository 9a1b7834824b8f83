"""The letters a document is set in, and the sizes that a layout may change."""

from dataclasses import dataclass, field

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.styles import ParagraphStyle

REGULAR, BOLD, ITALIC, SIGNS = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "ZapfDingbats"
ARROW, SQUARE, DOT = "\u27a4", "\u25a0", "\u25cf"  # of ZapfDingbats: what each is when copied as text


@dataclass(frozen=True)
class Styles:
    """Sizes in points; `headings` from the greatest; `bullets` the sign at each level of a list."""

    size: float = 10.5
    leading: float = 1.32
    gap: float = 6
    headings: tuple[float, ...] = (20, 14, 11.5, 10.5)
    colour: Color = field(default_factory=lambda: HexColor(0x2A2859))
    cell: float = 8.5
    cell_leading: float = 1.22
    bullets: tuple[str, ...] = (SQUARE, DOT)
    indent: float = 15

    def body(self) -> ParagraphStyle:
        """Running text."""
        return _style("body", self.size, self.leading, spaceAfter=self.gap)

    def small(self) -> ParagraphStyle:
        """Photo credits and sources."""
        return _style("small", self.size * 0.75, self.leading, spaceBefore=self.gap, spaceAfter=self.gap)

    def heading(self, level: int) -> ParagraphStyle:
        """A heading, kept on the page of what follows."""
        size = self.headings[level - 1]
        return _style(
            f"heading{level}", size, 1.18, fontName=BOLD, textColor=self.colour,
            spaceBefore=size * 0.7, spaceAfter=size * 0.35, keepWithNext=1,
        )  # fmt: skip

    def item(self, level: int, size: float | None = None) -> ParagraphStyle:
        """A list item, hanging."""
        size = size or self.size
        return _style(
            f"item{level}", size, self.leading, leftIndent=self.indent * (level + 1), bulletIndent=self.indent * level,
            bulletFontSize=size * 0.8, spaceAfter=self.gap * 0.4,
        )  # fmt: skip

    def cell_text(self, *, bold: bool = False) -> ParagraphStyle:
        """A line of a table cell."""
        return _style("cell", self.cell, self.cell_leading, fontName=BOLD if bold else REGULAR)

    def cell_item(self) -> ParagraphStyle:
        """A bullet in a table cell."""
        return _style(
            "cell item",
            self.cell,
            self.cell_leading,
            leftIndent=self.cell * 1.3,
            bulletIndent=0,
            bulletFontSize=self.cell * 0.8,
        )


def _style(name: str, size: float, leading: float, **options: object) -> ParagraphStyle:
    values = {"fontName": REGULAR, "bulletFontName": SIGNS, "textColor": black, **options}
    return ParagraphStyle(
        name, fontSize=size, leading=size * leading, embeddedHyphenation=1, splitLongWords=0, **values
    )
