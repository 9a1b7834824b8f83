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
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Score:
    """Cells in common, read and made; `wrong` are those that only one side has, for the failure's message.

    `rows` were read, and `wrong_rows` of them differ in some cell from every row made in their place.
    """

    common: int
    read: int
    made: int
    wrong: tuple[str, ...]
    rows: int = 0
    wrong_rows: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.common / (self.read + self.made)

    @property
    def wrong_row_share(self) -> float:
        return self.wrong_rows / self.rows if self.rows else 0.0


def heading(table: MadeTable) -> str:
    """The line that stands before a table."""
    return f"Tabell {table.number}"


def score(made: Sequence[MadeTable], documents: Iterable[RawDocument], *, spans: bool = True) -> Score:
    """Each made table is looked for from its heading to the next one; cells must come in the made order.

    A row that is missing or cut in two costs its own cells, not those of all rows below it. Without `spans` a cell
    counts by where it begins: where nothing is drawn, nothing tells how far a short text spans.
    """
    found: dict[int, list[RawTable]] = {}
    for document in documents:
        for number, part in _numbered(document):
            found.setdefault(number, []).append(part)
    common = wrong_rows = 0
    wrong: list[str] = []
    sequences = {number: _read_rows(table_rows(parts), spans=spans) for number, parts in found.items()}
    rows = sum(map(len, sequences.values()))
    read = sum(len(row) for sequence in sequences.values() for row in sequence)
    made_cells = 0
    for table in made:
        wanted_rows, given_rows = _made_rows(table, spans=spans), sequences.pop(table.number, [])
        wrong_rows += len(given_rows) - sum(size for _, _, size in _same(wanted_rows, given_rows))
        wanted, given = _flat(wanted_rows), _flat(given_rows)
        made_cells += len(wanted)
        for kind, start, end, first, last in SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes():
            if kind == "equal":
                common += end - start
            else:
                wrong.extend(f"{table.number} made, not read: {cell}" for cell in wanted[start:end])
                wrong.extend(f"{table.number} read, not made: {cell}" for cell in given[first:last])
    wrong.extend(f"{number} read, not made: {cell}" for number, rest in sequences.items() for cell in _flat(rest))
    wrong_rows += sum(map(len, sequences.values()))
    return Score(common, read, made_cells, tuple(wrong), rows, wrong_rows)


def _same(wanted: Sequence[Row], given: Sequence[Row]) -> Sequence[tuple[int, int, int]]:
    return SequenceMatcher(None, wanted, given, autojunk=False).get_matching_blocks()


def _flat(rows: Sequence[Row]) -> list[Cell]:
    return [cell for row in rows for cell in row]


def _numbered(document: RawDocument) -> Iterable[tuple[int, RawTable]]:
    number = 0
    for page in document.pages:
        tables = list(page.tables)
        for index, line in enumerate((*page.lines, "")):
            while tables and tables[0].at == index:
                yield number, tables.pop(0)
            match = _NUMBER.match(line)
            number = int(match[1]) if match else number


def _made_rows(table: MadeTable, *, spans: bool) -> list[Row]:
    rows = ([(column, cell) for column, cell in table.row(row) if cell.lines] for row in range(table.rows))
    return [
        tuple(
            (
                column,
                cell.columns if spans else 1,
                cell.rows if spans else 1,
                tuple(one for one, _ in row),
                _words(" ".join(cell.words)),
            )
            for column, cell in row
        )
        for row in rows
        if row
    ]


def _read_rows(rows: Sequence[RawRow], *, spans: bool) -> list[Row]:
    filled = ([cell for cell in row.cells if any(cell.lines)] for row in rows)
    return [
        tuple(
            (
                cell.column,
                cell.columns if spans else 1,
                cell.rows if spans else 1,
                tuple(one.column for one in row),
                _words("\n".join(cell.lines)),
            )
            for cell in row
        )
        for row in filled
        if row
    ]


def _words(text: str) -> tuple[str, ...]:
    """Words without hyphens and what follows one up to the next letter: cut words are whole; spans are so as well."""
    return tuple(_SPAN.sub("–", _HYPHEN.sub("", text)).split())
