"""How much of what one short text is about another one says: by words, what they may stand for, and their parts."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from assistant.answering.bearing.compounds import part_keys, splits
from assistant.answering.bearing.meaning import Keys, keys_of
from assistant.answering.bearing.reading import read
from assistant.drafting.themes import Themes, themes_of
from corpus.snapshot import Snapshot
from corpus.words.analysis import word_terms
from corpus.words.small import FUNCTION_WORDS

_PART = 0.7  # a word that is found in a compound, or a compound by its parts; as in retrieval/coverage
_SHORTEST = 3  # letters of a word that tells by itself though no text claims anything with it ("planen")
_SHORTEST_KEY = 4  # of a part: "~mål" says little


_THEME = 0.6  # a word that is only of the same theme: a "tittel" is not yet "boklesing"


class Told(NamedTuple):
    """A word of substance: what it may mean, what each way to take it apart may mean, its index term, its themes."""

    keys: Keys
    ways: tuple[tuple[Keys, ...], ...]
    term: str
    themes: Themes


class Said(NamedTuple):
    """A text taken apart: its words of substance, all their meanings and themes, and what parts of compounds mean."""

    words: tuple[Told, ...]
    keys: Keys
    parts: Keys
    themes: Themes


@lru_cache(maxsize=2_000)
def said(text: str) -> Said:
    """A Norwegian text taken apart."""
    reading = read(text, "nb")
    words = [
        word
        for word in reading.words
        if word.text[0].isalpha() and (word.content or (len(word.low) > _SHORTEST and word.low not in FUNCTION_WORDS))
    ]
    told = tuple(_told(word.low, word.keys) for word in words)
    return Said(
        told,
        reading.keys,
        frozenset().union(*(part_keys(word.low) for word in words)) if words else frozenset(),
        frozenset().union(*(word.themes for word in told)) if told else frozenset(),
    )


def _told(word: str, keys: Keys) -> Told:
    ways = _ways(word)
    themes = themes_of(keys).union(*(themes_of(part) for way in ways for part in way))
    return Told(keys, ways, _term(word), themes)


@lru_cache(maxsize=20_000)
def _ways(word: str) -> tuple[tuple[Keys, ...], ...]:
    pieces = [tuple(part for part in word.split("-") if part)] if "-" in word else []
    return tuple(tuple(keys_of(part, "nb") for part in way) for way in (*splits(word), *pieces) if len(way) > 1)


def _term(word: str) -> str:
    return next(iter(word_terms(word)), word)


class Likeness:
    """Weighs the words of texts by how rare they are among the passages of some documents."""

    def __init__(self, vocabulary: Mapping[str, int], passages: int) -> None:
        """`vocabulary` counts how many of so many passages have each term."""
        self._vocabulary = vocabulary
        self._passages = passages

    @classmethod
    def within(cls, snapshot: Snapshot, documents: frozenset[str]) -> "Likeness":
        """The weights among the passages of these documents."""
        view = snapshot.within(documents)
        return cls(view.vocabulary, view.counted)

    def share(self, text: str, other: str) -> float:
        """The share (0 to 1) of what a text is about that another one says."""
        words, held = said(text).words, said(other)
        total = sum(self._weight(word) for word in words)
        return sum(self._weight(word) * _found(word, held) for word in words) / total if total else 0.0

    def spoken_of(self, text: str, other: str) -> float:
        """As `share`, where a word is found by half by one that speaks of the same matter."""
        words, held = said(text).words, said(other)
        total = sum(self._weight(word) for word in words)
        found = (max(_found(word, held), _THEME * (not word.themes.isdisjoint(held.themes))) for word in words)
        return sum(self._weight(word) * one for word, one in zip(words, found, strict=True)) / total if total else 0.0

    def mutual(self, text: str, other: str) -> float:
        """How much two texts are about the same (0 to 1): the harmonic mean of the shares."""
        one, two = self.share(text, other), self.share(other, text)
        return 2 * one * two / (one + two) if one and two else 0.0

    def _weight(self, word: Told) -> float:
        return math.log(1 + (self._passages + 1) / (self._vocabulary.get(word.term, 0) + 0.5))


def _found(word: Told, held: Said) -> float:
    if not word.keys.isdisjoint(held.keys):
        return 1.0
    every = held.keys | held.parts
    best = max((sum(not part.isdisjoint(every) for part in way) / len(way) for way in word.ways), default=0.0)
    if best:
        return _PART * best
    telling = frozenset(key for key in word.keys if len(key) > _SHORTEST_KEY)
    return 0.0 if telling.isdisjoint(held.parts) else _PART
