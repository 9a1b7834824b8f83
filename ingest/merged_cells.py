"""Cells of an action table that several rows share: a title over rows makes one measure, an owner is of each row."""

from collections.abc import Collection, Sequence

from ingest.readers.base import RawCell, RawRow
from ingest.rows import TableRow


def merged_rows(rows: Sequence[TableRow], title: int, shared: Collection[int]) -> tuple[TableRow, ...]:
    """The rows under a header: those under one cell of the column `title` as one, each cell's part of it an entry;
    cells of the columns `shared` given to every row that they stand beside. Rows that a page break cuts stay as is.
    """
    groups = _groups(rows, title)
    position = [at for at, group in enumerate(groups) for _ in group]
    found: list[TableRow] = []
    start = 0
    for at, group in enumerate(groups):
        cells = [
            cell.model_copy(update={"rows": position[min(start + down + cell.rows, len(rows)) - 1] - at + 1})
            for down, row in enumerate(group)
            for cell in row.cells
        ]
        counts = [len(row.cells) for row in group]
        row = _with_cells(group[0], _columnwise(cells, counts) if len(group) > 1 else tuple(cells))
        found.append(row.model_copy(update={"height": len(group)}))
        start += len(group)
    return _given_down(found, shared)


def entries(cell: RawCell) -> tuple[tuple[str, ...], ...]:
    """The lines of a cell by the rows that it is put together from."""
    ends = (*cell.entries[1:], len(cell.lines))
    return tuple(cell.lines[start:end] for start, end in zip(cell.entries, ends, strict=True))


def _groups(rows: Sequence[TableRow], title: int) -> list[list[TableRow]]:
    groups: list[list[TableRow]] = []
    at = 0
    while at < len(rows):
        span = next((cell.rows for cell in rows[at].cells if cell.column == title and cell.columns == 1), 1)
        group = list(rows[at : at + span])
        whole = all(_is_whole(row, group[0]) for row in group)
        groups.append(group if whole else group[:1])
        at += len(groups[-1])
    return groups


def _is_whole(row: TableRow, first: TableRow) -> bool:
    return len(row.pieces) == 1 and row.pieces[0][0] == first.pieces[0][0]


def _columnwise(cells: Sequence[RawCell], counts: Sequence[int]) -> tuple[RawCell, ...]:
    """One cell a column, with the lines of the cells below each other; `counts` are how many cells each row has."""
    columns: dict[int, list[RawCell]] = {}
    for cell in cells:
        columns.setdefault(cell.column, []).append(cell)
    return tuple(_put_together(columns[column], len(counts)) for column in sorted(columns))


def _put_together(cells: Sequence[RawCell], rows: int) -> RawCell:
    lines: list[str] = []
    starts: list[int] = []
    for cell in cells:
        starts.append(len(lines))
        lines.extend(cell.lines)
    own = tuple(starts) if len(cells) == rows and all(cell.lines for cell in cells) else ()
    down = max(cell.rows for cell in cells)
    return cells[0].model_copy(update={"lines": tuple(lines), "baselines": (), "entries": own, "rows": down})


def _given_down(rows: Sequence[TableRow], shared: Collection[int]) -> tuple[TableRow, ...]:
    found: list[TableRow] = []
    held: dict[int, tuple[int, RawCell]] = {}
    for row in rows:
        own = {cell.column for cell in row.cells}
        given = [cell for column, (_, cell) in held.items() if column not in own]
        held = {column: (left - 1, cell) for column, (left, cell) in held.items() if left > 1}
        held.update(
            {
                cell.column: (cell.rows - 1, cell.model_copy(update={"rows": 1}))
                for cell in row.cells
                if cell.rows > 1 and cell.column in shared
            }
        )
        if given and len(row.pieces) == 1:
            row = _with_cells(row, tuple(sorted((*row.cells, *given), key=lambda cell: cell.column)))
        found.append(row)
    return tuple(found)


def _with_cells(row: TableRow, cells: tuple[RawCell, ...]) -> TableRow:
    if len(row.pieces) != 1:
        return row
    ((part, piece),) = row.pieces
    piece = RawRow(cells=cells, cut_above=piece.cut_above, cut_below=piece.cut_below)
    return row.model_copy(update={"cells": cells, "pieces": ((part, piece),)})
