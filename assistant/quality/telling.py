"""What the words of titles and descriptions tell of which belong together."""

from collections import Counter
from collections.abc import Sequence

from corpus.models import Measure
from corpus.words.analysis import content_and_function_words, content_words, terms, word_terms

_ALIKE = 0.85  # share of common terms; in the shipped plans identical descriptions have 1, the nearest others .6
_NEAR = 0.5  # of a reprint; the one in the shipped plans that differs by a word has .9
_FEWEST_TERMS = 3  # of a description that is compared at all
_FEWEST_OF_A_FAULT = 5  # of one that two measures do not share by chance
_FEWEST_WORDS = 2  # of a title that another description does not name by chance
_SPRING = "vår"  # also "our", and so no index term
_COMMON = 0.25  # a word that so many of a plan's measures have tells none of them apart
_ENOUGH_TO_COUNT = 8


def is_near(one: str, other: str) -> bool:
    """Whether two texts have half of their words in common, or none at all between them."""
    return _overlap(frozenset(terms(one)), frozenset(terms(other))) >= _NEAR


class Telling:
    """What words of a title and of a description tell one measure from the others of its plan."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._titles = {measure.id: frozenset(terms(measure.title)) for measure in measures}
        self._descriptions = {measure.id: frozenset(terms(measure.description)) for measure in measures}
        own = [self._titles[measure.id] | self._descriptions[measure.id] for measure in measures]
        counts = Counter(term for words in own for term in words)
        many = len(measures) >= _ENOUGH_TO_COUNT
        self._common = frozenset(term for term, count in counts.items() if many and count > _COMMON * len(measures))
        self._measures = tuple(measures)
        self._stray = {measure.id for measure in measures if self._title(measure) and not self.fits(measure)}

    def have_one_title(self, one: Measure, other: Measure) -> bool:
        """Whether two measures have the same title, of which a plan may print several under different priorities."""
        return self._titles[one.id] == self._titles[other.id]

    def fits(self, measure: Measure) -> bool:
        """Whether a title shares a telling word with its description."""
        return bool(self._title(measure) & self._descriptions[measure.id])

    def is_said_whole(self, measure: Measure) -> bool:
        """Whether a description has every word of its title; of one that names the spring, index terms cannot tell."""
        if _SPRING in content_and_function_words(measure.title):
            return False
        return all(_is_said(word, self._descriptions[measure.id]) for word in content_words(measure.title))

    def is_long(self, measure: Measure) -> bool:
        """Whether a description says so much that no other measure has it by chance."""
        return len(self._descriptions[measure.id]) >= _FEWEST_OF_A_FAULT

    def are_of_one_kind(self, one: Measure, other: Measure) -> bool:
        """Whether two titles share a word: "Foreldremøte høst" and "Foreldremøte vår"."""
        return bool(self._titles[one.id] & self._titles[other.id])

    def share_a_description(self, one: Measure, other: Measure) -> bool:
        """Whether two descriptions have nearly the same words, and more than a few."""
        said, also = self._descriptions[one.id], self._descriptions[other.id]
        return min(len(said), len(also)) >= _FEWEST_TERMS and _overlap(said, also) >= _ALIKE

    def titles_sharing(self, measure: Measure) -> int:
        """How many titles have the description of a measure, its own among them."""
        return len({self._titles[other.id] for other in self._measures if self.share_a_description(measure, other)})

    def has_description_of(self, suspect: Measure, owner: Measure) -> bool:
        """Whether a description names another measure in full and its own not at all, and that one's not its own.

        A title of a single word is also named in passing: then the other description must be astray as well.
        """
        if not self._names(suspect, owner):
            return False
        several = len(set(content_words(owner.title))) >= _FEWEST_WORDS
        return several or any(self._names(owner, third) for third in self._measures)

    def _names(self, suspect: Measure, owner: Measure) -> bool:
        if suspect.id == owner.id or not {suspect.id, owner.id} <= self._stray:
            return False
        telling = [word for word in content_words(owner.title) if not self._common.issuperset(word_terms(word))]
        return all(_is_said(word, self._descriptions[suspect.id]) for word in telling)

    def _title(self, measure: Measure) -> frozenset[str]:
        return self._titles[measure.id] - self._common


def _is_said(word: str, said: frozenset[str]) -> bool:
    """Whether a word stands among terms, itself or all its parts."""
    base, *parts = word_terms(word)
    return base in said or (bool(parts) and said.issuperset(parts))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the terms of both that both have (Jaccard); of two empty sets 1."""
    return len(one & other) / len(one | other) if one or other else 1.0
