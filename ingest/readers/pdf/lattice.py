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

    `outside`: on a side of the grid that rules close, none closes this cell; if it is empty, it is no cell.
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

    `closed_above`, `closed_below`: whether a rule is drawn there; where lines part all rows, the edge of a shade, which
    ends where the page does, is none. `ragged`: how many cells are no rectangles, as in a diagram.
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
        lines = [rule for rule in across if not rule.shade]
        lined = [self._covered(rows, at, lines, columns) for at in range(len(rows))]
        self._closing = lined if len(rows) > 2 and all(map(any, lined[1:-1])) else self._across
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
            closed_above=_is_closed(self._closing[0]),
            closed_below=_is_closed(self._closing[-1]),
            ragged=ragged,
        )

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
        across, down = slice(left, right + 1), slice(top, bottom + 1)
        ends = [self._across[border] for border in (top, bottom + 1) if border in (0, len(self._rows) - 1)]
        flanks = [self._down[border] for border in (left, right + 1) if border in (0, len(self._columns) - 1)]
        outside = all(map(_is_closed, ends)) and (
            not all(any(end[across]) for end in ends)
            or any(_is_closed(flank) and not any(flank[down]) for flank in flanks)
        )
        return GridCell(area, top, left, rows=bottom - top + 1, columns=right - left + 1, outside=outside)


def _is_closed(side: Sequence[bool]) -> bool:
    """Whether rules cover most of a side of the grid."""
    return sum(side) * 2 > len(side)
