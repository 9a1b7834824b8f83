"""Bullets and check boxes that are drawn as shapes, not set as letters: put before the lines that they lead."""

from collections.abc import Sequence

from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.words import PlacedWord

BULLET, RING, BOX = "•", "◦", "☐"
_SMALL = 0.6  # of the size: a ring, not a box to tick
_SAME_PLACE = 1.5
_FEWEST = 2
_NEAREST = 3.0  # of the size: a line begins no farther from its bullet, and no text stands so near before it
_UPPER, _LOWER = 0.85, 0.15  # of the size, above and below the baseline: where a bullet's middle lies


def drawn_bullets(dots: Sequence[Area], boxes: Sequence[Area], words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Bullets and check boxes for the shapes below each other that stand alone right before a line of text."""
    marks = [*boxes, *(dot for dot in dots if not any(box.covers(dot) for box in boxes))]
    leading = [(mark, word) for mark in marks if (word := _led(mark, words)) is not None and _is_alone(mark, marks)]
    return [
        PlacedWord(_sign(mark, word, boxes), mark.x0, mark.x1, word.baseline, word.size, False, mark)
        for mark, word in leading
        if sum(abs(mark.x0 - other.x0) <= _SAME_PLACE for other, _ in leading) >= _FEWEST
    ]


def _sign(mark: Area, word: PlacedWord, boxes: Sequence[Area]) -> str:
    if mark not in boxes:
        return BULLET
    return RING if mark.height < _SMALL * word.size else BOX


def _led(mark: Area, words: Sequence[PlacedWord]) -> PlacedWord | None:
    """The word that begins the line after a mark; None where none does, or text stands before the mark."""
    middle = (mark.top + mark.bottom) / 2
    level = [
        word for word in words if word.baseline - _UPPER * word.size <= middle <= word.baseline + _LOWER * word.size
    ]
    if any(word.start < mark.x1 and mark.x0 - word.end <= _NEAREST * word.size for word in level):
        return None
    after = (word for word in level if 0 <= word.start - mark.x1 <= _NEAREST * word.size)
    return min(after, key=lambda word: word.start, default=None)


def _is_alone(mark: Area, marks: Sequence[Area]) -> bool:
    """Whether no other mark stands beside it, as in a dotted line."""
    near = [other for other in marks if abs(other.top - mark.top) <= _SAME_PLACE and other != mark]
    return all(abs(other.x0 - mark.x0) > _NEAREST * mark.width or abs(other.x0 - mark.x0) < 0.1 for other in near)
