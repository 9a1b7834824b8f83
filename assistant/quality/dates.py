"""Dates that are out of order, or outside the years of their plan."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from assistant.quality.findings import FindingKind, Plan, Quote, Suspicion
from corpus.lexicon import lemma
from corpus.models import Measure, Passage, PassageKind, Schedule
from corpus.periods import days
from corpus.sentences import sentences

_NUMBER_FIRST = re.compile(r"^(?P<number>\d{1,2})\.?\s*(?P<noun>[^\W\d_]{3,})(?![^\W\d_])")
_NOUN_FIRST = re.compile(r"^(?P<noun>[^\W\d_]{3,})\s(?:nr\.?\s*)?(?P<number>\d{1,2})(?![\d./])")
_STARTS_WITHIN = 4  # characters: a weekday's abbreviation or "den" may stand before the date
_BETWEEN_DATES = 24  # characters: "kl. 9–11, " may stand between the dates of one list
_FEWEST_UNNUMBERED = 3
_LONGEST_SERIES = 12  # of longer ones a single date at most is taken out: the ways to take out more are too many


class _Entry(NamedTuple):
    """A line of a list or a row: its number and what it counts ("2. samling"), its date, and where it stands."""

    number: int | None
    noun: str
    day: date | None
    starts_with_date: bool
    heading_path: tuple[str, ...]
    quote: Quote


class _Dated(NamedTuple):
    day: date
    quote: Quote


def out_of_order(plan: Plan) -> Iterator[Suspicion]:
    """Dates of numbered meetings, of lists that go by date, and of dates named in one breath, that do not ascend.

    A list that descends all the way is in order too: the newest first.
    """
    for series in _all_series(plan):
        for at, other in _disorder(series):
            wrong, clashing = series[at], series[other]
            before, after = series[min(at, other)], series[max(at, other)]
            quotes = tuple(dict.fromkeys((wrong.quote, clashing.quote)))
            says = (_named(wrong), _shown(before.day), _shown(after.day))
            yield Suspicion(FindingKind.DATES_OUT_OF_ORDER, quotes, says)


def outside_the_years(plan: Plan) -> Iterator[Suspicion]:
    """Schedules that begin after the plan ends or end before it begins, and meetings outside its years."""
    first, last = plan.document.valid_from, plan.document.valid_to
    if first is None and last is None:
        return
    years = f"{first or ''}–{last or ''}"
    for measure in plan.measures:
        for schedule in _schedules(measure):
            if _is_outside(schedule.start, schedule.end, first, last):
                says = (measure.title, " ".join(schedule.raw.split()), years)
                yield Suspicion(FindingKind.OUTSIDE_THE_YEARS, (plan.row(measure),), says, (measure.title,))
    for series in _all_series(plan):
        for dated in series:
            if _is_outside(dated.day.year, dated.day.year, first, last):
                says = (_named(dated), _shown(dated.day), years)
                yield Suspicion(FindingKind.OUTSIDE_THE_YEARS, (dated.quote,), says)


def _schedules(measure: Measure) -> tuple[Schedule, ...]:
    return tuple(part.schedule for part in measure.sub_measures) or (measure.schedule,)


def _is_outside(start: int | None, end: int | None, first: int | None, last: int | None) -> bool:
    begins_late = start is not None and last is not None and start > last
    return begins_late or (end is not None and first is not None and end < first)


def _disorder(series: Sequence[_Dated]) -> Iterator[tuple[int, int]]:
    """The places of the fewest dates that must go for the rest to be in order, each with one that it clashes with.

    Where several choices are as few, the one that leaves the rest closest together.
    """
    found = [dated.day for dated in series]
    if _ascends(found) or (len(found) >= _FEWEST_UNNUMBERED and _ascends(found[::-1])):
        return
    most = len(found) - 1 if len(found) <= _LONGEST_SERIES else 1
    for count in range(1, most + 1):
        choices = [
            (days_left[-1] - days_left[0], out)
            for out in combinations(range(len(found)), count)
            if _ascends(days_left := [day for at, day in enumerate(found) if at not in out])
        ]
        if choices:
            for at in min(choices)[1]:
                yield at, _clash(found, at)
            return


def _ascends(found: Sequence[date]) -> bool:
    return all(one <= other for one, other in pairwise(found))


def _clash(found: Sequence[date], at: int) -> int:
    """The nearest place whose date is on the wrong side of this one's."""
    wrong = [
        other for other, day in enumerate(found) if (other > at and day < found[at]) or (other < at and day > found[at])
    ]
    return min(wrong, key=lambda other: abs(other - at))


