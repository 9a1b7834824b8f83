"""Tables of formats that state their cells and spans."""

from collections.abc import Iterable, Sequence

from ingest.column_names import header_columns
from ingest.readers.base import RawCell, RawRow, RawTable
from ingest.readers.told import NO_BOX

Rows = Sequence[Sequence[RawCell]]


def told_cell(lines: Iterable[str], column: int, *, columns: int = 1, rows: int = 1) -> RawCell:
    """A cell with the lines that hold text."""
    kept = tuple(line for line in lines if line.strip())
    return RawCell(lines=kept, box=NO_BOX, column=column, columns=columns, rows=rows)


def told_tables(rows: Rows) -> list[RawTable]:
    """The rows as tables: a header that comes in the middle begins a new one, and stands before rows that span the
    table right above it (its title, or the group of the rows below). Empty rows at the top are left out.
    """
    tables: list[list[Sequence[RawCell]]] = []
    spanning: list[Sequence[RawCell]] = []
    width = column_count(rows)
    for row in rows:
        if _is_header(row):
            tables.append([row, *spanning])
            spanning = []
        elif _is_group(row, width):
            spanning.append(row)
        elif tables or any(cell.lines for cell in row):
            if not tables:
                tables.append([])
            tables[-1].extend([*spanning, row])
            spanning = []
    if spanning:
        tables = tables or [[]]
        tables[-1].extend(spanning)
    return [_table(table, width) for table in tables]


def column_count(rows: Rows) -> int:
    """How many columns the widest row reaches over."""
    return max((cell.column + cell.columns for row in rows for cell in row), default=0)


def _table(rows: Rows, columns: int) -> RawTable:
    return RawTable(at=0, columns=columns, rows=tuple(RawRow(cells=tuple(row)) for row in rows), box=NO_BOX)


def _is_header(row: Sequence[RawCell]) -> bool:
    return len(row) > 1 and bool(header_columns(" ".join(line for cell in row for line in cell.lines)))


def _is_group(row: Sequence[RawCell], columns: int) -> bool:
    """Whether a row is one cell over the whole table."""
    return len(row) == 1 and row[0].columns == columns and bool(row[0].lines)
