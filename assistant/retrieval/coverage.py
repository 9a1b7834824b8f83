"""How much of what a question is about a text holds, rare words weighing more."""

import math
from collections.abc import Collection, Mapping
from typing import Self

from assistant.question.question import FocusWord, Question
from corpus.snapshot import Snapshot
from corpus.words.vocabulary import Vocabulary

_SAME_STEM = 0.8  # a word found by another of the same stem: evaluerer in "evaluering"
_SHORTEST_STEM = 5
_STEM_SHARE = 0.7
_MOST_ENDING = 5
_HALF = 0.5
_PARTS = 0.7  # a compound found by all its parts, not as the word: språkarbeid in "arbeid med språk"


class Coverage:
    """Weighs the focus words of one question against texts of one corpus."""

    def __init__(self, question: Question, vocabulary: Mapping[str, int], passages: int) -> None:
        """`vocabulary` counts how many of the corpus' passages have each term."""
        self._weights = [(word, _weight(word, vocabulary, passages)) for word in question.focus]
        self._related = {word.word: _related(word, vocabulary) for word in question.focus}
        self._total = sum(weight for _, weight in self._weights)
        self._telling = {
            word.word: self._related[word.word].union(*map(frozenset, word.alternatives)) for word in question.focus
        }
        self._every = frozenset[str]().union(*self._telling.values())
        self._known: dict[frozenset[str], float] = {}

    @classmethod
    def within(cls, question: Question, snapshot: Snapshot) -> Self:
        """The weights of a question among the passages of a snapshot."""
        return cls(question, snapshot.vocabulary, snapshot.counted)

    def of(self, terms: Collection[str]) -> float:
        """The share (0 to 1) of the question's weight that stands in a text with these index terms."""
        if not self._total:
            return 0.0
        telling = self._every.intersection(terms)  # few: most texts share theirs with many others
        if telling not in self._known:
            matched = sum(weight * self._match(word, telling) for word, weight in self._weights)
            self._known[telling] = matched / self._total
        return self._known[telling]

    def _match(self, word: FocusWord, terms: Collection[str]) -> float:
        if self._telling[word.word].isdisjoint(terms):
            return 0.0
        exact = max(_alternative(alternative, terms) for alternative in word.alternatives)
        if exact >= _SAME_STEM or self._related[word.word].isdisjoint(terms):
            return exact
        return _SAME_STEM

    def misses(self, terms: Collection[str]) -> int:
        """How many words of the question a text with these index terms does not hold, nor half of."""
        return sum(self._match(word, terms) < _HALF for word, _ in self._weights)

    @property
    def unknown(self) -> float:
        """The share (0 to 1) of the question's weight that stands nowhere in the corpus."""
        if not self._total:
            return 0.0
        return sum(weight for word, weight in self._weights if not word.known) / self._total


def _weight(word: FocusWord, vocabulary: Mapping[str, int], passages: int) -> float:
    """The inverse passage frequency of the commonest alternative (Spärck Jones 1972), natural logarithm."""
    frequency = max(vocabulary.get(alternative[0], 0) for alternative in word.alternatives)
    return math.log(1 + (passages + 1) / (frequency + 0.5))


def stem(base: str) -> str | None:
    """The first letters that words of one stem share (evaluere, evaluering); None for a short word."""
    if len(base) < _SHORTEST_STEM:
        return None
    return base[: max(_SHORTEST_STEM, math.ceil(_STEM_SHARE * len(base)))]


def is_of_stem(term: str, root: str, base: str) -> bool:
    """Whether a term has the stem `root` of a word, and is not much longer or shorter than that."""
    return term.startswith(root) and abs(len(term) - len(base)) <= _MOST_ENDING


def _related(word: FocusWord, vocabulary: Mapping[str, int]) -> frozenset[str]:
    """The terms of the corpus that share the stem of an alternative."""
    words = Vocabulary.of(vocabulary)
    found: set[str] = set()
    for base, *_ in word.alternatives:
        root = stem(base)
        if root is None:
            continue
        found.update(term for term in words.beginning(root) if is_of_stem(term, root, base))
    return frozenset(found)


def _alternative(alternative: tuple[str, ...], terms: Collection[str]) -> float:
    base, *parts = alternative
    if base in terms:
        return 1.0
    if not parts:
        return 0.0
    return _PARTS * sum(part in terms for part in parts) / len(parts)