def _all_series(plan: Plan) -> Iterator[list[_Dated]]:
    entries = list(_entries([passage for passage in plan.passages if passage.measure_id is None]))
    yield from _numbered(entries)
    yield from _by_date(entries)
    for passage in plan.passages:
        if passage.measure_id is None:
            yield from _in_one_breath(passage)


def _numbered(entries: Sequence[_Entry]) -> Iterator[list[_Dated]]:
    """Runs that count upwards and count the same: 1. samling, 2. samling, 3. samling."""
    runs: dict[tuple[str, tuple[str, ...]], list[_Entry]] = {}
    for entry in entries:
        if entry.number is None:
            continue
        key = (entry.noun, entry.heading_path)
        if key in runs and entry.number <= (runs[key][-1].number or 0):
            yield from _dated(runs.pop(key), fewest=2)
        runs.setdefault(key, []).append(entry)
    for run in runs.values():
        yield from _dated(run, fewest=2)


def _by_date(entries: Sequence[_Entry]) -> Iterator[list[_Dated]]:
    """Runs of neighbours that all begin with a date."""
    run: list[_Entry] = []
    for entry in entries:
        if run and (not entry.starts_with_date or entry.heading_path != run[-1].heading_path):
            yield from _dated(run, fewest=_FEWEST_UNNUMBERED)
            run = []
        if entry.starts_with_date and entry.number is None:
            run.append(entry)
    yield from _dated(run, fewest=_FEWEST_UNNUMBERED)


def _dated(run: Sequence[_Entry], fewest: int) -> Iterator[list[_Dated]]:
    found = [_Dated(entry.day, entry.quote) for entry in run if entry.day is not None]
    if len(found) >= fewest:
        yield found


def _in_one_breath(passage: Passage) -> Iterator[list[_Dated]]:
    """The dates of a sentence that names three or more, one after the other."""
    for sentence in sentences(passage.text):
        named = days(sentence)
        close = all(other.start - one.end <= _BETWEEN_DATES for one, other in pairwise(named))
        if len(named) >= _FEWEST_UNNUMBERED and close:
            quote = Quote(passage.first_page, sentence, passage.id)
            yield [_Dated(period.first, quote) for period in named]


def _entries(passages: Sequence[Passage]) -> Iterator[_Entry]:
    """The lines of lists, and the rows; a row that a page break parted from its number gets it back."""
    waiting: _Entry | None = None
    for passage in passages:
        for entry in _of_passage(passage):
            if waiting is not None and entry.number is None and entry.starts_with_date:
                entry = entry._replace(number=waiting.number, noun=waiting.noun)
            waiting = entry if entry.number is not None and entry.day is None else None
            yield entry


def _of_passage(passage: Passage) -> Iterator[_Entry]:
    if passage.kind is PassageKind.ROW:
        lines = passage.text.split("\n")
        dated = next((at for at, line in enumerate(lines) if days(line)), 0)
        yield _entry("\n".join(lines[: dated + 1]), passage)
    elif passage.kind is PassageKind.LIST:
        for line in sentences(passage.text):
            yield _entry(line, passage)


def _entry(text: str, passage: Passage) -> _Entry:
    named = days(" ".join(text.split()))
    starts = bool(named) and named[0].start <= _STARTS_WITHIN
    label = None if starts else _NUMBER_FIRST.match(text) or _NOUN_FIRST.match(text)
    return _Entry(
        number=int(label["number"]) if label else None,
        noun=lemma(label["noun"]) if label else "",
        day=named[0].first if named else None,
        starts_with_date=starts,
        heading_path=passage.heading_path,
        quote=Quote(passage.first_page, text, passage.id),
    )


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _named(dated: _Dated) -> str:
    """The words of a line up to its date."""
    text = " ".join(dated.quote.text.split())
    return next((text[: period.end] for period in days(text) if period.first == dated.day), text)
