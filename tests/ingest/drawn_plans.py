"""Made-up plans drawn as PDF: headings by size, prose, ruled tables that may be open at a page break, footers."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import Reading, read_document

LEFT = 60.0
WIDTHS = (110.0, 190.0, 80.0, 95.0)
HEADER = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
_SIZE = 10.0
_LEADING = 13.0
_PADDING = 4.0
_REGULAR, _BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True)
class Cell:
    """A cell with its lines as they are wrapped; an empty line keeps its height."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1


def cell(text: str = "", *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell of a text whose lines are wrapped by hand."""
    return Cell(tuple(text.split("\n")) if text else (), columns, rows)


def row(*texts: str) -> list[Cell]:
    """A row of plain cells."""
    return [cell(text) for text in texts]


def group(text: str, columns: int = len(WIDTHS)) -> list[Cell]:
    """A row that is one cell over all columns."""
    return [cell(text, columns=columns)]


class PlanPdf:
    """Draws a plan from the top of its first page down; a new page is begun by hand."""

    def __init__(self, *, footer: str | None = None, first_number: int = 1) -> None:
        self._canvas = Canvas("", pagesize=A4, invariant=1)
        self._footer = footer
        self._number = first_number
        self._y = A4[1] - 70

    def heading(self, text: str, size: float, *, bold: bool = True) -> None:
        """A line of its own in this size."""
        self._y -= size
        self._line(LEFT, text, size, bold=bold)
        self._y -= 14

    def prose(self, *lines: str) -> None:
        """A paragraph."""
        for line in lines:
            self._line(LEFT, line, _SIZE)
            self._y -= _LEADING
        self._y -= _LEADING

    def table(
        self,
        rows: Sequence[Sequence[Cell]],
        *,
        widths: Sequence[float] = WIDTHS,
        open_above: bool = False,
        open_below: bool = False,
    ) -> None:
        """A ruled table; one that is open has no rule at that end, as where a page break cuts a row."""
        sides = [LEFT + sum(widths[:index]) for index in range(len(widths) + 1)]
        heights = [max(_height(one) for one in cells if one.rows == 1) for cells in rows]
        tops = [self._y - sum(heights[:index]) for index in range(len(rows) + 1)]
        covered: set[tuple[int, int]] = set()
        for number, cells in enumerate(rows):
            column = 0
            for one in cells:
                while (number, column) in covered:
                    column += 1
                area = (sides[column], tops[number], sides[column + one.columns], tops[number + one.rows])
                last = number + one.rows == len(rows)
                self._cell(one, area, above=not (open_above and number == 0), below=not (open_below and last))
                covered |= {(number + down, column) for down in range(one.rows)}
                column += one.columns
        self._y = tops[-1] - 2 * _LEADING

    def new_page(self) -> None:
        """Ends the page."""
        if self._footer is not None:
            self._canvas.setFont(_REGULAR, _SIZE)
            self._canvas.drawString(LEFT, 40, self._footer.format(self._number))
        self._canvas.showPage()
        self._number += 1
        self._y = A4[1] - 70

    def content(self) -> bytes:
        """The file, its last page ended."""
        self.new_page()
        content: bytes = self._canvas.getpdfdata()
        return content

    def reading(self, **metadata: object) -> Reading:
        """The file's reading by the whole pipeline."""
        return read_document(self.content(), "plan.pdf", Metadata.model_validate(metadata), shipped_units())

    def _line(self, x: float, text: str, size: float, *, bold: bool = False) -> None:
        self._canvas.setFont(_BOLD if bold else _REGULAR, size)
        self._canvas.drawString(x, self._y, text)

    def _cell(self, one: Cell, area: tuple[float, float, float, float], *, above: bool, below: bool) -> None:
        left, top, right, bottom = area
        self._canvas.setLineWidth(0.5)
        self._canvas.line(left, top, left, bottom)
        self._canvas.line(right, top, right, bottom)
        if above:
            self._canvas.line(left, top, right, top)
        if below:
            self._canvas.line(left, bottom, right, bottom)
        self._canvas.setFont(_REGULAR, _SIZE)
        for index, line in enumerate(one.lines):
            if stringWidth(line, _REGULAR, _SIZE) > right - left - 2 * _PADDING:
                raise ValueError(f"{line!r} is too wide for its cell; wrap it")
            baseline = top - _PADDING - _SIZE - index * _LEADING
            self._canvas.drawString(left + _PADDING, baseline, line)


def _height(one: Cell) -> float:
    return max(len(one.lines), 1) * _LEADING + 2 * _PADDING
