"""The rows of one table over all pages it runs over: repeated headers dropped, rows cut by a page break made whole."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from ingest.readers.base import RawCell, RawRow, RawTable

_SENTENCE_END = (".", "!", "?", ":", ";")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_HYPHENS = ("-", "\u00ad")
_MOST_HEADER_ROWS = 2


class TableRow(RawRow):
    """A row of a table, whole; `pieces` are the rows that it is made of, each with the index of its part."""

    pieces: tuple[tuple[int, RawRow], ...]


def table_rows(tables: Sequence[RawTable]) -> tuple[TableRow, ...]:
    """The rows of the parts of one table, in order.

    A row that the break between two parts cuts is one row, each cell's lines one after the other (words are not put
    together, so that a hyphen at the break can be undone as at any line end). A header that a later part repeats
    stands once. `cut_above` and `cut_below` stay only where the table itself begins or ends open.
    """
    rows: list[TableRow] = []
    open_design = bool(tables and tables[0].rows and tables[0].rows[0].cut_above)
    for index, table in enumerate(tables):
        part = table.rows[repeated_rows(table.rows, tables[0].rows) :] if rows else table.rows
        ends = int(rows[-1].cut_below) + int(part[0].cut_above) if rows and part and not open_design else 0
        if rows and part and _is_continued(rows[-1], part[0], ends, [*rows, *part[1:]]):
            rows[-1] = _whole(rows[-1], part[0], index)
            part = part[1:]
        rows.extend(_single(row, index) for row in part)
    last = len(rows) - 1
    return tuple(
        row.model_copy(update={"cut_above": row.cut_above and not at, "cut_below": row.cut_below and at == last})
        for at, row in enumerate(rows)
    )


def repeated_rows(rows: tuple[RawRow, ...], first: tuple[RawRow, ...]) -> int:
    """How many rows at the top of a later part are the header once more; a group row under it may come again too."""
    for count in range(min(_MOST_HEADER_ROWS, len(rows), len(first)), 0, -1):
        texts = [_text(row) for row in rows[:count]]
        if texts == [_text(row) for row in first[:count]] and any(map(any, texts)):
            return count
    return 0


def _text(row: RawRow) -> tuple[str, ...]:
    return tuple("".join("".join(cell.lines).split()).replace("\u00ad", "").replace("-", "") for cell in row.cells)


def _is_continued(above: RawRow, below: RawRow, open_ends: int, others: Sequence[RawRow]) -> bool:
    """Whether the lower row is the rest of the upper one, on the next page.

    It is where both rows are open to the break. Where one is, some text goes on in the middle of a sentence or a word,
    or the first cell of the rest is empty. Where rules close both, a word must be cut, or the first cell must be empty
    or go on; an empty one tells something only in a table whose `others` all have a first cell, or beside a cell that
    goes on.
    """
    pairs = _pairs(above, below)
    filled = [(one, other) for one, other in pairs if other] if pairs and len(pairs) > 1 else []
    if pairs is None or not filled:
        return False
    goes_on = any(_goes_on(one, other) for one, other in filled)
    first_above, first_below = pairs[0]
    if open_ends:
        return open_ends > 1 or goes_on or not first_below
    if any(_cuts_word(one, other) for one, other in filled):
        return True
    if first_below and not _goes_on(first_above, first_below):
        return False
    return goes_on or all(row.cells[0].lines for row in others if row.cells)


def _pairs(above: RawRow, below: RawRow) -> list[tuple[tuple[str, ...], tuple[str, ...]]] | None:
    """The lines of each two cells below each other; None where the rows are cut up differently."""
    if [(cell.column, cell.columns) for cell in above.cells] != [(cell.column, cell.columns) for cell in below.cells]:
        return None
    return [(one.lines, other.lines) for one, other in zip(above.cells, below.cells, strict=True)]


def _goes_on(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a text reads on from one cell to the other: inside a word, a number or a sentence."""
    if not above or not below:
        return False
    end, start = above[-1].rstrip(), below[0].lstrip()
    number = end[-1:].isdigit() and bool(_THOUSANDS.match(start))
    hyphen = end.endswith(_HYPHENS) and not start[:1].isupper()
    return hyphen or ((start[:1].islower() or number) and not end.endswith(_SENTENCE_END))


def _cuts_word(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a word that a hyphen cuts goes on below."""
    return bool(above and below) and above[-1].rstrip().endswith(_HYPHENS) and below[0].lstrip()[:1].islower()


def _single(row: RawRow, part: int) -> TableRow:
    return TableRow(cells=row.cells, cut_above=row.cut_above, cut_below=row.cut_below, pieces=((part, row),))


def _whole(above: TableRow, below: RawRow, part: int) -> TableRow:
    pairs = [(one, other) for one, other in zip_longest(above.cells, below.cells) if one and other]
    down = max(one.box[3] for one, _ in pairs) - min(other.box[1] for _, other in pairs)
    cells = tuple(_joined(one, other, down) for one, other in pairs)
    pieces = (*above.pieces, (part, below))
    return TableRow(cells=cells, cut_above=above.cut_above, cut_below=below.cut_below, pieces=pieces)


def _joined(above: RawCell, below: RawCell, down: float) -> RawCell:
    """One cell of two; its box is that of the page on which it begins, and baselines are counted on from its end."""
    baselines = (*above.baselines, *(baseline + down for baseline in below.baselines))
    return above.model_copy(
        update={"lines": above.lines + below.lines, "baselines": baselines, "rows": above.rows + below.rows - 1}
    )
