"""The blocks of a Word document, and the grid of its tables: which rows and cells are shown, and where they stand."""

from collections.abc import Iterable, Iterator

from ingest.readers.docx.inline import is_prompt
from ingest.readers.office_xml import Element, child, chosen, name, value, whole

_MOST_COLUMNS = 1_000  # that one cell spans; Word has 63 in a table
_WRAPPERS = frozenset(map(name, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))


def blocks_of(parent: Iterable[Element]) -> Iterator[Element]:
    """The paragraphs, tables and the like of a body, a cell or a box, controls and insertions looked into."""
    for block in parent:
        if is_prompt(block):
            continue
        if block.tag in _WRAPPERS:
            yield from blocks_of(block)
        elif block.tag == name("mc:AlternateContent"):
            yield from blocks_of(chosen(block))
        else:
            yield block


def rows_of(table: Element) -> Iterator[Element]:
    """The rows that are shown: not deleted, not hidden."""
    for row in blocks_of(table):
        properties = child(row, "w:trPr")
        if row.tag == name("w:tr") and all(child(properties, tag) is None for tag in ("w:del", "w:hidden")):
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row."""
    return (cell for cell in blocks_of(row) if cell.tag == name("w:tc"))


def width_of(table: Element) -> int:
    """How many columns the widest row reaches over."""
    return max((begins_at(row) + sum(map(span_of, cells_of(row))) for row in rows_of(table)), default=0)


def begins_at(row: Element) -> int:
    """The column that the first cell of a row stands in, from 0."""
    return whole(value(row, "w:trPr", "w:gridBefore"), _MOST_COLUMNS) or 0


def span_of(cell: Element) -> int:
    """How many columns a cell reaches over."""
    return whole(value(cell, "w:tcPr", "w:gridSpan"), _MOST_COLUMNS) or 1
