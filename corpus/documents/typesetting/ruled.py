"""Ruled tables that may be cut by a page break within a row, leaving no rule at the cut."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.platypus.flowables import Flowable

Cell = list[Flowable]


class RowKind(StrEnum):
    """What a row is in its table."""

    HEADER = "header"
    GROUP = "group"
    BODY = "body"


@dataclass(frozen=True)
class Look:
    """How a table is ruled, lengths in points.

    `least` is the smallest height of a row of a table that is marked `tall`; `vertical` False leaves out upright rules;
    `first_last` puts a row's first cell last in the file, as layout programs do: who reads must go by positions.
    """

    padding: float = 4
    rule: float = 0.6
    colour: Color = black
    header_fill: Color | None = None
    group_fill: Color | None = None
    vertical: bool = True
    cut_rows: bool = True
    least: float = 60
    first_last: bool = False


@dataclass(frozen=True)
class SetRow:
    """A row ready to be set: bands of cells; `least` is its smallest height; cut where a page break goes through it."""

    kind: RowKind
    bands: tuple[tuple[Cell, ...], ...]
    least: float = 0
    cut_above: bool = False
    cut_below: bool = False
    heights: list[float] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Its height after `measure`, padding left out."""
        return max(sum(self.heights), self.least)

    def measure(self, widths: Sequence[float]) -> None:
        """Wraps the cells to the columns' inner widths."""
        self.heights[:] = [
            max(_cell_height(cell, width) for cell, width in zip(band, widths, strict=True)) for band in self.bands
        ]

    def cut(self, widths: Sequence[float], room: float) -> tuple["SetRow", "SetRow"] | None:
        """The row in two where `room` ends; None where nothing of it has room."""
        upper: list[tuple[Cell, ...]] = []
        for number, band in enumerate(self.bands):
            if self.heights[number] > room:
                parts = [_cut_cell(cell, width, room) for cell, width in zip(band, widths, strict=True)]
                if any(above for above, _ in parts):
                    upper.append(tuple(above for above, _ in parts))
                    rest = (tuple(below for _, below in parts), *self.bands[number + 1 :])
                else:
                    rest = self.bands[number:]
                return self._parts(tuple(upper), rest)
            upper.append(band)
            room -= self.heights[number]
        return None

    def _parts(
        self, upper: tuple[tuple[Cell, ...], ...], lower: tuple[tuple[Cell, ...], ...]
    ) -> tuple["SetRow", "SetRow"] | None:
        if not upper:
            return None
        above = replace(self, bands=upper, least=0, cut_below=True, heights=[])
        return above, replace(self, bands=lower, least=0, cut_above=True, heights=[])


class RuledTable(Flowable):
    """Rows of flowables under a header that is drawn anew after every page break; `shares` are the columns' widths."""

    def __init__(self, shares: Sequence[float], rows: Sequence[SetRow], header: SetRow | None, look: Look) -> None:
        super().__init__()
        self.shares, self.rows, self.header, self.look = tuple(shares), list(rows), header, look
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """The size it takes; measures every row."""
        total = sum(self.shares)
        self.columns = [avail_width * share / total for share in self.shares]
        for row in self._all_rows():
            row.measure(self._inner(row))
        self.width, self.height = avail_width, sum(map(self._height, self._all_rows()))
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """The part that has room, and the rest; a group row stays with the row after it."""
        self.wrap(avail_width, avail_height)
        room = avail_height - (self._height(self.header) if self.header else 0)
        taken, rest = self._fill(room)
        while taken and taken[-1].kind is RowKind.GROUP:
            rest.insert(0, taken.pop())
        if not taken:
            return []
        return [RuledTable(self.shares, part, self.header, self.look) for part in (taken, rest)]

    def draw(self) -> None:
        """Draws fills, words and rules, rows from the top."""
        top = self.height
        for row in self._all_rows():
            self._draw_row(row, top)
            top -= self._height(row)

    def _all_rows(self) -> list[SetRow]:
        return [self.header, *self.rows] if self.header else self.rows

    def _height(self, row: SetRow) -> float:
        return row.height + 2 * self.look.padding

    def _outer(self, row: SetRow) -> list[float]:
        return [self.width] if row.kind is RowKind.GROUP else self.columns

    def _inner(self, row: SetRow) -> list[float]:
        outer = [sum(self.columns)] if row.kind is RowKind.GROUP else self.columns
        return [width - 2 * self.look.padding for width in outer]

    def _fill(self, room: float) -> tuple[list[SetRow], list[SetRow]]:
        for number, row in enumerate(self.rows):
            if self._height(row) > room:
                cut = row.cut(self._inner(row), room - self.look.padding) if self.look.cut_rows else None
                upper, lower = ([cut[0]], cut[1]) if cut else ([], row)
                return self.rows[:number] + upper, [lower, *self.rows[number + 1 :]]
            room -= self._height(row)
        return self.rows, []

    def _draw_row(self, row: SetRow, top: float) -> None:
        canvas, height = self.canv, self._height(row)
        fill = {RowKind.HEADER: self.look.header_fill, RowKind.GROUP: self.look.group_fill}.get(row.kind)
        if fill:
            canvas.setFillColor(fill)
            canvas.rect(0, top - height, self.width, height, stroke=0, fill=1)
        at = top - self.look.padding
        for band, band_height in zip(row.bands, row.heights, strict=True):
            self._draw_band(band, self._outer(row), at)
            at -= band_height
        self._draw_rules(row, top, height)

    def _draw_band(self, band: tuple[Cell, ...], widths: Sequence[float], top: float) -> None:
        order = list(range(len(band)))
        for number in order[1:] + order[:1] if self.look.first_last else order:
            left, at = sum(widths[:number]) + self.look.padding, top
            for flowable in band[number]:
                _, height = flowable.wrap(widths[number] - 2 * self.look.padding, _ENDLESS)
                at -= height
                flowable.drawOn(self.canv, left, at)

    def _draw_rules(self, row: SetRow, top: float, height: float) -> None:
        canvas: Any = self.canv
        canvas.setStrokeColor(self.look.colour)
        canvas.setLineWidth(self.look.rule)
        if not row.cut_above:
            canvas.line(0, top, self.width, top)
        if not row.cut_below:
            canvas.line(0, top - height, self.width, top - height)
        left = 0.0
        for width in [*self._outer(row), 0] if self.look.vertical else []:
            canvas.line(left, top, left, top - height)
            left += width


_ENDLESS = 10_000.0


def _cell_height(cell: Cell, width: float) -> float:
    return float(sum(flowable.wrap(width, _ENDLESS)[1] for flowable in cell))


def _cut_cell(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """What of a cell has room, and the rest."""
    for number, flowable in enumerate(cell):
        _, height = flowable.wrap(width, _ENDLESS)
        if height > room:
            parts = flowable.split(width, room)
            upper, lower = (parts[:1], parts[1:]) if len(parts) > 1 else ([], [flowable])
            return cell[:number] + upper, lower + cell[number + 1 :]
        room -= height
    return cell, []
