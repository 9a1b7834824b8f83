"""Drafts from the register: complete lists of measures and duties, and what was looked through for them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from assistant.answering import lookup_phrasing as phrasing
from assistant.answering.answer import RegisterLookup
from assistant.answering.checks.verify import folded
from assistant.answering.draft import Claim, Draft, Statement
from assistant.links import register_url
from assistant.question.question import Question
from assistant.register.conditions import conditions_of
from assistant.register.filters import Filters
from assistant.register.lookup import Lookup, duty_filters, shares
from assistant.register.selection import ChosenDuty, ChosenMeasure
from assistant.retrieval.hybrid import RankedPassage
from assistant.texts import Language
from corpus.models import Duty, Measure, Passage, PassageKind, ScheduleKind, SubMeasure, on_one_line
from corpus.snapshot import Snapshot


def lookup_draft(lookup: Lookup, question: Question, snapshot: Snapshot) -> Draft:
    """All rows that were found, each cited, those dated apart from those that go on."""
    language = question.language
    sections = _sections(lookup, language)
    listed = [
        _measure_statement(chosen, sections[chosen.is_dated], lookup.asked.filters, snapshot)
        for chosen in sorted(lookup.measures, key=lambda chosen: not chosen.is_dated and _tells_apart(lookup))
    ]
    name = "other_duties" if lookup.asked.measures else "duties"
    heading = phrasing.section(name, len(lookup.duties), language) if lookup.asked.measures else ""
    listed += [_duty_statement(chosen, heading, snapshot) for chosen in lookup.duties]

    def counted(kept: Sequence[Statement]) -> str:
        return _lead(lookup, kept, snapshot, language)

    return Draft(statements=tuple(listed), counted=counted, complete=True)


def nothing_found(lookup: Lookup, snapshot: Snapshot, language: Language) -> str:
    """That no row meets the conditions, and which these were."""
    return _lead(lookup, (), snapshot, language)


def register_lookups(
    lookup: Lookup, kept: Sequence[Statement], snapshot: Snapshot, today: date, language: Language
) -> tuple[RegisterLookup, ...]:
    """What was looked for, how much was found, and where it is to be had as a spreadsheet."""
    said = _conditions(lookup, snapshot, language)
    kinds: list[tuple[Literal["measures", "duties"], int, int, dict[str, Any]]] = []
    if lookup.asked.measures:
        conditions = conditions_of(lookup.asked.filters, snapshot, today).parameters()
        count = sum(row.measure is not None for row in kept)
        kinds.append(("measures", lookup.measures_in_all, count, conditions))
    if lookup.asked.duties:
        conditions = conditions_of(duty_filters(lookup.asked), snapshot, today).parameters()
        count = sum(row.duty is not None for row in kept)
        kinds.append(("duties", lookup.duties_in_all, count, conditions))
    return tuple(
        RegisterLookup(
            rows=rows,
            looked_through=total,
            found=count,
            conditions=said,
            csv=register_url(rows, "csv", conditions, language) if count else None,
            xlsx=register_url(rows, "xlsx", conditions, language) if count else None,
        )
        for rows, total, count, conditions in kinds
    )


def rows_first(ranked: Sequence[RankedPassage], listed: Draft | None) -> list[RankedPassage]:
    """The ranking with the passages of the rows before all else, where a question asks for rows."""
    if listed is None:
        return list(ranked)
    rows = {statement.passage.id: statement.passage for statement in listed.statements}
    top = max((place.score for place in ranked), default=0.0) + 1.0
    first = [RankedPassage(passage=passage, score=top, signals={"register": 1.0}) for passage in rows.values()]
    return [*first, *(place for place in ranked if place.passage.id not in rows)]


def _lead(lookup: Lookup, kept: Sequence[Statement], snapshot: Snapshot, language: Language) -> str:
    counts: list[tuple[str, int, int]] = []
    if lookup.asked.measures:
        counts.append(("measures", sum(row.measure is not None for row in kept), lookup.measures_in_all))
    if lookup.asked.duties:
        counts.append(("duties", sum(row.duty is not None for row in kept), lookup.duties_in_all))
    notes: list[str] = []
    filters = lookup.asked.filters
    if lookup.asked.unused:
        notes.append(phrasing.unused(lookup.asked.unused, language))
    together = sum(chosen.is_shared for chosen in lookup.measures)
    if shares(filters) and together:
        notes.append(phrasing.shared(together, language))
    if lookup.continuous:
        notes.append(phrasing.continuous_beside(lookup.continuous, language))
    said = phrasing.looked_through(counts, _conditions(lookup, snapshot, language), language)
    return " ".join([said, *notes])


def _conditions(lookup: Lookup, snapshot: Snapshot, language: Language) -> str:
    filters = lookup.asked.filters
    having = {measure.document_id for measure in snapshot.measures if lookup.asked.measures}
    having |= {duty.document_id for duty in snapshot.duties if lookup.asked.duties}
    titles = [snapshot.documents[key].title for key in sorted(lookup.asked.documents & having)]
    owners = _names(filters.owners, snapshot, language)
    return phrasing.conditions(filters, owners, titles, language, _names(filters.without, snapshot, language))


def _names(owners: Sequence[str], snapshot: Snapshot, language: Language) -> list[str]:
    """What readers know the owners by: the abbreviation that plans use, else the name; English readers get a gloss."""
    names: list[str] = []
    for owner in owners:
        unit = snapshot.units.get(owner)
        short = (word for word in unit.abbreviations if word.casefold() in snapshot.vocabulary) if unit else ()
        name = next(iter(short), None) or (unit.name if unit else None) or owner.replace("-", " ").capitalize()
        names.append(f"{name} ({unit.english})" if unit and unit.english and language == "en" else name)
    return names


def _tells_apart(lookup: Lookup) -> bool:
    """Whether rows that are dated and rows that go on are told apart: where years are asked for."""
    return lookup.asked.filters.has_years


def _sections(lookup: Lookup, language: Language) -> dict[bool, str]:
    """What stands above the measures that are dated (True), and above those that go on (False)."""
    if not _tells_apart(lookup):
        both = phrasing.section("measures", len(lookup.measures), language) if lookup.asked.duties else ""
        return {True: both, False: both}
    undated = [other for other in lookup.measures if not other.is_dated]
    only = all(item.schedule.kind is ScheduleKind.CONTINUOUS for other in undated for item in _items(other))
    return {
        True: phrasing.section("dated", len(lookup.measures) - len(undated), language),
        False: phrasing.section("continuous" if only else "undated", len(undated), language),
    }


def _items(chosen: ChosenMeasure) -> Sequence[Measure | SubMeasure]:
    return chosen.parts or chosen.measure.parts


def _measure_statement(chosen: ChosenMeasure, section: str, filters: Filters, snapshot: Snapshot) -> Statement:
    measure = chosen.measure
    passage = snapshot.passage(measure.first.passage_id)
    parts = chosen.parts or (measure.sub_measures if filters.has_owners or filters.has_time else ())
    said = [part.title for part in parts]
    schedules = [item.schedule.raw for item in parts or (measure,)]
    if filters.has_time and chosen.is_dated:
        said += dict.fromkeys(map(on_one_line, schedules))
    lines = [line for raw in schedules for line in raw.split("\n")] if said else []
    claim = Claim(
        text=f"{measure.title} ({'; '.join(said)})" if said else measure.title,
        quote=passage.text,
        values=(measure.title, *(part.title for part in parts), *lines),
    )
    return Statement(claim=claim, passage=passage, bullet=True, measure=measure, section=section)


def _duty_statement(chosen: ChosenDuty, section: str, snapshot: Snapshot) -> Statement:
    duty = chosen.duty
    passage = snapshot.passage(duty.passage_id)
    quote = _quote(duty, passage)
    led = duty.lead is not None and quote != duty.text
    claim = Claim(
        text=f"«{duty.lead}» «{duty.text}»"
        if led
        else f"{duty.unit_raw}: «{duty.text}»"
        if duty.lead
        else f"«{duty.text}»",
        quote=quote,
        values=(duty.lead or "", duty.text) if led else (duty.text,),
    )
    return Statement(claim=claim, passage=passage, bullet=True, duty=duty, section=section)


def _quote(duty: Duty, passage: Passage) -> str:
    """The words that bear a duty: its own; of an item, all from its lead to it, where they are of one passage."""
    if duty.lead is None:
        return duty.text
    text, lead = folded(passage.text), folded(duty.lead)
    if lead not in text or folded(duty.text) not in text:
        return duty.text
    if passage.kind is PassageKind.ROW:
        return passage.text
    start = text.index(lead)
    end = text.find(folded(duty.text), start)
    return text[start : end + len(folded(duty.text))] if end > start else duty.text
