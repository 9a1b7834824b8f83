"""Reading order: columns of prose one after the other, boxes and tables as wholes, all else from top to bottom."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.geometry import Area, around
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, TextLine, lines

_GUTTER = 7.0  # points: the least distance between columns
_GUTTER_SHARE = 0.9  # of the size of type: the same
_FEWEST_LINES = 3
_FEWEST_WORDS = 3  # a line, in the middle of all: columns of fewer are lists or tables
_RUNNING = 0.6  # of the lines after the first begin small: the middle of sentences, however few words they hold
_FEWEST_OF_NOTE = 2  # words
_NOTE_SIZE = 0.85  # of the size of what stands beside it: the most that a note in the margin has
_NARROWEST = 0.12  # of the page's width
_RISE, _DROP = 0.6, 0.1  # of the size: the height that keeps lines of one column apart
_PARAGRAPH_GAP = 1.4  # of the distance of lines


@dataclass(frozen=True)
class Frame:
    """A box drawn around text: what stands in it is read together."""

    area: Area
    items: tuple[Item, ...]


Item = PlacedWord | Frame | FoundTable


@dataclass(frozen=True)
class Run:
    """Lines of one column, from top to bottom."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class _Row:
    """Items that stand beside each other: none of another row is level with any of them."""

    items: tuple[Item, ...]
    area: Area

    def gaps(self) -> list[tuple[float, float]]:
        """What is free of text from left to right, from edge to edge."""
        found: list[tuple[float, float]] = []
        reached = -math.inf
        for item in sorted(self.items, key=lambda item: item.area.x0):
            if item.area.x0 > reached:
                found.append((reached, item.area.x0))
            reached = max(reached, item.area.x1)
        return [*found, (reached, math.inf)]


@dataclass(frozen=True)
class _Band:
    """Rows from one index up to another, with a gutter that all of them leave free.

    `aligned`: paragraphs begin level with each other on both sides, as the rows of a table do and prose does not.
    """

    start: int
    end: int
    gutter: float
    aligned: bool = False


def reading_order(items: Iterable[Item], width: float) -> list[Run | FoundTable]:
    """The items of a page (or a part of one) as a reader meets them; `width` is the page's."""
    rows = _rows(items)
    found: list[Run | FoundTable] = []
    start = done = 0
    while start < len(rows):
        band = _band(rows, done, start, width)
        if band is None:
            start += 1
            continue
        found.extend(_plain(rows[done : band.start], width))
        inside = rows[band.start : band.end]
        for part in _level_parts(inside) if band.aligned else [inside]:
            for side in _sides(part, band.gutter):
                found.extend(reading_order(side, width))
        start = done = band.end
    return [*found, *_plain(rows[done:], width)]


def _rows(items: Iterable[Item]) -> list[_Row]:
    rows: list[_Row] = []
    current: list[Item] = []
    reached = -math.inf
    for item in sorted(items, key=lambda item: _height(item)[0]):
        top, bottom = _height(item)
        if current and top >= reached:
            rows.append(_Row(tuple(current), around(one.area for one in current)))
            current = []
        current.append(item)
        reached = bottom if len(current) == 1 else max(reached, bottom)
    return [*rows, _Row(tuple(current), around(one.area for one in current))] if current else rows


def _height(item: Item) -> tuple[float, float]:
    if isinstance(item, PlacedWord):
        return item.baseline - _RISE * item.size, item.baseline + _DROP * item.size
    return item.area.top, item.area.bottom


def _sides(rows: Sequence[_Row], gutter: float) -> tuple[list[Item], list[Item]]:
    """What stands left of a gutter, and what right of it."""
    items = [item for row in rows for item in row.items]
    return [item for item in items if item.area.x1 <= gutter], [item for item in items if item.area.x1 > gutter]


