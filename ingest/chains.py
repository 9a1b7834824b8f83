"""Which tables of following pages are parts of one."""

from collections.abc import Sequence

from ingest.layout import LaidPage
from ingest.readers.base import RawRow, RawTable
from ingest.tables import header_columns


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
    if any(line.strip() for line in pages[page].lines[before.at :]) or any(
        line.strip() for line in pages[index].lines[: table.at]
    ):
        return False
    header = _plain(table.rows[0]) if table.rows else ""
    return not header_columns(header) or not before.rows or header == _plain(before.rows[0])


def _plain(row: RawRow) -> str:
    return " ".join(" ".join(cell.lines) for cell in row.cells)
