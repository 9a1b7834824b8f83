"""Drafts from one row of the register: who owns a measure, and when it runs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering import phrasing
from assistant.answering.draft import Claim, Draft, Statement
from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.register.selection import measure_terms
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from corpus.models import Measure, Occurrence, Passage, SubMeasure, on_one_line
from corpus.snapshot import Snapshot
from corpus.words.analysis import terms

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
    coverage = Coverage.within(question, snapshot)
    best: tuple[tuple[float, float], RankedPassage] | None = None
    other = 0.0
    for found in ranked[:_ROWS_LOOKED_AT]:
        measure = snapshot.measure(found.passage.measure_id or "")
        if measure is None:
            other = max(other, found.signals.get("expected", 0.0))
            continue
        share = coverage.of(measure_terms(measure))
        key = (found.signals.get("coverage", share), share)
        if best is None or key > best[0]:
            best = (key, found)
    if best is None or sum(best[0]) / 2 < max(_ROW_COVERED, other - _ROW_BEHIND):
        return None
    return of_row(question, best[1].passage, snapshot)


def of_row(question: Question, passage: Passage, snapshot: Snapshot) -> Draft | None:
    """Who or when, from one table row; None for another kind of question or passage."""
    measure = snapshot.measure(passage.measure_id or "")
    if question.kind not in (Kind.WHO, Kind.WHEN) or measure is None:
        return None
    coverage = Coverage.within(question, snapshot)
    row = next((row for row in measure.occurrences if row.passage_id == passage.id), None)
    part = _part(measure, coverage, row, snapshot)
    said = _said(question, part, passage, measure, snapshot)
    others = _otherwise(question, passage, measure, snapshot) if part.title == measure.title else []
    if not others:
        return Draft(statements=(said,))
    return Draft(
        statements=tuple(
            replace(statement, at_odds=True)
            for statement in (said, *(_said(question, other, place, None, snapshot) for other, place in others))
        ),
        lead=phrasing.disputed(question.language),
        disputed=phrasing.matter(question.kind is Kind.WHO, question.language),
    )


def _said(question: Question, part: _Part, passage: Passage, measure: Measure | None, snapshot: Snapshot) -> Statement:
    say = phrasing.who if question.kind is Kind.WHO else phrasing.when
    text = say(_shown(part.owners, question, snapshot), part.title, part.schedule, question.language)
    asked = part.owners if question.kind is Kind.WHO else (part.schedule,)
    return Statement(Claim(text=text, quote=passage.text, values=part.values), passage, measure=measure, asked=asked)


def _otherwise(
    question: Question, passage: Passage, measure: Measure, snapshot: Snapshot
) -> list[tuple[_Part, Passage]]:
    """The other rows of the measure that name other owners, or another schedule, whichever is asked for."""
    own = next((place for place in measure.occurrences if place.passage_id == passage.id), None)
    found: list[tuple[_Part, Passage]] = []
    if own is None:
        return found
    told = {_asked_of(question, own, snapshot)}
    for place in measure.occurrences:
        if place.passage_id in snapshot.position and _asked_of(question, place, snapshot) not in told:
            told.add(_asked_of(question, place, snapshot))
            row = snapshot.passage(place.passage_id)
            found.append(
                (_Part(place.title, *_told(place.title, place.responsible_raw, place.schedule_raw, snapshot)), row)
            )
    return found


def _asked_of(question: Question, place: Occurrence, snapshot: Snapshot) -> frozenset[str] | str:
    """What a row says of what is asked, whatever its order and spacing."""
    if question.kind is Kind.WHO:
        return frozenset(name.casefold() for name in snapshot.units.owner_names(place.responsible_raw))
    return "".join(place.schedule_raw.split()).casefold()


def _shown(names: Sequence[str], question: Question, snapshot: Snapshot) -> list[str]:
    """Owners as an answer names them; readers of English get what each is in brackets."""
    if question.language != "en":
        return list(names)
    units = [snapshot.units.get(snapshot.units.resolve(name) or "") for name in names]
    return [
        f"{name} ({unit.english})" if unit is not None and unit.english else name
        for name, unit in zip(names, units, strict=True)
    ]


def _part(measure: Measure, coverage: Coverage, row: Occurrence | None, snapshot: Snapshot) -> _Part:
    """The sub-measure that the question is closer to than to the measure's own title; else the whole, as its `row`
    has it.
    """
    whole = coverage.of(frozenset(terms(measure.title)))
    shares = [(coverage.of(frozenset(terms(part.title))), part) for part in measure.sub_measures]
    best = max(shares, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] > whole:
        return _sub(best[1], snapshot)
    if row is not None:
        return _Part(measure.title, *_told(row.title, row.responsible_raw, row.schedule_raw, snapshot))
    return _Part(measure.title, *_told(measure.title, measure.responsible_raw, measure.schedule.raw, snapshot))


def _told(
    title: str, responsible: str, schedule: str, snapshot: Snapshot
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The owners, the schedule on one line, and the values that must stand in the row."""
    names = snapshot.units.owner_names(responsible)
    return names, on_one_line(schedule), (title, *names, *schedule.split("\n"))


def _sub(part: SubMeasure, snapshot: Snapshot) -> _Part:
    names = snapshot.units.owner_names(part.responsible_raw)
    return _Part(
        title=part.title, owners=names, schedule=part.schedule.raw, values=(part.title, *names, part.schedule.raw)
    )
