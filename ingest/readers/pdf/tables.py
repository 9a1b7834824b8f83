"""Ruled tables: grids with text in their cells; frames and diagrams are told from them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.base import RawCell, RawRow, RawTable
from ingest.readers.pdf.broken_words import cell_lines
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.glyphs import Glyph, Letters
from ingest.readers.pdf.lattice import Grid, GridCell
from ingest.readers.pdf.words import PlacedWord, TextLine, lines, words

_MID_HEIGHT = 0.3  # of the size, above the baseline: the middle of a small letter
_MOST_RAGGED = 0.2  # of the cells: more is a diagram
_IN_A_WORD = 0.05  # of the size: the letters of a word stand no farther apart
_TOUCHES = 0.1  # points: a letter that reaches no farther over a border stands in its own cell
_PROSE_LINES = 4
_SAME_SIDE = 3.0


@dataclass(frozen=True)
class FoundTable:
    """A table of a page, before it is known between which lines it stands; `words` are all its words, row by row.

    `sides` are the places of its columns' borders; `glyphs` the order numbers of the letters that it took; `evidence`
    what tells of it where nothing is drawn, and whether that knows of a header (`headed`). `under` is the line right
    under a table that its page ends with: prose that may go on over the page, or a running line.
    """

    area: Area
    sides: tuple[float, ...]
    columns: int
    rows: tuple[RawRow, ...]
    words: tuple[PlacedWord, ...]
    glyphs: frozenset[int]
    evidence: tuple[str, ...] = ()
    headed: bool = True
    under: TextLine | None = None

    def raw(self, at: int) -> RawTable:
        """The table as it stands before the line with index `at`."""
        return RawTable(
            at=at, columns=self.columns, rows=self.rows, box=self.area.box(), evidence=self.evidence, headed=self.headed
        )


def ruled_tables(grids: Iterable[Grid], letters: Letters, before: Sequence[float] = ()) -> list[FoundTable]:
    """The tables among the grids of a page, with the text of their cells.

    `before` are the sides of the last table of the page before: one with the same sides is its rest.
    """
    found = (_table(grid, letters, before) for grid in grids if len(grid.cells) > 1)
    return [table for table in found if table is not None]


def same_sides(sides: Sequence[float], others: Sequence[float], slack: float = _SAME_SIDE) -> bool:
    """Whether two tables have their columns in the same places, give or take `slack` points."""
    pairs = zip(sides, others, strict=False)
    return len(sides) == len(others) > 2 and all(abs(one - other) <= slack for one, other in pairs)


def _table(grid: Grid, letters: Letters, before: Sequence[float]) -> FoundTable | None:
    if grid.ragged > _MOST_RAGGED * len(grid.cells):
        return None
    text = _CellText(grid, letters)
    filled = [cell for cell in grid.cells if text.lines(cell)]
    is_rest = bool(filled) and same_sides(grid.columns, before)
    if not is_rest and not _is_tabular(filled, text):
        return None
    columns = sorted({cell.column for cell in grid.cells})
    rows = sorted({cell.row for cell in grid.cells if not cell.outside or text.lines(cell)})
    raw_rows = tuple(
        RawRow(
            cells=tuple(_cell(cell, text, columns, rows) for cell in grid.cells if cell.row == row),
            cut_above=row == rows[0] and not grid.closed_above,
            cut_below=row == rows[-1] and not grid.closed_below,
        )
        for row in rows
    )
    return FoundTable(
        area=grid.area,
        sides=grid.columns,
        columns=len(columns),
        rows=raw_rows,
        words=tuple(word for cell in grid.cells for line in text.lines(cell) for word in line.words),
        glyphs=text.taken,
    )


def _cell(cell: GridCell, text: "_CellText", columns: Sequence[int], rows: Sequence[int]) -> RawCell:
    """A cell with its text, and how many of the `columns` and `rows` that the table has it goes over."""
    return RawCell(
        lines=cell_lines(text.lines(cell), cell.area),
        baselines=tuple(round(line.baseline, 1) for line in text.lines(cell)),
        box=cell.area.box(),
        column=columns.index(cell.column),
        columns=sum(cell.column <= column < cell.column + cell.columns for column in columns),
        rows=sum(cell.row <= other < cell.row + cell.rows for other in rows),
    )


def _is_tabular(filled: Sequence[GridCell], text: "_CellText") -> bool:
    """Whether cells stand beside each other; cells of prose beside each other and nothing else are a layout."""
    by_row: defaultdict[int, list[GridCell]] = defaultdict(list)
    for cell in filled:
        for row in range(cell.row, cell.row + cell.rows):
            by_row[row].append(cell)
    widest = max(by_row.values(), key=len, default=[])
    if len(widest) < 2 and len({cell.column for cell in filled}) < 2:
        return False
    prose = all(len(text.lines(cell)) >= _PROSE_LINES for cell in filled)
    return not (len(by_row) == 1 and prose)


class _CellText:
    """The lines of each cell of a grid, and the places in the file's order of the letters taken."""

    def __init__(self, grid: Grid, letters: Letters) -> None:
        self._grid = grid
        owners = {
            (row, column): index
            for index, cell in enumerate(grid.cells)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self._lines: list[list[TextLine]] = [[] for _ in grid.cells]
        taken: set[int] = set()
        for glyphs in (letters.upright, *letters.rotated.values()):
            held: defaultdict[int, list[Glyph]] = defaultdict(list)
            before: Glyph | None = None
            place: tuple[int, int] | None = None
            for glyph in glyphs:
                if place is None or before is None or not _runs_over(grid, before, glyph):
                    place = _place(grid, glyph, upright=glyphs is letters.upright)
                before = glyph
                if place is not None:
                    held[owners[place]].append(glyph)
                    taken.add(glyph.order)
            for index, group in held.items():
                self._lines[index].extend(lines(words(group)))
        self.taken = frozenset(taken)
        self._index = {cell: index for index, cell in enumerate(grid.cells)}

    def lines(self, cell: GridCell) -> list[TextLine]:
        """The lines of a cell from top to bottom, rotated ones last."""
        return self._lines[self._index[cell]]


def _runs_over(grid: Grid, before: Glyph, glyph: Glyph) -> bool:
    """Whether a letter is drawn right after another in one word, and no border between columns parts the two: a word
    that runs out of its cell stays whole.
    """
    if glyph.spaced or " " in (before.text, glyph.text) or before.baseline != glyph.baseline:
        return False
    if abs(glyph.start - before.end) >= _IN_A_WORD * glyph.size:
        return False
    return not any(before.end <= side + _TOUCHES and glyph.start >= side - _TOUCHES for side in grid.columns)


def _place(grid: Grid, glyph: Glyph, *, upright: bool) -> tuple[int, int] | None:
    """The row and the column of the smallest cell that a letter stands in, None outside the grid."""
    area = glyph.area
    x = (area.x0 + area.x1) / 2
    y = glyph.baseline - _MID_HEIGHT * glyph.size if upright else (area.top + area.bottom) / 2
    column, row = bisect_right(grid.columns, x) - 1, bisect_right(grid.rows, y) - 1
    inside = 0 <= column < len(grid.columns) - 1 and 0 <= row < len(grid.rows) - 1
    return (row, column) if inside else None
