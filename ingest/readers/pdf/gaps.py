"""Where words leave gaps: the columns that they make out below each other, and the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from ingest.readers.pdf.words import PlacedWord, TextLine

_PART_GAP = 0.6  # of the size: words this far apart may stand in two columns
_LEAST_PART_GAP = 4.5
_STRIP = 0.45  # of the size: the least width of a strip between columns
_LEAST_STRIP = 3.5
_CROSSING = 0.15  # of the lines with several parts may cross a strip between columns: cells that span them
_FEWEST_IN_COLUMN = 2
_ASCENT, _DESCENT = 0.7, 0.2  # of the size: what a line of small letters covers
_ROW_GAP = 0.2  # of the size: rows lie so much farther apart than the lines of a cell
_MOSTLY_FILLED = 0.75
_MOST_LINE_GAP = 0.6  # of the size: lines of a cell lie no farther apart
_LINE_GAP = 0.35  # of the size: the white between two lines, where a table has no cell with two


class Strip(NamedTuple):
    """A strip between two columns that text leaves free, from left to right."""

    start: float
    end: float


def parts(line: TextLine) -> list[TextLine]:
    """A line cut where its words stand far apart."""
    found: list[list[PlacedWord]] = []
    for word in line.words:
        if found and word.start - found[-1][-1].end < max(_LEAST_PART_GAP, _PART_GAP * word.size):
            found[-1].append(word)
        else:
            found.append([word])
    return [TextLine(tuple(part)) for part in found]


def strips(found: Sequence[TextLine]) -> list[Strip]:
    """The strips between the columns of these lines; none where they stand in one column."""
    cut = [parts(line) for line in found]
    several = [line for line in cut if len(line) > 1]
    if len(several) < _FEWEST_IN_COLUMN:
        return []
    width = max(_LEAST_STRIP, _STRIP * median(line.size for line in found))
    wide = [strip for strip in _free(several, int(_CROSSING * len(several))) if strip.end - strip.start >= width]
    held = [line for line in cut if not any(is_spanning(part, wide) for part in line)]
    narrowed = [_widest(strip, held) for strip in wide]
    between = [strip for strip in narrowed if strip.end - strip.start >= width]
    return _with_text(between, held)


def _free(several: Sequence[Sequence[TextLine]], most: int) -> list[Strip]:
    """What no more than `most` lines cover, between the outermost words."""
    steps = sorted(
        [(part.start, 1) for line in several for part in line] + [(p.end, -1) for line in several for p in line]
    )
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
    inside = sorted(
        (part.start, part.end) for line in held for part in line if part.start < strip.end and part.end > strip.start
    )
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
        counts = [0] * (len(kept) + 1)
        for line in held:
            for column in {column_of(part.start, kept) for part in line}:
                counts[column] += 1
        fewest = min(range(len(counts)), key=counts.__getitem__)
        if counts[fewest] >= _FEWEST_IN_COLUMN:
            break
        kept.pop(max(0, fewest - 1))
    return kept


def is_spanning(part: TextLine, between: Sequence[Strip]) -> bool:
    """Whether a text goes on from one column into another."""
    return any(part.start < strip.start - 1 and part.end > strip.end + 1 for strip in between)


def column_of(x: float, between: Sequence[Strip]) -> int:
    """The column that a place lies in."""
    return bisect_right([(strip.start + strip.end) / 2 for strip in between], x)


def split_rows(found: Sequence[TextLine], between: Sequence[Strip]) -> list[list[TextLine]]:
    """Lines without a rule between them as rows: where white runs across that is wider than between a cell's lines.

    Where all lines lie equally far apart, each is a row if most fill most columns.
    """
    groups = _level(found)
    if len(groups) < 2:
        return [list(found)] if found else []
    size = median(line.size for line in found)
    least = _line_gap(found, between, size) + _ROW_GAP * size
    whites = [_top(below) - _bottom(above) for above, below in pairwise(groups)]
    filled = [{column_of(part.start, between) for line in group for part in parts(line)} for group in groups]
    each = max(whites) <= least and mean(map(len, filled)) >= _MOSTLY_FILLED * (len(between) + 1)
    rows = [list(groups[0])]
    for white, group, columns in zip(whites, groups[1:], filled[1:], strict=True):
        if each or (white > least and (len(columns) > 1 or 0 in columns)):
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


def _line_gap(found: Sequence[TextLine], between: Sequence[Strip], size: float) -> float:
    """The white between two lines of one cell: the least that stands between lines of one column."""
    places: dict[int, list[float]] = {}
    for line in found:
        for part in parts(line):
            if not is_spanning(part, between):
                places.setdefault(column_of(part.start, between), []).append(line.baseline)
    gaps = [
        below - above - (_ASCENT + _DESCENT) * size
        for column in places.values()
        for above, below in pairwise(sorted(column))
    ]
    return min(_MOST_LINE_GAP * size, min((gap for gap in gaps if gap > 0), default=_LINE_GAP * size))
