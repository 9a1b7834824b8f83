"""Where words leave gaps: the columns that they make out below each other, and the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from ingest.readers.pdf.words import PlacedWord, TextLine

_PART_GAP = 0.45  # of the size: words this far apart may stand in two columns (a space is up to .32)
_LEAST_PART_GAP = 3.5
_START_GAP = 0.28  # of the size: words this far apart do where a column begins with the second
_SAME_START = 0.8  # points
_STRIP = 0.4  # of the size: the least width of a strip between columns
_LEAST_STRIP = 3.0
_CROSSING = 0.15  # of the lines with several parts may cross a strip between columns: cells that span them
_FEWEST_IN_COLUMN = 2
_ASCENT, _DESCENT = 0.7, 0.2  # of the size: what a line of small letters covers
_ROW_GAP = 0.2  # of the size: rows lie so much farther apart than the lines of a cell
_MOSTLY_FILLED = 0.75
_LINE_GAP, _MOST_LINE_GAP = 0.35, 0.6  # of the size: white between lines of a cell, if none has two; and at the most


class Strip(NamedTuple):
    """A strip between two columns that text leaves free, from left to right."""

    start: float
    end: float


@dataclass(frozen=True)
class Columns:
    """Columns with strips `between` them; `starts` are the places where their texts begin, if in one place."""

    between: tuple[Strip, ...] = ()
    starts: tuple[float, ...] = ()

    @property
    def count(self) -> int:
        """How many columns."""
        return len(self.between) + 1

    def of(self, x: float) -> int:
        """The column that a place lies in."""
        return bisect_right([(strip.start + strip.end) / 2 for strip in self.between], x)

    def parts(self, line: TextLine) -> list[TextLine]:
        """A line cut where its words stand far apart, or where a column begins."""
        found: list[list[PlacedWord]] = []
        for word in line.words:
            if found and not self._is_apart(found[-1][-1], word):
                found[-1].append(word)
            else:
                found.append([word])
        return [TextLine(tuple(part)) for part in found]

    def _is_apart(self, before: PlacedWord, word: PlacedWord) -> bool:
        gap = word.start - before.end
        if gap >= max(_LEAST_PART_GAP, _PART_GAP * word.size):
            return True
        at_start = any(abs(word.start - start) <= _SAME_START for start in self.starts)
        return at_start and gap >= _START_GAP * word.size

    def is_spanning(self, line: TextLine) -> bool:
        """Whether a text goes on from one column into another."""
        return any(
            part.start < strip.start - 1 and part.end > strip.end + 1
            for part in self.parts(line)
            for strip in self.between
        )

    def filled(self, found: Sequence[TextLine]) -> set[int]:
        """The columns in which texts of these lines begin."""
        return {self.of(part.start) for line in found for part in self.parts(line)}


def columns(found: Sequence[TextLine]) -> Columns:
    """The columns that these lines make out."""
    simple = Columns()
    several = [cut for cut in map(simple.parts, found) if len(cut) > 1]
    if len(several) < _FEWEST_IN_COLUMN:
        return simple
    width = max(_LEAST_STRIP, _STRIP * median(line.size for line in found))
    wide = [strip for strip in _free(several, int(_CROSSING * len(several))) if strip.end - strip.start >= width]
    rough = Columns(tuple(wide), _starts(several))
    held = [rough.parts(line) for line in found if not rough.is_spanning(line)]
    narrowed = [_widest(strip, held) for strip in wide]
    between = [strip for strip in narrowed if strip.end - strip.start >= width]
    return Columns(tuple(_with_text(between, held)), rough.starts)


def _starts(several: Sequence[Sequence[TextLine]]) -> tuple[float, ...]:
    """Where texts beside others begin, several of them in one place."""
    counts = Counter(round(part.start) for line in several for part in line[1:])
    places = [part.start for line in several for part in line[1:] if counts[round(part.start)] >= _FEWEST_IN_COLUMN]
    return tuple(sorted(set(places)))


def _free(several: Sequence[Sequence[TextLine]], most: int) -> list[Strip]:
    """What no more than `most` lines cover, between the outermost words."""
    texts = [part for line in several for part in line]
    steps = sorted([*((part.start, 1) for part in texts), *((part.end, -1) for part in texts)])
    found: list[Strip] = []
    depth = 0
    for (place, step), (following, _) in pairwise(steps):
        depth += step
        if depth <= most and following > place:
            if found and found[-1].end == place:
                found[-1] = Strip(found[-1].start, following)
            else:
                found.append(Strip(place, following))
    return found


def _widest(strip: Strip, held: Sequence[Sequence[TextLine]]) -> Strip:
    """What all texts leave free of a strip, the widest part of it."""
    texts = [(part.start, part.end) for line in held for part in line]
    inside = sorted((start, end) for start, end in texts if start < strip.end and end > strip.start)
    best, reached = Strip(strip.start, strip.start), strip.start
    for start, end in [*inside, (strip.end, strip.end)]:
        if start - reached > best.end - best.start:
            best = Strip(reached, start)
        reached = max(reached, end)
    return best


def _with_text(between: Sequence[Strip], held: Sequence[Sequence[TextLine]]) -> list[Strip]:
    """Without the strips that cut off a column with hardly any text."""
    kept = list(between)
    while kept:
        cut = Columns(tuple(kept))
        counts = Counter(column for line in held for column in {cut.of(part.start) for part in line})
        fewest = min(range(cut.count), key=counts.__getitem__)
        if counts[fewest] >= _FEWEST_IN_COLUMN:
            break
        kept.pop(max(0, fewest - 1))
    return kept


def split_rows(found: Sequence[TextLine], cut: Columns) -> list[list[TextLine]]:
    """Lines without a rule between them as rows: where white runs across that is wider than between a cell's lines.

    Where all lines lie equally far apart, each is a row if most fill most columns.
    """
    groups = _level(found)
    if len(groups) < 2:
        return [list(found)] if found else []
    size = median(line.size for line in found)
    least = _line_gap(found, cut, size) + _ROW_GAP * size
    whites = [_top(below) - _bottom(above) for above, below in pairwise(groups)]
    filled = [cut.filled(group) for group in groups]
    each = max(whites) <= least and mean(map(len, filled)) >= _MOSTLY_FILLED * cut.count
    rows = [list(groups[0])]
    for white, group, begun in zip(whites, groups[1:], filled[1:], strict=True):
        if each or (white > least and (len(begun) > 1 or 0 in begun)):
            rows.append([])
        rows[-1].extend(group)
    return rows


def _level(found: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines grouped by height: none of one group is level with any of another."""
    groups: list[list[TextLine]] = []
    for line in sorted(found, key=lambda line: line.baseline):
        if groups and line.baseline - _ASCENT * line.size < _bottom(groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _top(group: Sequence[TextLine]) -> float:
    return min(line.baseline - _ASCENT * line.size for line in group)


def _bottom(group: Sequence[TextLine]) -> float:
    return max(line.baseline + _DESCENT * line.size for line in group)


def _line_gap(found: Sequence[TextLine], cut: Columns, size: float) -> float:
    """The white between two lines of one cell: the least that stands between lines of one column."""
    places: dict[int, list[float]] = {}
    for line in found:
        if not cut.is_spanning(line):
            for column in cut.filled([line]):
                places.setdefault(column, []).append(line.baseline)
    gaps = [
        below - above - (_ASCENT + _DESCENT) * size
        for column in places.values()
        for above, below in pairwise(sorted(column))
    ]
    least = min((gap for gap in gaps if gap > 0), default=_LINE_GAP * size)
    return min(_MOST_LINE_GAP * size, least)
