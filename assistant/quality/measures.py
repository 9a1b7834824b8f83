"""Measures that lack something, share a description, or are printed in two ways."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.quality.findings import FindingKind, Plan, Quote, Suspicion
from corpus.index.analysis import terms
from corpus.models import Measure

_NEAR = 0.85  # share of common terms; in the shipped plans identical descriptions have 1, the nearest others .6
_FEWEST_TERMS = 3
_COMMON = 0.25  # a word that so many of a plan's measures have tells none of them apart
_ENOUGH_TO_COUNT = 8
_FIELD_OWNER = "responsible"


def incomplete(plan: Plan) -> Iterator[Suspicion]:
    """Measures without an owner, or without a schedule."""
    for measure in plan.measures:
        for kind, raw in (
            (FindingKind.NO_OWNER, measure.responsible_raw),
            (FindingKind.NO_SCHEDULE, measure.schedule.raw),
        ):
            if not any(character.isalnum() for character in raw):
                yield Suspicion(kind, (plan.row(measure),), (measure.title,), (measure.title,))


def shared_descriptions(plan: Plan) -> Iterator[Suspicion]:
    """Pairs of measures of which one has the other's description, or which are one measure under two names.

    Whose the description is, its words tell: the title that shares some with it.
    """
    telling = _Telling(plan.measures)
    for one, other in combinations(plan.measures, 2):
        if _same_title(one, other):
            continue
        if telling.are_alike(one, other):
            yield _of_pair(plan, telling, one, other)
        elif telling.is_swapped(one, other):
            yield _of_another(plan, one, other)
        elif telling.is_swapped(other, one):
            yield _of_another(plan, other, one)


def differing_wordings(plan: Plan) -> Iterator[Suspicion]:
    """Measures that are printed several times, and not alike."""
    for measure in plan.measures:
        for variation in measure.variations:
            place = next(place for place in measure.occurrences if place.page == variation.page)
            kind = FindingKind.OWNERS_DIFFER if variation.field == _FIELD_OWNER else FindingKind.WORDINGS_DIFFER
            quotes = (plan.row(measure), plan.quote_of(place.passage_id))
            yield Suspicion(kind, quotes, (measure.title,), (measure.title,))


class _Telling:
    """What words of a title and of a description tell one measure from the others of its plan."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._titles = {measure.id: frozenset(terms(measure.title)) for measure in measures}
        self._descriptions = {measure.id: frozenset(terms(measure.description)) for measure in measures}
        own = [self._titles[measure.id] | self._descriptions[measure.id] for measure in measures]
        counts = Counter(term for words in own for term in words)
        many = len(measures) >= _ENOUGH_TO_COUNT
        self._common = frozenset(term for term, count in counts.items() if many and count > _COMMON * len(measures))

    def title(self, measure: Measure) -> frozenset[str]:
        return self._titles[measure.id] - self._common

    def are_alike(self, one: Measure, other: Measure) -> bool:
        """Whether two descriptions have nearly the same words, and more than a few."""
        first, second = self._descriptions[one.id], self._descriptions[other.id]
        enough = min(len(first), len(second)) >= _FEWEST_TERMS
        return enough and len(first & second) >= _NEAR * len(first | second)

    def fits(self, title: Measure, description: Measure) -> bool:
        """Whether a title shares a telling word with a description."""
        return bool(self.title(title) & self._descriptions[description.id])

    def is_swapped(self, suspect: Measure, owner: Measure) -> bool:
        """Whether a description names another measure in full and its own not at all, and that one's not its own."""
        said, wanted = self._descriptions[suspect.id], self.title(owner)
        return (
            bool(wanted)
            and bool(self.title(suspect))
            and wanted <= said
            and not self.fits(suspect, suspect)
            and not self.fits(owner, owner)
        )


def _of_pair(plan: Plan, telling: _Telling, one: Measure, other: Measure) -> Suspicion:
    """Of two measures with one description."""
    fits, other_fits = telling.fits(one, one), telling.fits(other, other)
    if fits != other_fits:
        return _of_another(plan, *((other, one) if fits else (one, other)))
    same = one.responsible == other.responsible and one.schedule.raw.split() == other.schedule.raw.split()
    kind = FindingKind.TWO_NAMES if same else FindingKind.SAME_DESCRIPTION
    titles = (one.title, other.title)
    return Suspicion(kind, (plan.row(one), plan.row(other)), titles, titles)


def _of_another(plan: Plan, suspect: Measure, owner: Measure) -> Suspicion:
    titles = (suspect.title, owner.title)
    quotes: tuple[Quote, ...] = (plan.row(suspect), plan.row(owner))
    return Suspicion(FindingKind.DESCRIPTION_OF_ANOTHER, quotes, titles, titles)


def _same_title(one: Measure, other: Measure) -> bool:
    return terms(one.title) == terms(other.title)
