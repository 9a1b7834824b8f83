"""Measures that lack something, share a description, or are printed in two ways."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.quality.findings import FindingKind, Plan, Suspicion
from assistant.quality.telling import Telling, is_near
from corpus.models import Measure, Occurrence


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
    """Measures of which one has the other's description, or which are one measure under two names.

    Whose the description is, its words tell: the title that shares some with it.
    """
    found = {frozenset(suspicion.measures): suspicion for suspicion in _shared(plan, Telling(plan.measures))}
    yield from found.values()


def _shared(plan: Plan, telling: Telling) -> Iterator[Suspicion]:
    for one, other in combinations(plan.measures, 2):
        if telling.have_one_title(one, other):
            continue
        if telling.share_a_description(one, other):
            yield from _of_pair(plan, telling, one, other)
        elif telling.has_description_of(one, other):
            yield _of_another(plan, one, other)
        elif telling.has_description_of(other, one):
            yield _of_another(plan, other, one)


def differing_reprints(plan: Plan) -> Iterator[Suspicion]:
    """Measures that are printed several times, and not alike.

    Rows with one title and descriptions that have little in common are no reprints: the title is a theme.
    """
    for measure in plan.measures:
        first, *others = measure.occurrences
        for other in others:
            quotes = (plan.row(measure), plan.quote_of(other.passage_id))
            for kind in _differences(first, other):
                yield Suspicion(kind, quotes, (measure.title,), (measure.title,))


def _differences(first: Occurrence, other: Occurrence) -> Iterator[FindingKind]:
    """In what a row differs from its reprint; a second time under the same heading is no other schedule."""
    is_described = bool(first.description and other.description)
    if is_described and not is_near(first.description, other.description):
        return
    if is_described and first.description.split() != other.description.split():
        yield FindingKind.WORDINGS_DIFFER
    is_elsewhere = (first.page, first.commitment) != (other.page, other.commitment)
    if is_elsewhere and first.schedule_raw.split() != other.schedule_raw.split():
        yield FindingKind.SCHEDULES_DIFFER
    if first.responsible_raw.split() != other.responsible_raw.split():
        yield FindingKind.OWNERS_DIFFER


def _of_pair(plan: Plan, telling: Telling, one: Measure, other: Measure) -> Iterator[Suspicion]:
    """Of two measures with one description: nothing where their titles say what tells them apart.

    Nor where a third has it too: then it is a phrase, unless it names one of them in full and no other at all.
    """
    fits = telling.fits(one), telling.fits(other)
    is_phrase = telling.titles_sharing(one) > len(fits)
    if fits[0] != fits[1]:
        owner, suspect = (one, other) if fits[0] else (other, one)
        if not is_phrase or telling.is_said_whole(owner):
            yield _of_another(plan, suspect, owner)
    elif telling.is_long(one) and not is_phrase:
        is_same = _key(one) == _key(other)
        if _is_fault(telling, one, other, is_same=is_same):
            yield _of_two(plan, FindingKind.TWO_NAMES if is_same else FindingKind.SAME_DESCRIPTION, one, other)


def _is_fault(telling: Telling, one: Measure, other: Measure, *, is_same: bool) -> bool:
    """Whether two titles that both fit their description, or both do not, fail to say what tells them apart."""
    if not telling.fits(one):
        return not telling.are_of_one_kind(one, other)
    whole = telling.is_said_whole(one), telling.is_said_whole(other)
    return any(whole) if is_same else all(whole)


def _of_another(plan: Plan, suspect: Measure, owner: Measure) -> Suspicion:
    return _of_two(plan, FindingKind.DESCRIPTION_OF_ANOTHER, suspect, owner)


def _of_two(plan: Plan, kind: FindingKind, one: Measure, other: Measure) -> Suspicion:
    titles = (one.title, other.title)
    return Suspicion(kind, (plan.row(one), plan.row(other)), titles, titles)


def _key(measure: Measure) -> tuple[Sequence[str], Sequence[str]]:
    return measure.responsible, measure.schedule.raw.split()
