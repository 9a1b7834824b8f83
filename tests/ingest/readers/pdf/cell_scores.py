"""How well the cells of read tables equal the made ones: cell by cell, by place, span and words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.base import RawDocument, RawRow, RawTable
from ingest.rows import table_rows
from tests.ingest.readers.pdf.made_tables import MadeTable

_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*")
_SPAN = re.compile(r"–\s+(?=\d)")
_NUMBER = re.compile(r"^Tabell (\d+)$")

Key = tuple[int, int, int, int, int, tuple[str, ...]]


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
    """Each made table is looked for from its heading to the next one."""
    found: dict[int, list[RawTable]] = {}
    for document in documents:
        for number, table in _numbered(document):
            found.setdefault(number, []).append(table)
    read = Counter(key for number, parts in found.items() for key in _read_keys(number, table_rows(parts)))
    wanted = Counter(key for table in made for key in _made_keys(table))
    missed = [f"made, not read: {key}" for key in (wanted - read).elements()]
    extra = [f"read, not made: {key}" for key in (read - wanted).elements()]
    wrong = sorted([*missed, *extra], key=lambda text: text[text.index("(") :])
    return Score((wanted & read).total(), read.total(), wanted.total(), tuple(wrong))


def _numbered(document: RawDocument) -> Iterable[tuple[int, RawTable]]:
    number = 0
    for page in document.pages:
        tables = list(page.tables)
        for index, line in enumerate((*page.lines, "")):
            while tables and tables[0].at == index:
                yield number, tables.pop(0)
            match = _NUMBER.match(line)
            number = int(match[1]) if match else number


def _made_keys(table: MadeTable) -> Iterable[Key]:
    for (row, column), cell in table.cells.items():
        if cell.lines:
            yield table.number, row, column, cell.columns, cell.rows, _words(" ".join(cell.words))


def _read_keys(number: int, rows: Sequence[RawRow]) -> Iterable[Key]:
    for index, row in enumerate(rows):
        for cell in row.cells:
            if any(cell.lines):
                yield number, index, cell.column, cell.columns, cell.rows, _words("\n".join(cell.lines))


def _words(text: str) -> tuple[str, ...]:
    """Words without hyphens and what follows one up to the next letter: cut words are whole; spans are so as well."""
    return tuple(_SPAN.sub("–", _HYPHEN.sub("", text)).split())
