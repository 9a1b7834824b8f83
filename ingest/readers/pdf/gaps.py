"""Where words leave gaps: the columns that they make out below each other, and the rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from ingest.readers.pdf.words import PlacedWord, TextLine, reads_on

_MARKS = frozenset("•▸▪●◦■➤-–")
_PART_GAP = 0.45  # of the size: words this far apart may stand in two columns (a space is up to .32)
_LEAST_PART_GAP = 3.5
_START_GAP = 0.28  # of the size: words this far apart do where a column begins with the second
_SAME_START = 0.8  # points
_STRIP = 0.4  # of the size: the least width of a strip between columns
_LEAST_STRIP = 3.0
_CROSSING = 0.15  # of the lines with several parts may cross a strip between columns: cells that span them
_CROSSING_NAMED = 0.45  # of them, where a header says that a column begins
_FEWEST_IN_COLUMN = 2
_SEVERAL = 3  # columns: beside so many others a lone text may have its own
_ASCENT, _DESCENT = 0.7, 0.2  # of the size: what a line of small letters covers
_ROW_GAP = 0.2  # of the size: rows lie so much farther apart than the lines of a cell
_MOSTLY_FILLED = 0.75
_CUT_WORD = re.compile(r"[a-zæøå]-$")
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
        """A line cut where its words stand far apart; one with several parts also where a column begins."""
        found = _cut(line, lambda before, word: _gap(before, word) >= max(_LEAST_PART_GAP, _PART_GAP * word.size))
        if len(found) == 1 or not self.starts:
            return found
        return [piece for part in found for piece in _cut(part, self._begins_column)]

    def _begins_column(self, before: PlacedWord, word: PlacedWord) -> bool:
        at_start = any(abs(word.start - start) <= _SAME_START for start in self.starts)
        return at_start and _gap(before, word) >= _START_GAP * word.size

    def is_spanning(self, line: TextLine) -> bool:
        """Whether a text goes on from one column into another."""
        return self.has_spanning(self.parts(line))

    def has_spanning(self, cut: Sequence[TextLine]) -> bool:
        """The same of a line cut already."""
        return any(part.start < strip.start - 1 and part.end > strip.end + 1 for part in cut for strip in self.between)

    def filled(self, found: Sequence[TextLine]) -> set[int]:
        """The columns in which texts of these lines begin."""
        return {self.of(part.start) for line in found for part in self.parts(line)}


def _cut(line: TextLine, is_cut: Callable[[PlacedWord, PlacedWord], bool]) -> list[TextLine]:
    found: list[list[PlacedWord]] = []
    for word in line.words:
        if found and (found[-1][-1].text in _MARKS or not is_cut(found[-1][-1], word)):
            found[-1].append(word)
        else:
            found.append([word])
    return [TextLine(tuple(part)) for part in found]


def _gap(before: PlacedWord, word: PlacedWord) -> float:
    return word.start - before.end


def columns(found: Sequence[TextLine], named: Sequence[float] = ()) -> Columns:
    """The columns that these lines make out; where a header says that one begins (`named`), more texts may cross."""
    simple = Columns()
    several = [cut for cut in map(simple.parts, found) if len(cut) > 1]
    if len(several) < _FEWEST_IN_COLUMN:
        return simple
    width = max(_LEAST_STRIP, _STRIP * median(line.size for line in found))
    starts = _starts(several)
    wide = [strip for strip in _before_starts(several, starts, named) if strip.end - strip.start >= _LEAST_STRIP]
    straight = [line for line in several if not Columns(tuple(wide)).has_spanning(line)]
    free = [strip for strip in _free(straight) if strip.end - strip.start >= width]
    wide += [
        strip for strip in free if not any(strip.start <= other.end and other.start <= strip.end for other in wide)
    ]
    rough = Columns(tuple(sorted(wide)), starts)
    held = [rough.parts(line) for line in found if not rough.is_spanning(line)]
    between = [_narrowed(strip, held) for strip in rough.between]
    return Columns(tuple(_with_text(between, held)), starts)


def _starts(several: Sequence[Sequence[TextLine]]) -> tuple[float, ...]:
    """Where texts beside others begin, several of them in one place."""
    found: list[list[float]] = []
    for place in sorted(part.start for line in several for part in line[1:]):
        if found and place - found[-1][0] <= _SAME_START:
            found[-1].append(place)
        else:
            found.append([place])
    return tuple(mean(places) for places in found if len(places) >= _FEWEST_IN_COLUMN)


def _before_starts(
    several: Sequence[Sequence[TextLine]], starts: Sequence[float], named: Sequence[float]
) -> list[Strip]:
    """The strips left of where columns begin; a few texts may cross them: cells that span columns."""
    found: list[Strip] = []
    for start in starts:
        crossing = [line for line in several if any(part.start < start - 1 < start + 1 < part.end for part in line)]
        most = _CROSSING_NAMED if any(abs(start - place) <= _SAME_START for place in named) else _CROSSING
        if len(crossing) <= most * len(several):
            ends = [part.end for line in several if line not in crossing for part in line if part.start < start - 1]
            found.append(Strip(max(ends, default=start), start))
    return found


def _free(several: Sequence[Sequence[TextLine]]) -> list[Strip]:
    """What no line covers, between the outermost words."""
    found: list[Strip] = []
    reached: float | None = None
    for part in sorted((part for line in several for part in line), key=lambda part: part.start):
        if reached is not None and part.start > reached:
            found.append(Strip(reached, part.start))
        reached = part.end if reached is None else max(reached, part.end)
    return found


def _narrowed(strip: Strip, held: Sequence[Sequence[TextLine]]) -> Strip:
    """The widest part of a strip that all texts leave free; the end of it, where a column begins, if there is none."""
    texts = [(part.start, part.end) for line in held for part in line]
    inside = sorted((start, end) for start, end in texts if start < strip.end and end > strip.start)
    best, reached = Strip(strip.start, strip.start), strip.start
    for start, end in [*inside, (strip.end, strip.end)]:
        if start - reached > best.end - best.start:
            best = Strip(reached, start)
        reached = max(reached, end)
    return best if best.end - best.start >= _LEAST_STRIP else Strip(strip.end - _LEAST_STRIP, strip.end)


def _with_text(between: Sequence[Strip], held: Sequence[Sequence[TextLine]]) -> list[Strip]:
    """Without the strips that cut off a column with hardly any text: less than two lines, or one of the header; beside
    several columns that have more, a lone text that begins where none of them does is a column of its own.
    """
    kept = list(between)
    while kept and held:
        cut = Columns(tuple(kept))
        counts = Counter(column for line in held for column in {cut.of(part.start) for part in line})
        counts.update(cut.of(part.start) for part in held[0])
        fewest = min(range(cut.count), key=counts.__getitem__)
        sparse = sum(counts[column] < _FEWEST_IN_COLUMN for column in range(cut.count))
        if not sparse or (sparse == 1 == counts[fewest] and cut.count > _SEVERAL):
            break
        kept.pop(max(0, fewest - 1))
    return kept


def split_rows(found: Sequence[TextLine], cut: Columns, *, evenly: bool) -> list[list[TextLine]]:
    """Lines without a rule between them as rows: where white runs across that is wider than between a cell's lines.

    Where all lines lie equally far apart, each may be a row (`evenly`), if most fill most columns and no word goes on
    from one to the next; a line that leaves columns empty and whose first text reads on from the line above belongs to
    the row of that.
    """
    groups = _level(found)
    if len(groups) < 2:
        return [list(found)] if found else []
    least = row_gap(found, cut)
    whites = [white_between(above, below) for above, below in pairwise(groups)]
    filled = [cut.filled(group) for group in groups]
    each = evenly and max(whites) <= least and mean(map(len, filled)) >= _MOSTLY_FILLED * cut.count
    each = each and not any(_word_goes_on(above, below, cut) for above, below in pairwise(groups))
    rows = [list(groups[0])]
    for white, above, group, begun in zip(whites, groups, groups[1:], filled[1:], strict=False):
        if not _goes_on(above, group, cut) if each else white > least and (len(begun) > 1 or 0 in begun):
            rows.append([])
        rows[-1].extend(group)
    return rows


def _goes_on(above: Sequence[TextLine], below: Sequence[TextLine], cut: Columns) -> bool:
    """Whether a line is the rest of a row: it has texts in some columns only, and the first reads on from above."""
    texts = {cut.of(part.start): part.text for line in above for part in cut.parts(line)}
    first = min((part for line in below for part in cut.parts(line)), key=lambda part: part.start)
    begins = cut.of(first.start)
    return len(cut.filled(below)) < len(texts) and begins in texts and reads_on(texts[begins], first.text)


def _word_goes_on(above: Sequence[TextLine], below: Sequence[TextLine], cut: Columns) -> bool:
    """Whether a word of some column is cut by a hyphen at the end of one level, and goes on in the next."""
    cut_at = {cut.of(part.start) for line in above for part in cut.parts(line) if _CUT_WORD.search(part.text)}
    return any(cut.of(part.start) in cut_at and part.text[:1].islower() for line in below for part in cut.parts(line))


def row_gap(found: Sequence[TextLine], cut: Columns) -> float:
    """The most white, in points, that lines of one cell leave between them."""
    size = median(line.size for line in found)
    return _line_gap(found, cut, size) + _ROW_GAP * size


def white_between(above: Sequence[TextLine], below: Sequence[TextLine]) -> float:
    """The white, in points, from some lines to others under them."""
    return _top(below) - _bottom(above)


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