def _level_parts(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows put together where they follow each other as lines of a paragraph do."""
    parts: list[list[_Row]] = []
    for row in rows:
        if parts and _is_close(parts[-1][-1], row):
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _plain(rows: Sequence[_Row], width: float) -> list[Run | FoundTable]:
    """Rows read from top to bottom; a box or a table beside text comes by its left edge."""
    found: list[Run | FoundTable] = []
    words: list[PlacedWord] = []
    for row in rows:
        for item in sorted(row.items, key=lambda item: item.area.x0):
            if isinstance(item, PlacedWord):
                words.append(item)
                continue
            found.extend(_run(words))
            words = []
            found.extend(reading_order(item.items, width) if isinstance(item, Frame) else [item])
    return [*found, *_run(words)]


def _run(words: Sequence[PlacedWord]) -> list[Run]:
    return [Run(tuple(lines(words)))] if words else []


def _band(rows: Sequence[_Row], done: int, start: int, width: float) -> _Band | None:
    """The longest run of rows around this one with columns in it; rows before `done` are read already."""
    best: _Band | None = None
    inner = rows[start].gaps()[1:-1]
    for gap in inner:
        band = _extended(rows, done, start, gap)
        if band is not None and (best is None or band.end > best.end) and _has_columns(rows, band, width):
            best = replace(band, aligned=_is_aligned(*_sides(rows[band.start : band.end], band.gutter)))
    return best


def _extended(rows: Sequence[_Row], done: int, start: int, gap: tuple[float, float]) -> _Band | None:
    least = max(_GUTTER, _GUTTER_SHARE * _size(rows[start]))
    left, right = gap
    end = start
    while end < len(rows) and (narrowed := _narrowed(rows[end], left, right, least)):
        left, right = narrowed
        end += 1
    if end == start:
        return None
    gutter = (left + right) / 2
    first = start
    while first > done and _one_sided(rows[first - 1], gutter) and _is_close(rows[first - 1], rows[first]):
        first -= 1
    return _Band(first, _without_tail(rows, start, end, gutter), gutter)


def _narrowed(row: _Row, left: float, right: float, least: float) -> tuple[float, float] | None:
    for start, end in row.gaps():
        if min(end, right) - max(start, left) >= least:
            return max(start, left), min(end, right)
    return None


def _size(row: _Row) -> float:
    sizes = [item.size for item in row.items if isinstance(item, PlacedWord)]
    return min(sizes, default=0.0)


def _one_sided(row: _Row, gutter: float) -> bool:
    return row.area.x1 <= gutter or row.area.x0 >= gutter


def _is_close(above: _Row, below: _Row) -> bool:
    """Whether the lower row is the next line of the same paragraph, by its distance."""
    return below.area.top - above.area.bottom < 0.5 * max(_size(below), 1.0)


def _without_tail(rows: Sequence[_Row], start: int, end: int, gutter: float) -> int:
    """The end of the columns: rows on one side right above a line across the page belong to that line."""
    if end == len(rows):
        return end
    last = end
    while last > start and _one_sided(rows[last - 1], gutter):
        last -= 1
    gaps = [(rows[index].area.top - rows[index - 1].area.bottom, index) for index in range(max(last, 1), end + 1)]
    largest, index = max(gaps, key=lambda gap: (gap[0], gap[1]))
    return index if index > start and largest > 0 else end


def _has_columns(rows: Sequence[_Row], band: _Band, width: float) -> bool:
    sides = _sides(rows[band.start : band.end], band.gutter)
    if not all(sides):
        return False
    left, right = sides
    if _is_side_note(left, right, width) or _is_side_note(right, left, width):
        return True
    return all(_has_box(side) or _is_prose(side, width) for side in sides)


def _is_side_note(side: Sequence[Item], body: Sequence[Item], width: float) -> bool:
    """Whether words in the margin are a note to the prose beside them, set smaller."""
    words = [item for item in side if isinstance(item, PlacedWord)]
    beside = [item.size for item in body if isinstance(item, PlacedWord)]
    said = [word for word in words if sum(map(str.isalpha, word.text)) > 1]  # no bullets, no numbers of items
    if len(words) < len(side) or len(said) < max(_FEWEST_OF_NOTE, len(words) / 2) or not beside:
        return False
    return max(word.size for word in words) <= _NOTE_SIZE * median(beside) and _is_prose(body, width)


def _has_box(side: Sequence[Item]) -> bool:
    return any(isinstance(item, Frame) for item in side)


def _is_prose(side: Sequence[Item], width: float) -> bool:
    if any(isinstance(item, FoundTable) for item in side):
        return True
    found = lines(item for item in side if isinstance(item, PlacedWord))
    return (
        len(found) >= _FEWEST_LINES
        and (median(len(line.words) for line in found) >= _FEWEST_WORDS or _runs_on(found))
        and around(item.area for item in side).width >= _NARROWEST * width
    )


def _runs_on(found: Sequence[TextLine]) -> bool:
    """Whether lines, few words as they hold, are of sentences: most go on with the one above, and the last one ends."""
    small = sum(line.text[:1].islower() for line in found[1:])
    return small >= _RUNNING * (len(found) - 1) and found[-1].text.endswith((".", "!", "?"))


def _is_aligned(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """See _Band; boxes are wholes, and tell nothing."""
    if any(map(_has_box, (left, right))):
        return False
    starts = [_paragraph_starts(side) for side in (left, right)]
    if min(map(len, starts)) < _FEWEST_LINES:
        return False
    shared = sum(any(abs(one - other) < 2.0 for other in starts[1]) for one in starts[0])
    return shared * 4 >= max(map(len, starts)) * 3


def _paragraph_starts(side: Sequence[Item]) -> list[float]:
    """The baselines of lines that stand farther from the line before than lines do."""
    found = [line.baseline for line in lines(item for item in side if isinstance(item, PlacedWord))]
    if len(found) < 2:
        return found
    usual = min(below - above for above, below in pairwise(found))
    return found[:1] + [below for above, below in pairwise(found) if below - above > _PARAGRAPH_GAP * usual]
