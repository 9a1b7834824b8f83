"""The rows of one table over all pages it runs over: repeated headers dropped, rows cut by a page break made whole."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.base import RawCell, RawRow, RawTable

_SENTENCE_END = (".", "!", "?", ":", ";")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_ASIDE = re.compile(r"\((?!\w{1,2}\))")  # a bracket within a sentence, not the number of a point
_HYPHENS = ("-", "\u00ad")
_MOST_HEADER_ROWS = 2
_SLACK = 1.0  # points
_MOST_ROOM = 3  # lines: below a text with more room it ended (lines of a paragraph may be kept together over a break)


class TableRow(RawRow):
    """A row of a table, whole; `pieces` are the rows that it is made of, each with the index of its part, and `height`
    how many rows under one title it puts together.
    """

    pieces: tuple[tuple[int, RawRow], ...]
    height: int = 1


def table_rows(tables: Sequence[RawTable]) -> tuple[TableRow, ...]:
    """The rows of the parts of one table, in order.

    A row that the break between two parts cuts is one row, each cell's lines one after the other (words are not put
    together, so that a hyphen at the break can be undone as at any line end); so is a cell that several rows share.
    A header that a later part repeats stands once. `cut_above` and `cut_below` stay only where the table itself begins
    or ends open.
    """
    rows: list[TableRow] = []
    for index, table in enumerate(tables):
        header = repeated_rows(table.rows, tables[0].rows) if rows else 0
        part = table.rows[header:]
        ends = _open_ends(tables, rows[-1], part[0], under_header=header > 0) if rows and part else 0
        if rows and part and _is_continued(rows, part[0], ends, [*rows, *part[1:]]):
            _add_rest(rows, part[0], index)
            part = part[1:]
        rows.extend(_single(row, index) for row in part)
    last = len(rows) - 1
    return tuple(
        row.model_copy(update={"cut_above": row.cut_above and not at, "cut_below": row.cut_below and at == last})
        for at, row in enumerate(rows)
    )


def _open_ends(tables: Sequence[RawTable], above: RawRow, below: RawRow, *, under_header: bool) -> int:
    """How many of two rows are open to the break between them; none in a table that begins open by design.

    A header that comes again closes what stands below it: there the upper row tells for both, in a table that closes
    its own end and so leaves no row open by design.
    """
    first, last = tables[0].rows, tables[-1].rows
    if first and first[0].cut_above:
        return 0
    closed_end = bool(last) and not last[-1].cut_below
    return int(above.cut_below) + int(below.cut_above or (under_header and closed_end and above.cut_below))


def repeated_rows(rows: tuple[RawRow, ...], first: tuple[RawRow, ...]) -> int:
    """How many rows at the top of a later part are the header once more; a group row under it may come again too."""
    for count in range(min(_MOST_HEADER_ROWS, len(rows), len(first)), 0, -1):
        texts = [_text(row) for row in rows[:count]]
        if texts == [_text(row) for row in first[:count]] and any(map(any, texts)):
            return count
    return 0


def _text(row: RawRow) -> tuple[str, ...]:
    return tuple("".join("".join(cell.lines).split()).replace("\u00ad", "").replace("-", "") for cell in row.cells)


def _is_continued(rows: Sequence[RawRow], below: RawRow, open_ends: int, others: Sequence[RawRow]) -> bool:
    """Whether the lower row is the rest of the last of the upper ones, on the next page.

    It is where both rows are open to the break. Where one is, some text goes on in the middle of a sentence or a word,
    or the first cell of the rest is empty. Where rules close both, a word must be cut, or the first cell must be empty
    or go on; an empty one tells something only in a table whose `others` all have a first cell, or beside a cell that
    goes on. The rest of a cell that several rows share tells nothing. Where one row at most is open, no cell may go on
    that ended before the others did. A row of one cell is a heading or an item of a list: its text must go on, and
    where rules close both rows it must be wider than a column.
    """
    reaching = [cell for _, cell in _reaching(rows)]
    if _only_begins(rows):
        return len(below.cells) > len(reaching) and _places(reaching) <= _places(below.cells)
    pairs = _pairs([*rows[-1].cells, *reaching], below.cells)
    filled = [(one, other) for one, other in pairs or () if other]
    if not pairs or not filled:
        return False
    goes_on = any(_goes_on(one, other) for one, other in filled)
    if len(pairs) == 1:
        return goes_on and (open_ends > 0 or below.cells[0].columns > 1)
    first_above, first_below = pairs[0]
    if open_ends > 1:
        return True
    if _ended_above(rows[-1], below):
        return False
    if open_ends:
        return goes_on or not first_below
    if any(_cuts_word(one, other) for one, other in filled):
        return True
    if first_below and not _goes_on(first_above, first_below):
        return False
    shared = any(cell.column == 0 for cell in reaching)
    return goes_on or (not shared and all(row.cells[0].lines for row in others if row.cells))


def _places(cells: Sequence[RawCell]) -> set[tuple[int, int]]:
    return {(cell.column, cell.columns) for cell in cells}


def _reaching(rows: Sequence[RawRow]) -> list[tuple[int, RawCell]]:
    """The cells of earlier rows that span down to the last one, with the index of their row."""
    last = len(rows) - 1
    return [(at, cell) for at, row in enumerate(rows[:-1]) for cell in row.cells if at + cell.rows > last]


def _only_begins(rows: Sequence[RawRow]) -> bool:
    """Whether the last row is the room that cells from above take up below it, where the page ends."""
    row = rows[-1]
    return row.cut_below and bool(_reaching(rows)) and not any(cell.lines for cell in row.cells)


def _pairs(above: Sequence[RawCell], below: Sequence[RawCell]) -> list[tuple[tuple[str, ...], tuple[str, ...]]] | None:
    """The lines of each two cells below each other; None where the rows are cut up differently."""
    above = sorted(above, key=lambda cell: cell.column)
    if [(cell.column, cell.columns) for cell in above] != [(cell.column, cell.columns) for cell in below]:
        return None
    return [(one.lines, other.lines) for one, other in zip(above, below, strict=True)]


def _ended_above(above: RawRow, below: RawRow) -> bool:
    """Whether a cell has text below the break, though above it there was room for more beside the other cells."""
    filled = [cell for cell in above.cells if cell.baselines]
    distances = [later - before for cell in filled for before, later in pairwise(cell.baselines) if later > before]
    if not distances:
        return False
    reached = max(max(cell.baselines) for cell in filled) - _MOST_ROOM * median(distances) - _SLACK
    begun = {cell.column for cell in below.cells if cell.lines}
    return any(cell.column in begun and max(cell.baselines) < reached for cell in filled)


def _goes_on(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a text reads on from one cell to the other: inside a word, a number or a sentence."""
    if not above or not below:
        return False
    end, start = above[-1].rstrip(), below[0].lstrip()
    number = end[-1:].isdigit() and (bool(_THOUSANDS.match(start)) or start.startswith("%"))
    hyphen = end.endswith(_HYPHENS) and not start[:1].isupper()
    begun = start[:1].islower() or number or bool(_ASIDE.match(start))
    return hyphen or (begun and not end.endswith(_SENTENCE_END))


