"""Made-up drawn tables, as a reader finds them."""

from collections.abc import Sequence

from ingest.readers.base import RawCell, RawRow, RawTable

WIDTH = 100.0
LEADING = 12.0
TOP = 60.0

Given = str | RawCell


def raw_cell(text: str = "", column: int = 0, *, columns: int = 1, rows: int = 1) -> RawCell:
    """A cell; empty lines have their height and no line."""
    lines = text.split("\n") if text else []
    placed = [(line, TOP + LEADING * number) for number, line in enumerate(lines, start=1) if line]
    return RawCell(
        lines=tuple(line for line, _ in placed),
        baselines=tuple(baseline for _, baseline in placed),
        box=(WIDTH * column, TOP, WIDTH * (column + columns), TOP + LEADING * (len(lines) + 1)),
        column=column,
        columns=columns,
        rows=rows,
    )


def raw_row(*cells: Given, cut_above: bool = False, cut_below: bool = False) -> RawRow:
    """A row of cells or their texts, each text in the next column."""
    placed = tuple(one if isinstance(one, RawCell) else raw_cell(one, column) for column, one in enumerate(cells))
    return RawRow(cells=placed, cut_above=cut_above, cut_below=cut_below)


def raw_table(rows: Sequence[RawRow], *, at: int = 0) -> RawTable:
    """A table of these rows; its columns are those of its widest row."""
    columns = max(cell.column + cell.columns for row in rows for cell in row.cells)
    return RawTable(at=at, columns=columns, rows=tuple(rows), box=(0.0, TOP, WIDTH * columns, TOP + 100.0))
