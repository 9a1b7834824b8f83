"""The rules of made-up tables that are drawn letter by letter: every way of ruling them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

RULED = ("full", "thin boxes", "inner only", "no outer sides", "shaded", "double", "filled cells", "open below")
HALF_RULED = ("rows", "header", "three rules", "header by column", "zebra", "outer box", "header band")
UNRULED = ("none", "none", "none", "zebra", "header")


@dataclass(frozen=True)
class Look:
    """How a table is drawn; `closed` is whether a page break has rules; `repeats` whether the header comes again."""

    rules: str
    font: str
    bold: str
    size: float
    padding: float
    leading: float
    hyphen: str
    closed: bool
    repeats: bool


@dataclass(frozen=True)
class Placed:
    """A cell with its lines wrapped, and its left and right side; one that spans rows is open between them."""

    lines: tuple[str, ...]
    left: float
    right: float
    bold: bool = False
    open_above: bool = False
    open_below: bool = False


@dataclass(frozen=True)
class Band:
    """A row, or the part of it that fits on a page: where it begins and ends, and whether a break cuts it there."""

    cells: tuple[Placed, ...]
    height: float
    header: bool = False
    cut_above: bool = False
    cut_below: bool = False

    @property
    def is_open_below(self) -> bool:
        return any(cell.open_below for cell in self.cells)


def draw_rules(canvas: Canvas, look: Look, bands: Sequence[tuple[Band, float]], sides: Sequence[float]) -> None:
    """Draws the rules and shades of the bands of one page, each with the height of its top; text comes after."""
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setFillGray(0.88)
    if look.rules == "filled cells":
        _filled(canvas, bands)
    elif look.rules in RULED:
        for index, (band, top) in enumerate(bands):
            _ruled(canvas, look, band, top, sides, first=not index, last=index == len(bands) - 1)
    else:
        _half_ruled(canvas, look, bands, sides)
    canvas.restoreState()


def _filled(canvas: Canvas, bands: Sequence[tuple[Band, float]]) -> None:
    """A shade for each cell, white between them."""
    for index, (band, top) in enumerate(bands):
        following = sum(other.height for other, _ in bands[index + 1 : index + 2])
        for cell in band.cells:
            height = band.height + (following if cell.open_below else 0) - 1.4
            if not cell.open_above:
                canvas.rect(cell.left + 0.7, top - 0.7, cell.right - cell.left - 1.4, -height, stroke=0, fill=1)


def _ruled(
    canvas: Canvas, look: Look, band: Band, top: float, sides: Sequence[float], *, first: bool, last: bool
) -> None:
    bottom = top - band.height
    no_sides = look.rules in ("no outer sides", "inner only")
    no_top = (look.rules == "inner only" and first) or (band.cut_above and not look.closed)
    no_bottom = (look.rules in ("open below", "inner only") and last) or (band.cut_below and not look.closed)
    for cell in band.cells:
        if look.rules == "shaded" and band.header:
            canvas.rect(cell.left, bottom, cell.right - cell.left, band.height, stroke=0, fill=1)
        if not (no_sides and cell.left == sides[0]):
            _down(canvas, look, cell.left, top, bottom)
        if not (no_sides and cell.right == sides[-1]):
            _down(canvas, look, cell.right, top, bottom)
        if not (no_top or cell.open_above):
            _across(canvas, look, cell.left, cell.right, top)
        if not (no_bottom or cell.open_below):
            _across(canvas, look, cell.left, cell.right, bottom)


def _down(canvas: Canvas, look: Look, x: float, top: float, bottom: float) -> None:
    if look.rules == "thin boxes":
        canvas.setFillGray(0)
        canvas.rect(x - 0.25, bottom, 0.5, top - bottom, stroke=0, fill=1)
    else:
        canvas.line(x, top, x, bottom)


def _across(canvas: Canvas, look: Look, left: float, right: float, y: float) -> None:
    if look.rules == "thin boxes":
        canvas.setFillGray(0)
        canvas.rect(left, y - 0.25, right - left, 0.5, stroke=0, fill=1)
    elif look.rules == "double":
        canvas.line(left, y + 0.8, right, y + 0.8)
        canvas.line(left, y - 0.8, right, y - 0.8)
    else:
        canvas.line(left, y, right, y)


def _half_ruled(canvas: Canvas, look: Look, bands: Sequence[tuple[Band, float]], sides: Sequence[float]) -> None:
    left, right = sides[0], sides[-1]
    first, last = bands[0][1], bands[-1][1] - bands[-1][0].height
    for index, (band, top) in enumerate(bands):
        bottom = top - band.height
        if look.rules in ("rows", "outer box") and not band.cut_below:
            canvas.line(left, bottom, right, bottom)
        if look.rules in ("header", "three rules") and band.header:
            canvas.line(left, bottom, right, bottom)
        if look.rules == "header by column" and band.header:
            for cell in band.cells:
                canvas.line(cell.left + 1, bottom, cell.right - 4, bottom)
        if (look.rules == "zebra" and index % 2 == 0) or (look.rules == "header band" and band.header):
            canvas.rect(left, bottom, right - left, band.height, stroke=0, fill=1)
    if look.rules in ("three rules", "rows"):
        canvas.line(left, first, right, first)
    if look.rules == "three rules":
        canvas.line(left, last, right, last)
    if look.rules == "outer box":
        canvas.rect(left, last, right - left, first - last, fill=0)
