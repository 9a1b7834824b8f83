"""The grid of a table in HTML: where each cell stands once spans are counted."""

from collections.abc import Iterator
from typing import NamedTuple

from ingest.readers.html.shown import Element, is_shown, tag_of

_MOST_COLUMNS = 200
_MOST_ROWS = 5_000
_PARTS = frozenset("caption colgroup col thead tbody tfoot tr td th".split())
_GROUPS = ("thead", "tbody", "tfoot")


class PlacedCell(NamedTuple):
    """A cell, its first column (from 0) and how far it spans."""

    element: Element
    column: int
    columns: int
    rows: int


def placed_rows(table: Element) -> list[list[PlacedCell]]:
    """The shown rows in the order they are shown: head first, foot last; no cell spans beyond its group."""
    return [row for group in _row_groups(table) for row in _placed(group)]


def strays(table: Element) -> Iterator[Element | str]:
    """What stands in a table outside its cells; browsers show it before the table."""
    for parent in (table, *(part for part in table.iter(*_GROUPS, "tr") if _table_of(part) is table)):
        if parent.text and parent.text.strip():
            yield parent.text
        for part in parent:
            if tag_of(part) not in _PARTS:
                yield part
            if part.tail and part.tail.strip():
                yield part.tail


def _table_of(part: Element) -> Element | None:
    return next(part.iterancestors("table"), None)


def _row_groups(table: Element) -> list[list[Element]]:
    groups: dict[str, list[list[Element]]] = {tag: [] for tag in _GROUPS}
    loose: list[Element] = []
    for part in filter(is_shown, table):
        tag = tag_of(part)
        if tag in groups:
            groups[tag].append([row for row in part if tag_of(row) == "tr" and is_shown(row)])
        elif tag == "tr":
            loose.append(part)
    return [*groups["thead"], loose, *groups["tbody"], *groups["tfoot"]]


def _placed(rows: list[Element]) -> Iterator[list[PlacedCell]]:
    taken: dict[int, int] = {}  # column → rows that a cell above still covers
    for at, row in enumerate(rows):
        free = {column for column, left in taken.items() if left}
        placed: list[PlacedCell] = []
        column = 0
        for cell in row:
            if tag_of(cell) not in ("td", "th") or not is_shown(cell):
                continue
            while column in free:
                column += 1
            columns = min(_span(cell, "colspan") or 1, _MOST_COLUMNS)
            down = _span(cell, "rowspan")
            placed.append(PlacedCell(cell, column, columns, min(down or len(rows), len(rows) - at, _MOST_ROWS)))
            column += columns
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        for one in placed:
            for covered in range(one.column, one.column + one.columns):
                taken[covered] = max(one.rows - 1, taken.get(covered, 0))
        yield placed


def _span(cell: Element, attribute: str) -> int:
    """A span as stated; 0, which HTML takes for "to the end", only of rows; 1 where it is no number."""
    stated = cell.get(attribute, "1").strip()
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1
