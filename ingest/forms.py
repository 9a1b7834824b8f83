"""Forms: tables in which a measure stands alone, what each cell holds named in the cell to its left."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from ingest.column_names import Column, column_of, columns_of, is_action_table, names_column
from ingest.joins import LineJoiner
from ingest.readers.base import RawCell, RawRow
from ingest.rows import TableRow

_LABEL_WORDS = 4
_FEWEST_LABELS = 3


class Form(BaseModel):
    """The rows of one measure, and the cell of each column that its labels name."""

    model_config = ConfigDict(frozen=True)

    rows: tuple[TableRow, ...]
    cells: dict[Column, RawCell]

    def pieces(self) -> Iterator[tuple[int, tuple[tuple[RawCell, ...], ...]]]:
        """The cells of its rows by the part of the table in which they stand."""
        pieces = (piece for row in self.rows for piece in row.pieces)
        for part, group in groupby(sorted(pieces, key=lambda piece: piece[0]), key=lambda piece: piece[0]):
            yield part, tuple(row.cells for _, row in group)


def forms_of(rows: Sequence[TableRow], joiner: LineJoiner) -> tuple[Form, ...]:
    """The forms that a table is made of, one below the other; none where it is another table.

    In each row a label of few words stands before each text, and the labels name something to do, a time and an owner.
    A first row of one cell may be the name of what is to be done. No row may have more than two labels beside each
    other, nor only labels (a header).
    """
    found = [_form(group, joiner) for group in _groups(rows, joiner)]
    return tuple(form for form in found if form) if all(found) else ()


def is_cut_form(above: Sequence[RawRow], below: Sequence[RawRow]) -> bool:
    """Whether rows that are a form but for its time or its owner get it from the rows below, which may be cut up
    otherwise: what of a form stands on one page has the columns of its widest row there.
    """
    joiner = LineJoiner((), hyphens_shown=True)
    labels, more = ([_text(cell, joiner) for row in rows for cell in row.cells[::2]] for rows in (above, below))
    if None in [pair for row in (*above, *below) for pair in _pairs(row, joiner)]:
        return False
    begun = columns_of(labels)
    return Column.TITLE in begun and not is_action_table(begun) and is_action_table(columns_of([*labels, *more]))


def _groups(rows: Sequence[TableRow], joiner: LineJoiner) -> list[list[TableRow]]:
    """The rows from each that begins as the first one does."""
    groups: list[list[TableRow]] = []
    for row in rows:
        if not groups or _opens(row, groups[0][0], joiner):
            groups.append([])
        groups[-1].append(row)
    return groups


def _opens(row: TableRow, first: TableRow, joiner: LineJoiner) -> bool:
    if len(first.cells) == 1:
        return len(row.cells) == 1
    return len(row.cells) > 1 and column_of(_text(row.cells[0], joiner)) is column_of(_text(first.cells[0], joiner))


def _form(rows: Sequence[TableRow], joiner: LineJoiner) -> Form | None:
    name = rows[0].cells[0] if len(rows[0].cells) == 1 and len(rows) > 1 else None
    pairs = [pair for row in rows[1 if name else 0 :] for pair in _pairs(row, joiner)]
    if len(pairs) + bool(name) < _FEWEST_LABELS or None in pairs:
        return None
    held = [pair for pair in pairs if pair is not None]
    kinds = columns_of(("tiltak" if name else "", *(_text(label, joiner) for label, _ in held)))
    if not is_action_table(kinds):
        return None
    values = [name] if name else [_EMPTY]
    cells = dict(reversed(list(zip(kinds, [*values, *(value for _, value in held)], strict=True))))
    return Form(rows=tuple(rows), cells=cells)


def _pairs(row: RawRow, joiner: LineJoiner) -> Iterable[tuple[RawCell, RawCell] | None]:
    """A row's labels, each with the cell beside it; None where the row is made otherwise."""
    labels, values = row.cells[::2], row.cells[1::2]
    few = all(0 < len(_text(label, joiner).split()) <= _LABEL_WORDS for label in labels)
    names_only = len(values) > 1 and all(names_column(_text(value, joiner)) for value in values)
    if len(labels) != len(values) or len(labels) > 2 or not few or names_only:
        return [None]
    return zip(labels, values, strict=True)


def _text(cell: RawCell, joiner: LineJoiner) -> str:
    return joiner.join(cell.lines)


_EMPTY = RawCell(lines=(), box=(0.0, 0.0, 0.0, 0.0), column=0)
