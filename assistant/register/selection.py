"""The rows of the register that meet all conditions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.register.filters import Filters, Sharing, Timing, Word
from assistant.register.years import duty_years, is_dated, is_duty_in_time, is_in_time, is_just
from assistant.retrieval.coverage import is_of_stem, stem
from corpus.models import Duty, Measure, SubMeasure
from corpus.snapshot import Snapshot
from corpus.words.analysis import terms
from corpus.words.lexicon import lemma


@dataclass(frozen=True)
class ChosenMeasure:
    """A measure that meets the conditions; `parts` are the sub-measures that do, where not all of them do.

    `is_dated` is False where what meets them goes on through the plan's years, or has no schedule that was understood.
    """

    measure: Measure
    parts: tuple[SubMeasure, ...]
    is_dated: bool
    is_shared: bool


@dataclass(frozen=True)
class ChosenDuty:
    """A duty that meets the conditions; `is_dated` where its own words name years."""

    duty: Duty
    is_dated: bool


def choose_measures(filters: Filters, snapshot: Snapshot) -> list[ChosenMeasure]:
    """The measures that meet all conditions, in the order of their documents.

    Owner and time must be met together: by one sub-measure where there are any, else by the measure. Of measures that
    are asked for by their written years, those with just these years are taken where there are any.
    """
    found = [
        chosen
        for measure in snapshot.measures_in(filters.documents)
        if is_under(measure, filters) and (not filters.words or stand_in(filters.words, measure_terms(measure)))
        if (chosen := _chosen(measure, filters, snapshot)) is not None
    ]
    if filters.timing is Timing.DATED and filters.first != filters.last:
        just = [chosen for chosen in found if any(is_just(part.schedule, filters) for part in _parts(chosen))]
        return just or found
    return found


def choose_duties(filters: Filters, snapshot: Snapshot) -> list[ChosenDuty]:
    """The duties that meet all conditions, in the order of their documents."""
    listed: set[str | None] = set()
    if filters.beside_measures:
        listed.update(chosen.measure.id for chosen in choose_measures(filters, snapshot))
    return [
        ChosenDuty(duty=duty, is_dated=duty_years(duty) is not None)
        for duty in snapshot.duties_in(filters.documents)
        if (not filters.has_owners or _owns((*duty.units, duty.unit_raw.casefold()), duty.units, filters))
        and is_duty_in_time(duty, snapshot.documents[duty.document_id], filters)
        and _is_duty_under(duty, filters, snapshot)
        and (not filters.words or stand_in(filters.words, duty_terms(duty)))
        and (row_of(duty, snapshot) not in listed)
    ]


def row_of(duty: Duty, snapshot: Snapshot) -> str | None:
    """The id of the measure in whose row a duty stands, or None."""
    return snapshot.passage(duty.passage_id).measure_id


def measure_terms(measure: Measure) -> frozenset[str]:
    """The index terms of a measure's title, description and sub-measures."""
    return _terms(" ".join([measure.title, measure.description, *(part.title for part in measure.sub_measures)]))


def duty_terms(duty: Duty) -> frozenset[str]:
    """The index terms of a duty and of the lead that it stands under."""
    return _terms(f"{duty.lead or ''} {duty.text}")


@lru_cache(maxsize=4_096)
def _terms(text: str) -> frozenset[str]:
    """The index terms of a row's text; kept, for every choice of a filter is counted over the same rows."""
    return frozenset(terms(text))


def stand_in(words: Iterable[Word], text: frozenset[str]) -> bool:
    """Whether every word stands in a text with these index terms."""
    return all(stands_in(word, text) for word in words)


@lru_cache(maxsize=4_096)
def stands_in(word: Word, text: frozenset[str]) -> bool:
    """Whether a word stands in a text: in any form, all its parts, or another word of its stem.

    Kept, as the terms of a row are: a count beside each choice of a filter asks the same words of the same rows.
    """
    for base, *parts in word.alternatives:
        if _is_in(base, text) or (parts and all(_is_in(part, text) for part in parts)):
            return True
        root = None if parts else stem(base)  # the stem of a compound is its first part, and says less
        if root is not None and any(is_of_stem(other, root, base) for other in text):
            return True
    return False


def _is_in(base: str, text: frozenset[str]) -> bool:
    """Whether a base form stands in a text; definite compounds have one too many letters (partssamarbeid-e)."""
    return base in text or base.removesuffix("e") in text or f"{base}e" in text


def is_under(measure: Measure, filters: Filters) -> bool:
    """Whether the measure is printed under the priority and the commitment."""
    if filters.priority is None and filters.commitment is None:
        return True
    priorities = [measure.strategic_priority, *(place.strategic_priority for place in measure.occurrences)]
    commitments = [measure.commitment, *(place.commitment for place in measure.occurrences)]
    return _is_one(filters.priority, priorities) and _is_one(filters.commitment, commitments)


def _is_one(wanted: str | None, values: Sequence[str | None]) -> bool:
    return wanted is None or any(wanted.casefold() in (value or "").casefold() for value in values)


def _chosen(measure: Measure, filters: Filters, snapshot: Snapshot) -> ChosenMeasure | None:
    document = snapshot.documents[measure.document_id]
    items = _items(measure, filters)
    met = [
        item
        for item in items
        if (not filters.has_owners or _owns(item.responsible, item.responsible, filters))
        and (not filters.has_time or is_in_time(item.schedule, document, filters))
    ]
    if not met:
        return None
    parts = tuple(item for item in met if isinstance(item, SubMeasure))
    return ChosenMeasure(
        measure=measure,
        parts=parts if len(met) < len(items) else (),
        is_dated=any(is_dated(item.schedule) for item in met),
        is_shared=any(len(item.responsible) > 1 for item in met),
    )


def _items(measure: Measure, filters: Filters) -> Sequence[Measure | SubMeasure]:
    """What owners and times are looked for in: its sub-measures; the whole where nobody is named."""
    if not frozenset(filters.without).isdisjoint(measure.responsible):
        return ()
    by_number = filters.sharing in (Sharing.SOLE, Sharing.SHARED) and not filters.owners
    return (measure,) if by_number or not measure.sub_measures else measure.sub_measures


def _parts(chosen: ChosenMeasure) -> Sequence[Measure | SubMeasure]:
    return chosen.parts or chosen.measure.parts


def _owns(names: Sequence[str], owners: Sequence[str], filters: Filters) -> bool:
    """Whether the owners are those asked for; `names` are all by which they may be named, in any form."""
    wanted = _bases(filters.owners)
    having = _bases(tuple(names))
    if not having.isdisjoint(_bases(filters.without)):
        return False
    if filters.sharing is Sharing.ANY:
        return not wanted or not wanted.isdisjoint(having)
    if filters.sharing is Sharing.SOLE:
        return wanted <= having and len(set(owners)) == max(1, len(wanted))
    if filters.sharing is Sharing.SHARED:
        return wanted <= having and len(set(owners)) > 1
    return wanted <= having


@lru_cache(maxsize=4_096)
def _bases(names: tuple[str, ...]) -> frozenset[str]:
    """The base forms of some units: the same few are asked for of every row, and own most of them."""
    return frozenset(map(lemma, names))


def _is_duty_under(duty: Duty, filters: Filters, snapshot: Snapshot) -> bool:
    """Whether a duty stands under the priority and the commitment: as its row does, else by its headings."""
    if filters.priority is None and filters.commitment is None:
        return True
    row = snapshot.measure(row_of(duty, snapshot) or "")
    if row is not None:
        return is_under(row, filters)
    return _is_one(filters.priority, duty.heading_path) and _is_one(filters.commitment, duty.heading_path)
