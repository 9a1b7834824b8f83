"""Norwegian words: which are known, their base form, and the parts of a compound.

Word frequencies come from wordfreq's Norwegian list, base forms from simplemma (bokmål first, then nynorsk).
"""

import re
from functools import cache, lru_cache

from simplemma import lemmatize
from wordfreq import get_frequency_dict, zipf_frequency

from corpus.words.small import NEVER_PARTS

WORD = re.compile(r"[^\W_]+(?:[-–/][^\W_]+)*")
LETTERS = re.compile(r"[^\W\d_]+")

_LANGUAGE = "nb"
_WHOLE = 3.6  # Zipf: from here on a word is a word of its own (barnehage 4.4), not a compound to take apart
_PART = 2.2  # Zipf: the rarest word taken as part of a compound (skjema 3.1, styrer 3.6, løype 2.3)
_PART_COST = 5.0  # each further part must pay for itself: barnehage+miljø beats barne+hage+miljø
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 7
_SHORTEST_GENITIVE = 4
_MOST_STEPS = 4
_LONGEST_WORD = 70  # letters; the longest compounds of dictionaries have 60, and the time to take one apart is cubic
_LINKS = ("", "s", "e")


@cache
def _frequencies() -> frozenset[str]:
    return frozenset(get_frequency_dict(_LANGUAGE, wordlist="best"))


@lru_cache(maxsize=200_000)
def zipf(word: str) -> float:
    """The Zipf frequency of a word in Norwegian (0 unknown, 3 once a million, 7 the commonest)."""
    return float(zipf_frequency(word.lower(), _LANGUAGE)) if word.lower() in _frequencies() else 0.0


def is_known(word: str) -> bool:
    """Whether the word stands in the frequency list, itself or by its base form."""
    return zipf(word) > 0 or zipf(lemma(word)) > 0


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The base form of a word, lower case, taken to a fixed point; the word itself where none is known."""
    base = word.lower()
    if not base or len(base) > _LONGEST_WORD:
        return base
    for _ in range(_MOST_STEPS):
        shorter = _base(base)
        if shorter == base:
            break
        base = shorter
    return base


def _base(word: str) -> str:
    base = str(lemmatize(word, lang=("nb", "nn"))).lower()
    if base == word and word.endswith("s") and len(word) > _SHORTEST_GENITIVE and zipf(word[:-1]) > 0:
        return word[:-1]
    return base


@lru_cache(maxsize=200_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The parts of a compound, linking letters dropped; the word alone where it is no compound.

    The cheapest cover by known words wins, a part costing by its rarity plus a constant.
    """
    lowered = word.lower()
    if not _SHORTEST_COMPOUND <= len(lowered) <= _LONGEST_WORD:
        return (lowered,)
    if zipf(lowered) >= _WHOLE or not LETTERS.fullmatch(lowered):
        return (lowered,)
    return _cheapest_cover(lowered) or (lowered,)


def is_compound(word: str) -> bool:
    """Whether the word can be read as two or more known words put together."""
    return len(compound_parts(word)) > 1


def _cheapest_cover(word: str) -> tuple[str, ...] | None:
    best: list[tuple[float, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[0] = (0.0, ())
    for end in range(_SHORTEST_PART, len(word) + 1):
        for start in range(end - _SHORTEST_PART + 1):
            before = best[start]
            if before is None:
                continue
            found = _part(word[start:end], last=end == len(word))
            if found is None:
                continue
            cost = before[0] + _PART_COST + 8.0 - found[1]
            current = best[end]
            if current is None or cost < current[0]:
                best[end] = (cost, (*before[1], found[0]))
    cover = best[len(word)]
    return cover[1] if cover and len(cover[1]) > 1 else None


def _part(text: str, *, last: bool) -> tuple[str, float] | None:
    stems = [text] if last else [text.removesuffix(link) if link else text for link in _LINKS if text.endswith(link)]
    known = [
        (zipf(stem), stem)
        for stem in stems
        if len(stem) >= _SHORTEST_PART and stem not in NEVER_PARTS and zipf(stem) >= _PART
    ]
    if not known:
        return None
    frequency, stem = max(known)
    return stem, frequency


WORD_CACHES = (zipf, lemma, compound_parts)
"""The functions that remember the words that they were asked about."""