def _cuts_word(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a word that a hyphen cuts goes on below."""
    return bool(above and below) and above[-1].rstrip().endswith(_HYPHENS) and below[0].lstrip()[:1].islower()


def _single(row: RawRow, part: int) -> TableRow:
    return TableRow(cells=row.cells, cut_above=row.cut_above, cut_below=row.cut_below, pieces=((part, row),))


def _add_rest(rows: list[TableRow], below: RawRow, part: int) -> None:
    """Puts the rest of a row to the last row, and the rest of cells that span down to it to theirs."""
    last, reaching = rows[-1], _reaching(rows)
    cells, pieces = _with_rest(last.cells, below), last.pieces
    if _only_begins(rows):
        shared = {cell.column for _, cell in reaching}
        cells, pieces = tuple(cell for cell in below.cells if cell.column not in shared), last.pieces[:0]
    rows[-1] = last.model_copy(
        update={"cells": cells, "cut_below": below.cut_below, "pieces": (*pieces, (part, below))}
    )
    for at, cell in reaching:
        cells = tuple(_with_rest([one], below)[0] if one == cell else one for one in rows[at].cells)
        rows[at] = rows[at].model_copy(update={"cells": cells})


def _with_rest(cells: Sequence[RawCell], below: RawRow) -> tuple[RawCell, ...]:
    """Each cell with what stands in its columns below the break."""
    rests = {cell.column: cell for cell in below.cells}
    down = max(cell.box[3] for cell in cells) - min(cell.box[1] for cell in below.cells)
    return tuple(_joined(cell, rests[cell.column], down) if cell.column in rests else cell for cell in cells)


def _joined(above: RawCell, below: RawCell, down: float) -> RawCell:
    """One cell of two; its box is that of the page on which it begins, and baselines are counted on from its end."""
    baselines = (*above.baselines, *(baseline + down for baseline in below.baselines))
    return above.model_copy(
        update={"lines": above.lines + below.lines, "baselines": baselines, "rows": above.rows + below.rows - 1}
    )
