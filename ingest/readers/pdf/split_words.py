"""Words that the typesetter split ("utfor dring"): told where both the gap and the word list say so."""

from collections.abc import Sequence
from statistics import median

from corpus.words.lexicon import LETTERS, is_compound, zipf

_NARROW = 0.75  # of the font's own space, and of the line's other gaps, for justification squeezes all of them
_RARE = 2.5  # Zipf: a part rarer than this is no word of its own
_COMMON = 6.0  # Zipf: the small words (på, til, som), which stand alone
_OPENING, _CLOSING = '(«"', '.,;:!?)»"'


def is_too_narrow(gap: float, space: float, others: Sequence[float]) -> bool:
    """Whether a gap is hardly one beside the font's `space` and the `others` of its line, all in points."""
    return gap < _NARROW * space and (not others or gap < _NARROW * median(others))


def is_one_word(before: str, after: str) -> bool:
    """Whether two pieces make a word that is commoner than one of them alone."""
    first, second = before.lstrip(_OPENING), after.rstrip(_CLOSING)
    if not (LETTERS.fullmatch(first) and LETTERS.fullmatch(second) and second.islower()):
        return False
    if max(zipf(first), zipf(second)) >= _COMMON:
        return False
    if zipf(first + second) > min(zipf(first), zipf(second)):
        return True
    return is_compound(first + second) and any(zipf(one) < _RARE and not is_compound(one) for one in (first, second))
