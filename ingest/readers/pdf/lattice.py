"""The grid that rules make out: the cells that they enclose, spans included."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.rules import Rule

_ENCLOSES = 0.6  # of a cell's side: a shorter rule (an underline) does not part two cells


@dataclass(frozen=True)
class GridCell:
    """A cell of a grid: its rectangle, the first row and column it lies in, and how many of each it spans.

    `outside`: at its end of the grid, which rules close, no rule closes this one; such a cell is none if it is empty.
    """

    area: Area
    row: int
    column: int
    rows: int
    columns: int
    outside: bool = False


@dataclass(frozen=True)
class Grid:
    """Cells that rules enclose: the borders between `rows` and `columns` are given by their places, ends included.

    `closed_above`, `closed_below`: whether a rule is drawn there. `ragged`: how many cells are no
    rectangles, as in a diagram.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[GridCell, ...]
    closed_above: bool
    closed_below: bool
    ragged: int

    @property
    def area(self) -> Area:
        """What the grid covers."""
        return Area(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])


class Lattice:
    """The smallest cells between all borders, and which of them are one because no rule parts them."""

    def __init__(
        self, columns: Sequence[float], rows: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
    ) -> None:
        self._columns, self._rows = columns, rows
        self._across = [self._covered(rows, at, across, columns) for at in range(len(rows))]
        self._down = [self._covered(columns, at, down, rows) for at in range(len(columns))]

    @staticmethod
    def _covered(borders: Sequence[float], at: int, rules: Sequence[Rule], steps: Sequence[float]) -> list[bool]:
        """For each step along a border, whether rules cover it."""
        near = [rule for rule in rules if min(borders, key=lambda border: abs(border - rule.at)) == borders[at]]
        covered = []
        for start, end in pairwise(steps):
            length = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in near)
            covered.append(length >= _ENCLOSES * (end - start))
        return covered

    def grid(self) -> Grid:
        """The cells between the borders."""
        owners = self._owners()
        height = len(self._rows) - 1
        cells: list[GridCell] = []
        ragged = 0
        for members in owners:
            rows, columns = {row for row, _ in members}, {column for _, column in members}
            ragged += len(members) != len(rows) * len(columns)
            cells.append(self._cell(min(rows), max(rows), min(columns), max(columns)))
        return Grid(
            columns=tuple(self._columns),
            rows=tuple(self._rows),
            cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            closed_above=self._is_closed(0),
            closed_below=self._is_closed(height),
            ragged=ragged,
        )

    def _is_closed(self, border: int) -> bool:
        """Whether rules cover most of a border."""
        return sum(self._across[border]) * 2 > len(self._columns) - 1

    def _owners(self) -> list[list[tuple[int, int]]]:
        width, height = len(self._columns) - 1, len(self._rows) - 1
        seen: set[tuple[int, int]] = set()
        groups: list[list[tuple[int, int]]] = []
        for start in ((row, column) for row in range(height) for column in range(width)):
            if start in seen:
                continue
            seen.add(start)
            group, waiting = [], [start]
            while waiting:
                row, column = waiting.pop()
                group.append((row, column))
                for near in self._open_to(row, column):
                    if near not in seen:
                        seen.add(near)
                        waiting.append(near)
            groups.append(group)
        return groups

    def _open_to(self, row: int, column: int) -> list[tuple[int, int]]:
        """The neighbours from which no rule parts a smallest cell."""
        found = []
        if row and not self._across[row][column]:
            found.append((row - 1, column))
        if row < len(self._rows) - 2 and not self._across[row + 1][column]:
            found.append((row + 1, column))
        if column and not self._down[column][row]:
            found.append((row, column - 1))
        if column < len(self._columns) - 2 and not self._down[column + 1][row]:
            found.append((row, column + 1))
        return found

    def _cell(self, top: int, bottom: int, left: int, right: int) -> GridCell:
        area = Area(self._columns[left], self._rows[top], self._columns[right + 1], self._rows[bottom + 1])
        ends = [border for border in (top, bottom + 1) if border in (0, len(self._rows) - 1)]
        outside = any(self._is_closed(end) and not any(self._across[end][left : right + 1]) for end in ends)
        return GridCell(area, top, left, rows=bottom - top + 1, columns=right - left + 1, outside=outside)
