"""Marks of footnotes: small figures or stars, raised at the end of a word."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from ingest.readers.pdf.glyphs import Glyph

_SIGNS = frozenset("0123456789*")
_MOST_SIGNS = 2
_SMALL = 0.85  # of the size of the word before
_LEAST_RISE, _MOST_RISE = 0.2, 0.7  # of the mark's own size, and of the size of the word before
_TOUCHES = 0.35  # of the size of the word before: a mark stands no farther from it
_FEWEST_LETTERS = 3  # of the word before: the figure in m² and km² is part of it
_CLOSING = frozenset('.,;:!?)»"”')


def note_marks(glyphs: Sequence[Glyph]) -> frozenset[int]:
    """The order numbers of the letters, in the order in which the file draws them, that are marks of footnotes."""
    found: set[int] = set()
    for at, glyph in enumerate(glyphs):
        if at and glyph.text in _SIGNS and glyph.size < _SMALL * glyphs[at - 1].size:
            mark = _mark(glyphs, at)
            found.update(sign.order for sign in mark)
    return frozenset(found)


def _mark(glyphs: Sequence[Glyph], at: int) -> list[Glyph]:
    """The mark that begins there; empty where what stands there is none."""
    host, first = glyphs[at - 1], glyphs[at]
    rise = host.baseline - first.baseline
    gap = first.start - host.end
    if not (_LEAST_RISE * first.size < rise < _MOST_RISE * host.size and abs(gap) < _TOUCHES * host.size):
        return []
    mark = list(takewhile(lambda glyph: glyph.size == first.size and not glyph.text.isspace(), glyphs[at:]))
    if len(mark) > _MOST_SIGNS:
        mark = list(takewhile(lambda glyph: abs(glyph.baseline - first.baseline) < rise / 2, mark))
    is_sign = len(mark) <= _MOST_SIGNS and all(glyph.text in _SIGNS for glyph in mark)
    return mark if is_sign and _ends_word(glyphs[max(0, at - _FEWEST_LETTERS) : at]) else []


def _ends_word(before: Iterable[Glyph]) -> bool:
    """Whether a whole word, or a sign that closes one, comes right before."""
    signs = [glyph.text for glyph in before]
    return bool(signs) and (signs[-1] in _CLOSING or (len(signs) == _FEWEST_LETTERS and all(map(str.isalpha, signs))))
