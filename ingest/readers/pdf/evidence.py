"""What speaks for and against lines being a table where nothing is drawn: a score with its reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from ingest.column_names import Column, column_of, names_column
from ingest.readers.pdf.bands import Row
from ingest.readers.pdf.gaps import Columns, white_between
from ingest.readers.pdf.headers import shares_column
from ingest.readers.pdf.words import TextLine, reads_on
from ingest.tables import BULLET

CLEAR = 5
DOUBTFUL = 4
_VETO = -4
_NAMES = 3  # weight of a header of which two words or more name columns
_NAMED, _BOLD = "a header names its columns", "a header is set apart in bold"
_FEWEST_ROWS = 3
_WHITE = 0.12  # of the size: rows lie so much farther apart than any lines within them
_WIDE = 0.55  # of the size: rows of one line each lie apart by more white than this
_READS_ON = 0.08  # of the cells: more that go on in the middle of a sentence are prose, or rows cut in two
_ALIGNED = 0.8  # of the cells of a column begin in one place
_SAME_START = 1.5  # points
_SHARED = 0.1  # of the lines: more with words apart in one column show that columns are missing
_MOSTLY = 0.6
_FILLED = 0.6  # of the cells of rows with several
_LONG_HEADER = 6  # words in a cell
_ENUMERATOR = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-zÆØÅæøå]|[ivx]{1,4})[.):]?$")
_PAGE_NUMBER = re.compile(r"^(?:s(?:ide|\.)\s*)?\d{1,3}$", re.IGNORECASE)
_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|_{3,}|…{2,}")


@dataclass(frozen=True)
class Evidence:
    """Reasons, each with its weight; those against a table are negative."""

    reasons: tuple[tuple[str, int], ...]

    @property
    def score(self) -> int:
        """All weights together."""
        return sum(weight for _, weight in self.reasons)

    @property
    def is_clear(self) -> bool:
        """Whether the table may be rebuilt: enough speaks for it, and nothing strong against it."""
        return self.score >= CLEAR and all(weight > _VETO for _, weight in self.reasons)

    @property
    def is_doubtful(self) -> bool:
        """Whether there seems to be a table, which must be kept as text."""
        named = (_NAMED, _NAMES) in self.reasons
        return not self.is_clear and (named or self.score >= DOUBTFUL)

    @property
    def has_header(self) -> bool:
        """Whether the first row names the columns."""
        return any(reason in (_NAMED, _BOLD) for reason, _ in self.reasons)


def evidence(rows: Sequence[Row], cut: Columns) -> Evidence:
    """What these rows of a candidate tell, the header first if there is one."""
    cells = _Cells(rows, cut)
    weighed = (
        (_NAMED, cells.header_weight()),
        (_BOLD, 2 * cells.has_bold_header()),
        ("texts begin below each other", 2 * cells.is_aligned()),
        ("white parts the rows", 2 * cells.is_parted()),
        ("three columns or more", int(cut.count > 2)),
        ("most cells are filled", int(cells.is_filled())),
        ("a sentence goes on from row to row", -6 * cells.reads_on()),
        ("the rows do not lie apart", -4 * cells.runs_together()),
        ("too few rows", -4 * (len(cells.several) < _FEWEST_ROWS)),
        ("numbers or bullets before their points", -6 * cells.is_list()),
        ("titles with their page numbers", -6 * cells.is_contents()),
        ("a form to fill in", -6 * cells.is_form()),
        ("texts beside each other share a column", -6 * cells.share_columns()),
        ("lines run across the columns", -3 * cells.is_crossed()),
    )
    return Evidence(tuple((reason, weight) for reason, weight in weighed if weight))


class _Cells:
    """The texts of a candidate's cells, by row and column."""

    def __init__(self, rows: Sequence[Row], cut: Columns) -> None:
        self._rows, self._cut = rows, cut
        self.parts: list[dict[int, list[TextLine]]] = []
        for row in rows:
            held: dict[int, list[TextLine]] = {}
            for line in row:
                for part in cut.parts(line):
                    held.setdefault(cut.of(part.start), []).append(part)
            self.parts.append(held)
        self.texts = [
            {column: " ".join(part.text for part in parts) for column, parts in row.items()} for row in self.parts
        ]
        self.several = [row for row in self.texts if len(row) > 1]

    def header_weight(self) -> int:
        """3 where two columns or more are named, 1 where one is."""
        header = self.texts[0]
        if len(header) < self._cut.count or any(len(text.split()) > _LONG_HEADER for text in header.values()):
            return 0
        named = {column_of(text) for text in header.values() if names_column(text)}
        others = sum(names_column(text) and column_of(text) is Column.OTHER for text in header.values())
        count = len(named - {Column.OTHER}) + others
        return _NAMES if count > 1 else count

    def has_bold_header(self) -> bool:
        """Whether the first row alone is bold, in every column."""
        if len(self.texts[0]) < self._cut.count or not all(line.bold for line in self._rows[0]):
            return False
        return sum(line.bold for row in self._rows[1:] for line in row) * 5 <= sum(map(len, self._rows[1:]))

    def is_aligned(self) -> bool:
        """Whether the texts of each column begin in one place."""
        return all(self._is_aligned(column) for column in range(self._cut.count))

    def _is_aligned(self, column: int) -> bool:
        starts = [min(part.start for part in row[column]) for row in self.parts if column in row]
        return bool(starts) and any(
            sum(abs(start - other) <= _SAME_START for other in starts) >= _ALIGNED * len(starts) for start in starts
        )

    def is_parted(self) -> bool:
        """Whether more white lies between any two rows than between any two lines within one."""
        between, within = self._whites()
        size = self._rows[0][0].size
        least = _WHITE * size + max(within) if within else _WIDE * size
        return bool(between) and min(between) >= least

    def runs_together(self) -> bool:
        """Whether rows are not parted, and not all of them one line."""
        _, within = self._whites()
        return bool(within) and not self.is_parted()

    def _whites(self) -> tuple[list[float], list[float]]:
        """The white between rows, and that between the lines of one cell."""
        between = [white_between(above, below) for above, below in pairwise(self._rows)]
        within = [
            white_between([above], [below])
            for row in self.parts
            for parts in _levels(row)
            for above, below in pairwise(parts)
        ]
        return between, within

    def is_filled(self) -> bool:
        """Whether rows with several cells fill most columns."""
        return bool(self.several) and mean(map(len, self.several)) >= _FILLED * self._cut.count

    def reads_on(self) -> bool:
        """Whether cells go on with what stands above them, as prose in columns does."""
        pairs = [
            (above[column], below[column])
            for above, below in pairwise(self.texts)
            for column in below.keys() & above.keys()
        ]
        on = sum(reads_on(above, below) for above, below in pairs)
        return bool(pairs) and on > _READS_ON * len(pairs)

    def is_list(self) -> bool:
        """Whether a column holds the numbers of points, or all columns hold bullets."""
        numbered = self._share(0, _ENUMERATOR) >= _MOSTLY and self._cut.count < _FEWEST_ROWS
        body = self.texts[1:]
        bullets = [bool(BULLET.match(text)) for row in body for text in row.values()]
        return numbered or (bool(bullets) and sum(bullets) >= _MOSTLY * len(bullets))

    def is_contents(self) -> bool:
        """Whether the last column is page numbers and no header names it."""
        return self._share(self._cut.count - 1, _PAGE_NUMBER) >= _MOSTLY and not self.header_weight()

    def is_form(self) -> bool:
        """Whether lines are left to be filled in, or labels with colons stand before what is."""
        texts = [text for row in self.texts for text in row.values()]
        first = [row[0] for row in self.texts if 0 in row]
        labels = sum(text.endswith(":") for text in first)
        return any(_LEADER.search(text) for text in texts) or (bool(first) and labels >= _MOSTLY * len(first))

    def is_crossed(self) -> bool:
        """Whether more than single lines (names of groups) run across columns."""
        crossed = sum(any(map(self._cut.is_spanning, row)) for row in self._rows)
        return crossed * 2 >= len(self._rows)

    def share_columns(self) -> bool:
        """Whether words stand apart in one column of the header, or often elsewhere: columns are missing."""
        header, *body = [[shares_column(line, self._cut) for line in row] for row in self._rows]
        found = [shared for row in body for shared in row]
        return any(header) or sum(found) > _SHARED * len(found)

    def _share(self, column: int, pattern: re.Pattern[str]) -> float:
        texts = [row[column] for row in self.texts if column in row]
        return sum(bool(pattern.match(text)) for text in texts) / len(texts) if texts else 0.0


def _levels(row: dict[int, list[TextLine]]) -> list[list[TextLine]]:
    """The lines of each cell from top to bottom, those on one level once."""
    return [sorted(parts, key=lambda part: part.baseline) for parts in row.values()]
