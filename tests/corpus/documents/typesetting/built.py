"""What stands in a PDF that was set: its words with their sizes, its tables as grids, its rules."""

from collections.abc import Sequence

import pypdfium2

from ingest.readers.base import RawTable
from ingest.readers.pdf import PdfReader
from ingest.readers.pdf.page import PageMarks, page_marks
from ingest.readers.pdf.words import PlacedWord, words

Grid = list[list[str | None]]


def marks(content: bytes) -> list[PageMarks]:
    """The letters and rules of each page."""
    document = pypdfium2.PdfDocument(content)
    found = [page_marks(page) for page in document]
    document.close()
    return found


def placed_words(page: PageMarks) -> list[PlacedWord]:
    """The words of a page, from top to bottom."""
    return words(page.letters.upright)


def tables(content: bytes) -> list[list[RawTable]]:
    """The tables of each page."""
    return [list(page.tables) for page in PdfReader().read(content).pages]


def grid(table: RawTable) -> Grid:
    """The text of each cell, and None where another cell reaches."""
    rows: Grid = [[None] * table.columns for _ in table.rows]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell in row.cells:
            texts[cell.column] = "\n".join(cell.lines)
    return rows


def is_ruled_at(page: PageMarks, height: float) -> bool:
    """Whether a rule runs across the page at this height."""
    return any(abs(rule.at - height) < 1 for rule in page.drawn.across)


def rule_ends(page: PageMarks) -> tuple[float, float]:
    """How far up and down the rules between columns reach."""
    down: Sequence[tuple[float, float]] = [(rule.start, rule.end) for rule in page.drawn.down]
    return min(start for start, _ in down), max(end for _, end in down)
