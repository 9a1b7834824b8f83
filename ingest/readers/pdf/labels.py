"""Text that stands on its side, on a slant or along a curve, put together as labels."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.words import PlacedWord, lines, words

_NEXT_LINE = 1.8  # of the size: lines of a label lie no farther apart
_NEXT_LETTER = 1.5  # of the size: neither do the letters of one that is curved
_SPACE = 0.2
_BEND = 60  # degrees from one letter to the next


@dataclass(frozen=True)
class Label:
    """A text that is not upright, as it reads."""

    text: str
    words: tuple[PlacedWord, ...]


def labels(rotated: Mapping[int, Sequence[Glyph]]) -> list[Label]:
    """The labels that these letters, by their angle, make: straight ones, and those whose words each lean further."""
    straight = [label for angle, glyphs in sorted(rotated.items()) for label in _straight(angle, glyphs)]
    return [_joined(run) for run in _curves(straight)]


@dataclass(frozen=True)
class _Straight:
    """A label of one angle, and where its letters begin and end on the page and in the file."""

    words: tuple[PlacedWord, ...]
    text: str
    angle: int
    first: Glyph
    last: Glyph


def _straight(angle: int, glyphs: Sequence[Glyph]) -> Iterator[_Straight]:
    found: list[list[PlacedWord]] = []
    for line in lines(words(glyphs)):
        near = found[-1][-1] if found else None
        if near is not None and line.baseline - near.baseline <= _NEXT_LINE * max(line.size, near.size):
            found[-1].extend(line.words)
        else:
            found.append(list(line.words))
    for label in found:
        held = [glyph for glyph in glyphs if any(_covers(word, glyph) for word in label)]
        text = " ".join(word.text for word in label)
        yield _Straight(tuple(label), text, angle, held[0], held[-1])


def _covers(word: PlacedWord, glyph: Glyph) -> bool:
    same_line = abs(word.baseline - glyph.baseline) <= word.size
    return same_line and glyph.text != " " and word.start <= (glyph.start + glyph.end) / 2 <= word.end


def _curves(straight: Sequence[_Straight]) -> list[list[_Straight]]:
    """Labels in the order of the file, those that follow each other along a curve together."""
    runs: list[list[_Straight]] = []
    for label in sorted(straight, key=lambda label: label.first.order):
        if runs and _follows(runs[-1][-1], label):
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs


def _follows(before: _Straight, label: _Straight) -> bool:
    bend = abs((label.angle - before.angle + 180) % 360 - 180)
    return 0 < bend <= _BEND and _gap(before.last, label.first) <= _NEXT_LETTER * label.first.size


def _gap(before: Glyph, glyph: Glyph) -> float:
    """The distance of two letters' middles less half their widths."""
    (x0, y0), (x1, y1) = (
        ((one.area.x0 + one.area.x1) / 2, (one.area.top + one.area.bottom) / 2) for one in (before, glyph)
    )
    return math.hypot(x1 - x0, y1 - y0) - (before.end - before.start + glyph.end - glyph.start) / 2


def _joined(run: Sequence[_Straight]) -> Label:
    text = run[0].text
    for before, label in pairwise(run):
        whole_words = min(len(before.text), len(label.text)) > 1
        apart = whole_words or _gap(before.last, label.first) > _SPACE * label.first.size
        text += f" {label.text}" if apart else label.text
    return Label(text, tuple(word for label in run for word in label.words))
