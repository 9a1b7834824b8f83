"""Compares the measures of two editions: which were added, removed and changed, and where each wording stands."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import zip_longest

from assistant import labels
from assistant.comparing.difference import (
    Change,
    ChangedMeasure,
    ComparedEdition,
    ComparedMeasure,
    Difference,
    Field,
    UnchangedMeasure,
)
from assistant.comparing.pairing import paired_measures, paired_parts
from assistant.comparing.wording import folded_wording, segments
from assistant.links import page_url
from corpus.models import Document, Measure, Occurrence, Record, SubMeasure
from corpus.readable import Readable
from corpus.text.sentences import is_item
from corpus.units import UnitRegister

WordingOf = Callable[[Occurrence], str]
KeyOf = Callable[[str], Hashable]

_TOLD_BY_PARTS = ("schedule", "responsible")


class _Wording(Record):
    """What a field says, and on which page; nothing where `text` is None."""

    text: str | None
    page: int


def difference(library: Readable, old: Document, new: Document) -> Difference:
    """The difference of two documents of the library; where a measure stands makes none."""
    return _Comparison(library).of(old, new)


class _Comparison:
    """Compares within one snapshot; remembers how its pages are called."""

    def __init__(self, library: Readable) -> None:
        self._library = library
        self._snapshot = library.snapshot
        self._locators: dict[tuple[str, int], str] = {}

    def of(self, old: Document, new: Document) -> Difference:
        before, after = self._snapshot.measures_in({old.id}), self._snapshot.measures_in({new.id})
        pairs = paired_measures(before, after)
        kept = {measure.id for pair in pairs for measure in pair}
        changed = [(one, other, self._changes(one, other)) for one, other in pairs]
        return Difference(
            old=self._edition(old, before),
            new=self._edition(new, after),
            added=tuple(self._measure(measure) for measure in after if measure.id not in kept),
            removed=tuple(self._measure(measure) for measure in before if measure.id not in kept),
            changed=tuple(
                ChangedMeasure(old=self._measure(one), new=self._measure(other), changes=changes)
                for one, other, changes in changed
                if changes
            ),
            unchanged=sum(not changes for _, _, changes in changed),
            kept=tuple(self._unchanged(one, other) for one, other, changes in changed if not changes),
        )

    def _unchanged(self, old: Measure, new: Measure) -> UnchangedMeasure:
        before, after = self._measure(old), self._measure(new)
        return UnchangedMeasure(
            title=after.title,
            old_locator=before.locator,
            old_url=before.url,
            new_locator=after.locator,
            new_url=after.url,
        )

    def _changes(self, old: Measure, new: Measure) -> tuple[Change, ...]:
        return tuple(
            Change(
                field=field,
                name=name,
                old=one.text,
                new=other.text,
                old_page=one.page,
                new_page=other.page,
                old_locator=self._locator(old.generation_id, one.page),
                new_locator=self._locator(new.generation_id, other.page),
                segments=segments(one.text or "", other.text or ""),
            )
            for field, name, one, other in _differing(old, new, self._snapshot.units)
        )

    def _edition(self, document: Document, measures: Sequence[Measure]) -> ComparedEdition:
        return ComparedEdition(
            document_id=document.id,
            title=document.title,
            title_stated=document.title_stated,
            issuer=document.issuer,
            generation_id=self._snapshot.generations[document.id],
            valid_from=document.valid_from,
            valid_to=document.valid_to,
            retelling=document.is_retelling,
            measures=len(measures),
        )

    def _measure(self, measure: Measure) -> ComparedMeasure:
        row = self._snapshot.passage(measure.first.passage_id).text
        return ComparedMeasure(
            id=measure.id,
            title=measure.title,
            description=measure.description,
            responsible=self._snapshot.units.owner_names(measure.responsible_raw),
            schedule=measure.schedule.line,
            strategic_priority=measure.strategic_priority,
            commitment=measure.commitment,
            page=measure.page,
            locator=labels.locator(measure.first.place, self._locator(measure.generation_id, measure.page)),
            url=page_url(measure.document_id, measure.page, measure.generation_id, row),
        )

    def _locator(self, generation_id: str, number: int) -> str:
        key = (generation_id, number)
        if key not in self._locators:
            page = self._library.page(generation_id, number, words=False)
            self._locators[key] = page.locator if page else f"s. {number}"
        return self._locators[key]


def _differing(
    old: Measure, new: Measure, units: UnitRegister
) -> Iterator[tuple[Field, str | None, _Wording, _Wording]]:
    if folded_wording(old.title) != folded_wording(new.title):
        yield "title", None, _Wording(text=old.title, page=old.page), _Wording(text=new.title, page=new.page)
    has_parts = bool(old.sub_measures and new.sub_measures)
    for field, (wording_of, key_of) in _printed_fields(units).items():
        if field in _TOLD_BY_PARTS and has_parts:
            continue
        before, after = (_printed(measure, wording_of, key_of, bullets=not has_parts) for measure in (old, new))
        gone = [found for key, found in before.items() if key not in after]
        come = [found for key, found in after.items() if key not in before]
        for one, other in zip_longest(gone, come):
            yield (
                field,
                None,
                one or _Wording(text=None, page=old.page),
                other or _Wording(text=None, page=new.page),
            )
    yield from _differing_cells(old, new)
    yield from _differing_parts(old, new, units)


def _differing_cells(old: Measure, new: Measure) -> Iterator[tuple[Field, str | None, _Wording, _Wording]]:
    cells: tuple[tuple[Field, str, str], ...] = (
        ("partners", ", ".join(old.partners), ", ".join(new.partners)),
        ("funding", old.funding or "", new.funding or ""),
    )
    for field, one, other in cells:
        if folded_wording(one) != folded_wording(other):
            yield field, None, _Wording(text=one or None, page=old.page), _Wording(text=other or None, page=new.page)


def _differing_parts(
    old: Measure, new: Measure, units: UnitRegister
) -> Iterator[tuple[Field, str | None, _Wording, _Wording]]:
    pairs = paired_parts(old.sub_measures, new.sub_measures)
    kept = {id(part) for pair in pairs for part in pair}
    none = (_Wording(text=None, page=old.page), _Wording(text=None, page=new.page))
    for one, other in pairs:
        if _part_key(one, units) != _part_key(other, units):
            texts = (_Wording(text=_part(one, units), page=old.page), _Wording(text=_part(other, units), page=new.page))
            yield "sub_measure", other.title, *texts
    for part in old.sub_measures:
        if id(part) not in kept:
            yield "sub_measure", part.title, _Wording(text=_part(part, units), page=old.page), none[1]
    for part in new.sub_measures:
        if id(part) not in kept:
            yield "sub_measure", part.title, none[0], _Wording(text=_part(part, units), page=new.page)


def _printed(measure: Measure, wording_of: WordingOf, key_of: KeyOf, *, bullets: bool) -> dict[Hashable, _Wording]:
    """The different wordings of a field where the measure is printed, in order, each with its first page.

    Without `bullets`, these are left out: they are told as sub-measures.
    """
    found: dict[Hashable, _Wording] = {}
    for place in measure.occurrences:
        lines = wording_of(place).split("\n")
        text = "\n".join(line for line in lines if bullets or not is_item(line))
        if text.strip():
            found.setdefault(key_of(text), _Wording(text=text, page=place.page))
    return found


def _owners_key(raw: str, units: UnitRegister) -> Hashable:
    """Who owns something, in whatever order and whatever stands between the names."""
    return frozenset(folded_wording(name).casefold() for name in units.owner_names(raw))


def _schedule_key(raw: str) -> Hashable:
    return folded_wording(raw).casefold()


def _part_key(part: SubMeasure, units: UnitRegister) -> Hashable:
    return folded_wording(part.title), _schedule_key(part.schedule.raw), _owners_key(part.responsible_raw, units)


def _part(part: SubMeasure, units: UnitRegister) -> str:
    return f"{part.title} ({part.schedule.line}; {', '.join(units.owner_names(part.responsible_raw))})"


def _printed_fields(units: UnitRegister) -> Mapping[Field, tuple[WordingOf, KeyOf]]:
    return {
        "description": (lambda place: place.description, folded_wording),
        "schedule": (lambda place: place.schedule_line, _schedule_key),
        "responsible": (
            lambda place: ", ".join(units.owner_names(place.responsible_raw)),
            lambda raw: _owners_key(raw, units),
        ),
        "strategic_priority": (lambda place: place.strategic_priority or "", folded_wording),
        "commitment": (lambda place: place.commitment or "", folded_wording),
    }
