"""Drafts from the register: who owns a measure, when it runs, and complete lists of measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import phrasing
from assistant.answering.draft import Draft, Statement
from assistant.answering.register import Register, measure_terms, one_line, owner_names, owners
from assistant.answering.verify import Claim
from assistant.question.kinds import Kind
from assistant.question.understand import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from corpus.index.analysis import terms
from corpus.models import Measure, Passage, Schedule, ScheduleKind, SubMeasure
from corpus.snapshot import Snapshot

_SOLE = re.compile(r"\b(?:alene|åleine|bare|berre|kun|only|alone|solely|sole)\b", re.IGNORECASE)
_OWNS = re.compile(r"\b(?:ansvar\w*|eier|eig|responsib\w*|owns?|har|have|has|skal|må|must|shall)\b", re.IGNORECASE)
_GENERIC_UNITS = frozenset({"barnehagene", "kommunen"})
_GROUP_COVERED = 0.6  # share of the question's words that a commitment or priority must hold to be the one meant
_TEXT_COVERED = 0.75
_ROWS_LOOKED_AT = 3  # of the ranked passages: a row further down is not what a who or when question is about
_ROW_COVERED = 0.45  # share of the question's words that the row must hold
_ROW_BEHIND = 0.1  # how much less than the best sentence of another passage it may hold: its cells are the answer


@dataclass(frozen=True)
class _Part:
    """A measure, or one of its sub-measures, with what an answer says of it."""

    title: str
    owners: tuple[str, ...]
    schedule: str
    values: tuple[str, ...]


def single_measure(question: Question, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> Draft | None:
    """Who or when, from the row that the question is about; None where no row among the first is."""
    if question.kind not in (Kind.WHO, Kind.WHEN):
        return None
    coverage = Coverage(question, snapshot.vocabulary, snapshot.counted)
    rows = {measure.id: measure for measure in snapshot.measures}
    best: tuple[tuple[float, float], RankedPassage] | None = None
    other = 0.0
    for found in ranked[:_ROWS_LOOKED_AT]:
        measure_id = found.passage.measure_id
        if measure_id is None:
            other = max(other, found.signals.get("expected", 0.0))
            continue
        share = coverage.of(measure_terms(rows[measure_id]))
        key = (found.signals.get("coverage", share), share)
        if best is None or key > best[0]:
            best = (key, found)
    if best is None or sum(best[0]) / 2 < max(_ROW_COVERED, other - _ROW_BEHIND):
        return None
    return of_row(question, best[1].passage, snapshot)


def of_row(question: Question, passage: Passage, snapshot: Snapshot) -> Draft | None:
    """Who or when, from one table row; None for another kind of question or passage."""
    if question.kind not in (Kind.WHO, Kind.WHEN) or passage.measure_id is None:
        return None
    coverage = Coverage(question, snapshot.vocabulary, snapshot.counted)
    measure = next(measure for measure in snapshot.measures if measure.id == passage.measure_id)
    part = _part(measure, coverage)
    say = phrasing.who if question.kind is Kind.WHO else phrasing.when
    claim = Claim(
        text=say(_shown(part.owners, question, snapshot), part.title, part.schedule, question.language),
        quote=passage.text,
        values=part.values,
    )
    return Draft(statements=(Statement(claim=claim, passage=passage, measure=measure),))


def _shown(names: Sequence[str], question: Question, snapshot: Snapshot) -> list[str]:
    """Owners as an answer names them; readers of English get what each is in brackets."""
    if question.language != "en":
        return list(names)
    units = [snapshot.units.get(snapshot.units.resolve(name) or "") for name in names]
    return [
        f"{name} ({unit.english})" if unit is not None and unit.english else name
        for name, unit in zip(names, units, strict=True)
    ]


def _part(measure: Measure, coverage: Coverage) -> _Part:
    """The sub-measure that the question is closer to than to the measure's own title; else the whole."""
    whole = coverage.of(frozenset(terms(measure.title)))
    shares = [(coverage.of(frozenset(terms(part.title))), part) for part in measure.sub_measures]
    best = max(shares, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] > whole:
        return _sub(best[1])
    names = owner_names(measure.responsible_raw)
    return _Part(
        title=measure.title,
        owners=names,
        schedule=one_line(measure.schedule.raw),
        values=(measure.title, *names, *measure.schedule.raw.split("\n")),
    )


def _sub(part: SubMeasure) -> _Part:
    names = owner_names(part.responsible_raw)
    return _Part(
        title=part.title, owners=names, schedule=part.schedule.raw, values=(part.title, *names, part.schedule.raw)
    )


