"""The header of a table: the row that names its columns, or two rows, the lower naming what the upper one spans."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from ingest.column_names import columns_of, header_columns, is_action_table, names_column
from ingest.joins import LineJoiner
from ingest.readers.base import RawCell, RawRow
from ingest.rows import TableRow

_HEADER_WORDS = 4


class Header(BaseModel):
    """The rows of a header, and the cell that names each column."""

    model_config = ConfigDict(frozen=True)

    rows: tuple[TableRow, ...] = ()
    cells: tuple[RawCell, ...] = ()


def header_of(rows: Sequence[TableRow], joiner: LineJoiner) -> Header:
    """The header that a table begins with; empty where it has none."""
    lower = _lower_cells(rows, joiner)
    if lower:
        upper = [cell for cell in rows[0].cells if cell.columns == 1]
        cells = tuple(sorted([*upper, *lower], key=lambda cell: cell.column))
        if is_action_table(columns_of([_text(cell, joiner) for cell in cells])):
            return Header(rows=tuple(rows[:2]), cells=cells)
    if rows and _names_columns(rows[0], joiner):
        return Header(rows=(rows[0],), cells=rows[0].cells)
    return Header()


def _lower_cells(rows: Sequence[TableRow], joiner: LineJoiner) -> list[RawCell]:
    """The cells of the second row under cells of the first that span columns, where they name columns, and beside them
    stands nothing.
    """
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return []
    spanned = {
        at for cell in rows[0].cells if cell.columns > 1 for at in range(cell.column, cell.column + cell.columns)
    }
    filled = [cell for cell in rows[1].cells if _text(cell, joiner)]
    named = all(cell.column in spanned and names_column(_text(cell, joiner)) for cell in filled)
    return filled if named and {cell.column for cell in filled} == spanned else []


def _names_columns(row: RawRow, joiner: LineJoiner) -> bool:
    """Whether a first row names columns: known names, or only a few words in every cell."""
    texts = [_text(cell, joiner) for cell in row.cells]
    if header_columns(" ".join(texts)):
        return True
    return len(texts) > 1 and all(texts) and all(len(text.split()) <= _HEADER_WORDS for text in texts)


def _text(cell: RawCell, joiner: LineJoiner) -> str:
    return joiner.join(cell.lines)
