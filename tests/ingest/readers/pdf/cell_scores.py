"""How well the cells of read tables equal the made ones: cell by cell, by place, span and words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.readers.base import RawDocument, RawRow, RawTable
from ingest.rows import table_rows
from tests.ingest.readers.pdf.made_tables import MadeTable

_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*")
_SPAN = re.compile(r"–\s+(?=\d)")
_NUMBER = re.compile(r"^Tabell (\d+)$")

Cell = tuple[int, int, int, tuple[int, ...], tuple[str, ...]]  # column, spans, what else its row holds, words


@dataclass(frozen=True)
class Score:
    """Cells in common, read and made; `wrong` are those that only one side has, for the failure's message."""

    common: int
    read: int
    made: int
    wrong: tuple[str, ...]

    @property
    def f1(self) -> float:
        return 2 * self.common / (self.read + self.made)


def heading(table: MadeTable) -> str:
    """The line that stands before a table."""
    return f"Tabell {table.number}"


def score(made: Sequence[MadeTable], documents: Iterable[RawDocument]) -> Score:
    """Each made table is looked for from its heading to the next one; cells must come in the made order.

    A row that is missing or cut in two costs its own cells, not those of all rows below it.
    """
    found: dict[int, list[RawTable]] = {}
    for document in documents:
        for number, part in _numbered(document):
            found.setdefault(number, []).append(part)
    common = 0
    wrong: list[str] = []
    sequences = {number: _read_cells(table_rows(parts)) for number, parts in found.items()}
    read = sum(map(len, sequences.values()))
    for table in made:
        wanted, given = _made_cells(table), sequences.pop(table.number, [])
        for kind, start, end, first, last in SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes():
            if kind == "equal":
                common += end - start
            else:
                wrong.extend(f"{table.number} made, not read: {cell}" for cell in wanted[start:end])
                wrong.extend(f"{table.number} read, not made: {cell}" for cell in given[first:last])
    wrong.extend(f"{number} read, not made: {cell}" for number, cells in sequences.items() for cell in cells)
    return Score(common, read, sum(len(_made_cells(table)) for table in made), tuple(wrong))


def _numbered(document: RawDocument) -> Iterable[tuple[int, RawTable]]:
    number = 0
    for page in document.pages:
        tables = list(page.tables)
        for index, line in enumerate((*page.lines, "")):
            while tables and tables[0].at == index:
                yield number, tables.pop(0)
            match = _NUMBER.match(line)
            number = int(match[1]) if match else number


def _made_cells(table: MadeTable) -> list[Cell]:
    rows = ([(column, cell) for column, cell in table.row(row) if cell.lines] for row in range(table.rows))
    return [
        (column, cell.columns, cell.rows, tuple(one for one, _ in row), _words(" ".join(cell.words)))
        for row in rows
        for column, cell in row
    ]


def _read_cells(rows: Sequence[RawRow]) -> list[Cell]:
    filled = ([cell for cell in row.cells if any(cell.lines)] for row in rows)
    return [
        (cell.column, cell.columns, cell.rows, tuple(one.column for one in row), _words("\n".join(cell.lines)))
        for row in filled
        for cell in row
    ]


def _words(text: str) -> tuple[str, ...]:
    """Words without hyphens and what follows one up to the next letter: cut words are whole; spans are so as well."""
    return tuple(_SPAN.sub("–", _HYPHEN.sub("", text)).split())