def measure_list(question: Question, snapshot: Snapshot, documents: frozenset[str] | None) -> Draft | None:
    """All measures that a question asks for by owner, year, commitment or priority; None for other questions."""
    if question.kind not in (Kind.LIST, Kind.COUNT) or not snapshot.measures:
        return None
    selected = [measure for measure in snapshot.measures if documents is None or measure.document_id in documents]
    asked = [unit for unit in question.units if any(unit in owners(measure) for measure in selected)]
    units = [unit for unit in asked if unit not in _GENERIC_UNITS] or asked
    if not question.about_measures and not (units and _OWNS.search(question.text) and _only_units(question, snapshot)):
        return None
    if question.documents:
        selected = [measure for measure in selected if measure.document_id in question.documents]
    total = len(selected)
    filtered = False
    by_group = _of_group(question, selected, snapshot, units)
    if by_group is not None:
        selected, filtered = by_group, True
    elif units:
        selected, filtered = _owned(question, selected, units), True
    if question.years:
        selected, filtered = _in_years(question, selected), True
    if not filtered:
        selected = _about(question, selected, snapshot)
    if not selected or len(selected) == total:
        return None
    register = Register(snapshot)
    statements = tuple(
        Statement(
            claim=Claim(text=measure.title, quote=register.passage(measure).text, values=(measure.title,)),
            passage=register.passage(measure),
            bullet=True,
            measure=measure,
        )
        for measure in selected
    )
    lead = phrasing.counted(len(selected), total, question.language)
    return Draft(statements=statements, lead=lead, complete=True)


def rows_first(ranked: Sequence[RankedPassage], listed: Draft | None) -> list[RankedPassage]:
    """The ranking with the rows of a complete list of measures before all else, where the question asks for one."""
    if listed is None:
        return list(ranked)
    rows = [statement.passage for statement in listed.statements]
    ids = {passage.id for passage in rows}
    top = max((place.score for place in ranked), default=0.0) + 1.0
    first = [RankedPassage(passage=passage, score=top, signals={"register": 1.0}) for passage in rows]
    return [*first, *(place for place in ranked if place.passage.id not in ids)]


def _only_units(question: Question, snapshot: Snapshot) -> bool:
    """Whether the question is about units and nothing else, so that their measures are what it asks for."""
    return all(
        any(snapshot.units.resolve(word) for word in (focus.word, *(a[0] for a in focus.alternatives)))
        for focus in question.focus
    )


def _owned(question: Question, measures: Sequence[Measure], units: Sequence[str]) -> list[Measure]:
    wanted = frozenset(units)
    if _SOLE.search(question.text):
        return [measure for measure in measures if owners(measure) == wanted]
    return [measure for measure in measures if wanted <= owners(measure)]


def _in_years(question: Question, measures: Sequence[Measure]) -> list[Measure]:
    """Measures dated to exactly the years asked for; where none is, those dated to any of them."""
    first, last = question.years[0], question.years[-1]
    dated = [measure for measure in measures if measure.schedule.kind is not ScheduleKind.CONTINUOUS]
    exact = [measure for measure in dated if (measure.schedule.start, measure.schedule.end) == (first, last)]
    if exact and first != last:
        return exact
    return [measure for measure in dated if any(_dated(measure.schedule, year) for year in question.years)]


def _dated(schedule: Schedule, year: int) -> bool:
    return schedule.start is not None and schedule.start <= year <= (schedule.end or schedule.start)


def _of_group(
    question: Question, measures: Sequence[Measure], snapshot: Snapshot, units: Sequence[str]
) -> list[Measure] | None:
    """The measures of the commitment or priority that the question names, or None."""
    coverage = Coverage(question, snapshot.vocabulary, snapshot.counted)
    best: tuple[float, str, str] = (0.0, "", "")
    for measure in measures:
        for field, value in (("commitment", measure.commitment), ("strategic_priority", measure.strategic_priority)):
            share = coverage.of(frozenset(terms(value or "")))
            if share > best[0] + 1e-9:
                best = (share, field, value or "")
    if best[0] < _GROUP_COVERED:
        return None
    found = [measure for measure in measures if getattr(measure, best[1]) == best[2] or _printed_under(measure, best)]
    return _owned(question, found, units) if units and not _all_in(units, best[2], snapshot) else found


def _printed_under(measure: Measure, group: tuple[float, str, str]) -> bool:
    return any(getattr(place, group[1]) == group[2] for place in measure.occurrences)


def _all_in(units: Sequence[str], text: str, snapshot: Snapshot) -> bool:
    """Whether the units are only named because the commitment's own words name them."""
    return frozenset(units) <= frozenset(snapshot.units.mentioned(text))


def _about(question: Question, measures: Sequence[Measure], snapshot: Snapshot) -> list[Measure]:
    coverage = Coverage(question, snapshot.vocabulary, snapshot.counted)
    return [measure for measure in measures if coverage.of(measure_terms(measure)) >= _TEXT_COVERED]
