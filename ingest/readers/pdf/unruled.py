"""Tables of which nothing is drawn: their columns and rows come from where words stand, if the evidence is clear."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.pdf.bands import Row, table_of
from ingest.readers.pdf.evidence import evidence
from ingest.readers.pdf.extent import body_of, reach_of
from ingest.readers.pdf.gaps import Columns, columns, row_gap, split_rows, white_between
from ingest.readers.pdf.headers import named_columns
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, TextLine, lines

_HEADER_LINES = 4


@dataclass(frozen=True)
class Unruled:
    """The tables found, and how many more there seem to be that are not clear, and so are left as text."""

    tables: tuple[FoundTable, ...]
    as_text: int


def unruled_tables(words: Sequence[PlacedWord]) -> Unruled:
    """The tables that gaps between these words make out, none of which belongs to another table."""
    held = lines(words)
    found: list[FoundTable] = []
    as_text = start = reached = 0
    while start < len(held) - 1:
        if len(Columns().parts(held[start])) < 2:
            start += 1
            continue
        candidate = _candidate(held[start:])
        is_rest = start < reached and not candidate.headed
        if candidate.table is not None and not is_rest:
            found.append(candidate.table)
        as_text += candidate.doubtful or (is_rest and candidate.table is not None)
        reached = max(reached, start + candidate.reach)
        start += max(1, candidate.lines)
    return Unruled(tuple(found), as_text)


@dataclass(frozen=True)
class _Candidate:
    """What the first of some lines begins: a table if it is clear; else whether it may be one.

    It takes so many `lines` of the `reach` that lie near each other; what is left may be its rest, whose columns
    only the header knows, and so is no table without a header of its own.
    """

    lines: int = 0
    reach: int = 0
    headed: bool = False
    table: FoundTable | None = None
    doubtful: bool = False


def _candidate(below: Sequence[TextLine]) -> _Candidate:
    reach = reach_of((), below)
    named = named_columns(reach)
    cut = columns(reach, named)
    if cut.count == 1:
        return _Candidate()
    body = body_of(reach, cut, (), closing=1)
    cut = columns(body, named)
    if cut.count == 1:
        return _Candidate(reach=len(reach))
    rows = _rows(body, cut, headed=bool(named))
    weighed = evidence(rows, cut)
    place = _Candidate(len(body), len(reach), weighed.has_header)
    if not weighed.is_clear:
        return replace(place, doubtful=weighed.is_doubtful)
    reasons = tuple(reason for reason, _ in weighed.reasons)
    return replace(place, table=replace(table_of(rows, cut, ()), evidence=reasons, headed=weighed.has_header))


def _rows(body: Sequence[TextLine], cut: Columns, *, headed: bool) -> list[Row]:
    """The rows; under a header one may begin with any column, as the rest of a row does that a page break cut."""
    if headed:
        least = row_gap(body, cut)
        for at, (above, below) in enumerate(pairwise(body[: _HEADER_LINES + 1]), start=1):
            if white_between([above], [below]) > least:
                return [list(body[:at]), *split_rows(body[at:], cut, evenly=True)]
    return split_rows(body, cut, evenly=True)
