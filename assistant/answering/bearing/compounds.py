"""Compounds: the ways to take a word apart into words that are known, and what their parts mean."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.meaning import Keys, base_of, keys_of
from assistant.answering.bearing.reading import Word
from corpus.words.lexicon import compound_parts, zipf

_LINKS = ("", "s", "e", "-")
_SHORTEST_PART = 3
_COMMON = 3.9  # Zipf: from here on a word is one of its own
_KNOWN = 2.2  # Zipf: the rarest word that a part may be, as in corpus/words/lexicon


@lru_cache(maxsize=50_000)
def splits(word: str) -> tuple[Sequence[str], ...]:
    """The ways to take a compound apart into two or three words that are known."""
    found: list[Sequence[str]] = []
    if word in word_lists.bases() or zipf(word) >= _COMMON:
        return ()
    parts = compound_parts(base_of(word))
    if len(parts) > 1:
        found.append(parts)
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = word[at:]
        if zipf(base_of(last)) < _KNOWN:
            continue
        for link in _LINKS:
            first = word[:at].removesuffix(link) if link else word[:at]
            if len(first) >= _SHORTEST_PART and (zipf(first) >= _KNOWN or len(compound_parts(first)) > 1):
                found.append((first, last))
    return tuple(found)


@lru_cache(maxsize=50_000)
def part_keys(word: str) -> Keys:
    """What the parts of a compound may mean."""
    parts = {part for split in splits(word) for part in split}
    return frozenset().union(*(keys_of(part, "nb") for part in parts)) if parts else frozenset()


def touches(word: Word, other: Word) -> bool:
    """Whether a word may stand for another one, or for a part of it."""
    return not word.keys.isdisjoint(other.keys) or not word.keys.isdisjoint(part_keys(other.low))
