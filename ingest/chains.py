"""Which tables of following pages are parts of one."""

import re
from collections.abc import Sequence

from ingest.layout import LaidPage
from ingest.readers.base import RawRow, RawTable
from ingest.tables import header_columns

_DIGITS = re.compile(r"\d+")


def table_chains(pages: Sequence[LaidPage]) -> list[list[tuple[int, RawTable]]]:
    """Tables with the indexes of their pages; parts that go on over page breaks together."""
    chains: list[list[tuple[int, RawTable]]] = []
    for index, page in enumerate(pages):
        for table in page.tables:
            if chains and _goes_on(pages, chains[-1][-1], index, table):
                chains[-1].append((index, table))
            else:
                chains.append([(index, table)])
    return chains


def _goes_on(pages: Sequence[LaidPage], last: tuple[int, RawTable], index: int, table: RawTable) -> bool:
    """Whether a table is the rest of the one that ended the page before: nothing stands between, the columns agree, and
    it has no other header.
    """
    page, before = last
    if page != index - 1 or before.columns != table.columns or before is not pages[page].tables[-1]:
        return False
    if _text_between(pages[page].lines, before.at, pages[index].lines, table.at):
        return False
    header = _plain(table.rows[0]) if table.rows else ""
    return not header_columns(header) or not before.rows or header == _plain(before.rows[0])


def _text_between(above: Sequence[str], end: int, below: Sequence[str], start: int) -> bool:
    """Whether text stands after the line `end` of a page or before the line `start` of the next; the last line of both
    pages, or the first of both, that is the same but for its numbers runs along their edges and is none.
    """
    footer = [line.strip() for line in above[end:] if line.strip()]
    header = [line.strip() for line in below[:start] if line.strip()]
    if footer and _alike(footer[-1], next(filter(None, map(str.strip, reversed(below))), "")):
        footer.pop()
    if header and _alike(header[0], next(filter(None, map(str.strip, above)), "")):
        header.pop(0)
    return bool(footer or header)


def _alike(line: str, other: str) -> bool:
    return _DIGITS.sub("#", line) == _DIGITS.sub("#", other)


def _plain(row: RawRow) -> str:
    return " ".join(" ".join(cell.lines) for cell in row.cells)
