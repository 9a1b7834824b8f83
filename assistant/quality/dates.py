"""Dates that are out of order, or outside the years of their plan."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from assistant.quality.findings import FindingKind, Plan, Suspicion
from assistant.quality.series import Series, all_series
from corpus.models import Measure, Schedule

_FEWEST_DESCENDING = 3
_LONGEST_SERIES = 12  # of longer ones a single date at most is taken out: the ways to take out more are too many


def out_of_order(plan: Plan) -> Iterator[Suspicion]:
    """Dates of numbered meetings, of lists that go by date, and of dates named in one breath, that do not ascend.

    A list that descends all the way is in order too: the newest first.
    """
    for series in all_series(plan):
        dates = series.dates
        for at, other in _disorder(series):
            before, after = dates[min(at, other)], dates[max(at, other)]
            quotes = tuple(dict.fromkeys((dates[at].quote, dates[other].quote)))
            says = (dates[at].name, _shown(before.day), _shown(after.day))
            yield Suspicion(FindingKind.DATES_OUT_OF_ORDER, quotes, says)


def outside_the_years(plan: Plan) -> Iterator[Suspicion]:
    """Schedules that begin after the plan ends or end before it begins, and meetings outside its years.

    Meetings that all were before the plan tell how it came about.
    """
    first, last = plan.document.valid_from, plan.document.valid_to
    if first is None and last is None:
        return
    years = f"{first or ''}–{last or ''}"
    for measure in plan.measures:
        for schedule in _schedules(measure):
            if _is_outside(schedule.start, schedule.end, first, last):
                says = (measure.title, " ".join(schedule.raw.split()), years)
                yield Suspicion(FindingKind.OUTSIDE_THE_YEARS, (plan.row(measure),), says, (measure.title,))
    for series in all_series(plan):
        if first is not None and all(dated.day.year < first for dated in series.dates):
            continue
        for dated in series.dates:
            if _is_outside(dated.day.year, dated.day.year, first, last):
                says = (dated.name, _shown(dated.day), years)
                yield Suspicion(FindingKind.OUTSIDE_THE_YEARS, (dated.quote,), says)


def _schedules(measure: Measure) -> tuple[Schedule, ...]:
    return tuple(part.schedule for part in measure.sub_measures) or (measure.schedule,)


def _is_outside(start: int | None, end: int | None, first: int | None, last: int | None) -> bool:
    begins_late = start is not None and last is not None and start > last
    return begins_late or (end is not None and first is not None and end < first)


def _disorder(series: Series) -> Iterator[tuple[int, int]]:
    """The places of the fewest dates that must go for the rest to be in order, each with one that it clashes with.

    Where several choices are as few, the one that leaves the rest closest together; where too many must go, none.
    """
    found = [dated.day for dated in series.dates]
    if _ascends(found) or (len(found) >= _FEWEST_DESCENDING and _ascends(found[::-1])):
        return
    most = series.most_astray if len(found) <= _LONGEST_SERIES else 1
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


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
