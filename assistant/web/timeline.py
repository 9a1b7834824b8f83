"""The schedules of measures, drawn over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.register.years import is_dated
from corpus.models import Document, Measure, Schedule, ScheduleKind, SubMeasure
from corpus.snapshot import Snapshot

YEAR = 12
"""The width of a year, in units of the drawing: months."""

_MOST_YEARS = 40


@dataclass(frozen=True)
class Bar:
    """A schedule of a measure or a sub-measure: `left` and `width` in months, both 0 where it names no years.

    `kind` is dated, continuous, open (a start and no end) or none; `words` are the schedule's own.
    """

    kind: str
    words: str
    title: str | None = None
    left: float = 0.0
    width: float = 0.0


@dataclass(frozen=True)
class Timeline:
    """The years, the bars of each measure by its id, and where today is; no years where nothing states any."""

    years: tuple[int, ...]
    bars: dict[str, tuple[Bar, ...]]
    today: float | None

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return len(self.years) * YEAR


def timeline(measure_ids: Sequence[str], snapshot: Snapshot, today: date) -> Timeline:
    """The timeline of measures, by their ids."""
    wanted = set(measure_ids)
    measures = [measure for measure in snapshot.measures if measure.id in wanted]
    years = _years(measures, snapshot)
    if not years:
        return Timeline((), {measure.id: _unplaced(measure) for measure in measures}, None)
    bars = {measure.id: _bars(measure, snapshot.documents[measure.document_id], years) for measure in measures}
    now = _months(today, years[0])
    return Timeline(years, bars, now if 0 <= now <= len(years) * YEAR else None)


def _years(measures: Sequence[Measure], snapshot: Snapshot) -> tuple[int, ...]:
    found: set[int] = set()
    for measure in measures:
        named = [year for _, schedule in _items(measure) for year in (schedule.start, schedule.end)]
        found.update(year for year in (*named, *snapshot.documents[measure.document_id].years) if year)
    if not found:
        return ()
    first, last = min(found), max(found)
    return tuple(range(first, min(last, first + _MOST_YEARS - 1) + 1))


def _items(measure: Measure) -> list[tuple[str | None, Schedule]]:
    parts: Sequence[SubMeasure] = measure.sub_measures
    return [(part.title, part.schedule) for part in parts] or [(None, measure.schedule)]


def _unplaced(measure: Measure) -> tuple[Bar, ...]:
    return tuple(Bar("none", schedule.line, title) for title, schedule in _items(measure))


def _bars(measure: Measure, document: Document, years: tuple[int, ...]) -> tuple[Bar, ...]:
    return tuple(_bar(title, schedule, document, years) for title, schedule in _items(measure))


def _bar(title: str | None, schedule: Schedule, document: Document, years: tuple[int, ...]) -> Bar:
    plan_first, plan_last = document.years
    first, last = schedule.start or plan_first or years[0], schedule.end or plan_last or years[-1]
    words = schedule.line
    if schedule.kind is ScheduleKind.CONTINUOUS:
        kind = "continuous"
    elif not is_dated(schedule):
        return Bar("none", words, title)
    elif schedule.end is None:
        kind = "open"
    else:
        kind = "dated"
        first = schedule.start or schedule.end  # only an end: it is due in that year
    left = _months(schedule.start_date or date(first, 1, 1), years[0])
    right = _months(schedule.end_date, years[0], after=True) if schedule.end_date else (last + 1 - years[0]) * YEAR
    left, right = max(0.0, left), min(right, float(len(years) * YEAR))
    return Bar(kind, words, title, round(left, 2), round(max(right - left, 0.5), 2))


def _months(day: date, first_year: int, *, after: bool = False) -> float:
    """How many months after the first year's start a day begins, or ends."""
    return (day.year - first_year) * YEAR + day.month - 1 + (day.day - (0 if after else 1)) / 31
