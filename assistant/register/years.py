"""When a row of the register runs, starts and ends."""

from assistant.register.filters import Filters, Timing
from assistant.retrieval.signals import years_in
from corpus.models import Document, Duty, Schedule, ScheduleKind

_ALWAYS = (0, 9999)
_GOES_ON = (ScheduleKind.CONTINUOUS, ScheduleKind.START, ScheduleKind.AS_NEEDED)


def is_in_time(schedule: Schedule, document: Document, filters: Filters) -> bool:
    """Whether a schedule of a plan meets what the filters say of time."""
    first, last = _span(filters)
    if filters.timing is Timing.STARTS:
        return schedule.start is not None and first <= schedule.start <= last
    if filters.timing is Timing.ENDS:
        return schedule.end is not None and first <= schedule.end <= last
    if filters.timing is Timing.DATED:
        return is_dated(schedule) and _overlaps(schedule, document, first, last)
    if filters.timing is Timing.CONTINUOUS and schedule.kind is not ScheduleKind.CONTINUOUS:
        return False
    return not filters.has_years or _overlaps(schedule, document, first, last)


def is_dated(schedule: Schedule) -> bool:
    """Whether a schedule names years and does not only say that something goes on."""
    named = schedule.start is not None or schedule.end is not None
    return named and schedule.kind is not ScheduleKind.CONTINUOUS


def is_just(schedule: Schedule, filters: Filters) -> bool:
    """Whether a schedule is written with just the years of the filters."""
    return filters.has_years and (schedule.start, schedule.end) == (filters.first, filters.last)


def duty_years(duty: Duty) -> tuple[int, int] | None:
    """The years (first, last) that a duty's own words name; None where they name none."""
    named = years_in(f"{duty.lead or ''} {duty.text}")
    return (min(named), max(named)) if named else None


def is_duty_in_time(duty: Duty, document: Document, filters: Filters) -> bool:
    """Whether a duty holds in the years: those that it names, else all of its plan.

    What only schedules tell (a start, an end, that something is continuous) no duty meets.
    """
    if not filters.has_time:
        return True
    named = duty_years(duty)
    if filters.timing is Timing.DATED and named is None:
        return False
    if filters.timing not in (Timing.RUNS, Timing.DATED):
        return False
    start, end = named or document.years
    first, last = _span(filters)
    return (start or _ALWAYS[0]) <= last and first <= (end or _ALWAYS[1])


def _span(filters: Filters) -> tuple[int, int]:
    return (filters.first or _ALWAYS[0], filters.last or _ALWAYS[1])


def _overlaps(schedule: Schedule, document: Document, first: int, last: int) -> bool:
    if schedule.kind is ScheduleKind.UNKNOWN:
        return False
    plan_from, plan_to = document.years
    start = schedule.start or plan_from or _ALWAYS[0]
    open_end = (plan_to or _ALWAYS[1]) if schedule.kind in _GOES_ON else start
    return start <= last and first <= (schedule.end or open_end)
