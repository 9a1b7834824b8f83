"""Which tables of following pages are parts of one."""

import re
from collections.abc import Sequence

from ingest.column_names import header_columns
from ingest.forms import is_cut_form
from ingest.layout import LaidPage
from ingest.readers.base import RawRow, RawTable
from ingest.readers.told import NOTES

_WORD = re.compile(r"[^\W\d_]+")
_CONTINUED = re.compile(r"fort|framh|cont|^av$")
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
    it has no other header. Only the columns of a form may be others.
    """
    page, before = last
    if page != index - 1 or before is not pages[page].tables[-1]:
        return False
    if before.columns != table.columns and not is_cut_form(before.rows, table.rows):
        return False
    if _text_between(pages[page], before, pages[index], table):
        return False
    header = _plain(table.rows[0]) if table.rows else ""
    return not header_columns(header) or not before.rows or header == _plain(before.rows[0])


def _below(page: LaidPage, table: RawTable) -> Sequence[str]:
    """The lines after a table; what is said to a slide does not stand on it."""
    end = page.lines.index(NOTES) if page.unit == "slide" and NOTES in page.lines else len(page.lines)
    return page.lines[table.at : end]


def _above(page: LaidPage, table: RawTable, before: LaidPage) -> Sequence[str]:
    """The lines before a table; not the title of a slide that goes on with the one before ("Tiltak (forts.)")."""
    lines = page.lines[: table.at]
    goes_on = page.unit == "slide" and _title(page) == _title(before) != []
    return lines[1:] if goes_on else lines


def _title(page: LaidPage) -> list[str]:
    """The words of a slide's title, but not that it goes on ("forts.", "2 av 3"); none where it has no title."""
    if not page.roles or page.roles[0].kind != "heading":
        return []
    words = _WORD.findall(page.lines[0].lower())
    return words[:-1] if len(words) > 1 and _CONTINUED.match(words[-1]) else words


def _text_between(above: LaidPage, before: RawTable, below: LaidPage, table: RawTable) -> bool:
    """Whether text stands after the table of a page or before that of the next; the last line of both pages, or the
    first of both, that is the same but for its numbers runs along their edges and is none.
    """
    footer = [line.strip() for line in _below(above, before) if line.strip()]
    header = [line.strip() for line in _above(below, table, above) if line.strip()]
    if footer and _alike(footer[-1], next(filter(None, map(str.strip, reversed(below.lines))), "")):
        footer.pop()
    if header and _alike(header[0], next(filter(None, map(str.strip, above.lines)), "")):
        header.pop(0)
    return bool(footer or header)


def _alike(line: str, other: str) -> bool:
    return _DIGITS.sub("#", line) == _DIGITS.sub("#", other)


def _plain(row: RawRow) -> str:
    return " ".join(" ".join(cell.lines) for cell in row.cells)
