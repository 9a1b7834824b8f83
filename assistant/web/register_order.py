"""The rows of a page of the register in its order, and in its groups."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answering.answer import DutyRow, MeasureRow
from assistant.register.names import unit_names
from assistant.register.years import is_dated
from assistant.web.register_view import View
from corpus.models import Measure, Schedule, ScheduleKind
from corpus.snapshot import Snapshot
from corpus.words.alphabet import alphabetical

Row = MeasureRow | DutyRow

_LAST = "\uffff"
_LONGEST_SPAN = 40  # years
_UNDATED: dict[ScheduleKind, str] = {
    ScheduleKind.CONTINUOUS: "register.group_continuous",
    ScheduleKind.AS_NEEDED: "register.group_as_needed",
}


@dataclass(frozen=True)
class Group:
    """Rows under a heading: its words, or the key of its text."""

    rows: tuple[Row, ...]
    name: str | None = None
    key: str | None = None


def ordered(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows in the order of the view; those that are equal in it as their documents have them."""
    if view.sort == "place":
        return list(reversed(rows)) if view.descending else list(rows)
    return sorted(rows, key=lambda row: _KEYS[view.sort](row), reverse=view.descending)


def grouped(rows: Sequence[Row], view: View, snapshot: Snapshot) -> list[Group]:
    """The rows in groups, one that belongs in several in each; one group without a heading where none is asked."""
    if view.group is None:
        return [Group(tuple(rows))] if rows else []
    finder = _Finder(snapshot)
    found: dict[tuple[str | None, str | None], list[Row]] = {}
    for row in rows:
        for place in dict.fromkeys(finder.groups(row, view.group)):
            found.setdefault(place, []).append(row)
    places: Iterable[tuple[str | None, str | None]] = found
    if view.group in ("year", "responsible"):
        places = sorted(found, key=lambda place: (place[0] is None, alphabetical(place[0] or place[1] or "")))
    return [Group(tuple(found[place]), *place) for place in places]


def _schedule_key(row: Row) -> tuple[Any, ...]:
    """Those dated by their first day and their last, then those without."""
    if isinstance(row, DutyRow):
        return (row.start or 9999, row.end or 9999, "")
    is_continuous = row.schedule_kind is ScheduleKind.CONTINUOUS
    first = 9999 if is_continuous else (row.start or row.end or 9998)
    day = row.start_date.isoformat() if row.start_date else ""
    return (first, day, row.end or 9999, alphabetical(row.schedule))


def _title(row: Row) -> tuple[str, ...]:
    return (alphabetical(row.title if isinstance(row, MeasureRow) else row.quote),)


def _owners(row: Row) -> tuple[str, ...]:
    return tuple(alphabetical(name) for name in row.responsible) or (_LAST,)


def _priority(row: Row) -> tuple[str, ...]:
    if isinstance(row, DutyRow):
        return tuple(alphabetical(name) for name in row.heading_path) or (_LAST,)
    return (alphabetical(row.strategic_priority or _LAST), alphabetical(row.commitment or _LAST))


_KEYS: Mapping[str, Callable[[Row], tuple[Any, ...]]] = {
    "title": _title,
    "responsible": _owners,
    "schedule": _schedule_key,
    "priority": _priority,
    "under": _priority,
}


class _Finder:
    """Which groups a row belongs in, each as its words or the key of its text."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._measures = {measure.id: measure for measure in snapshot.measures}
        self._units = {duty.id: duty.units for duty in snapshot.duties}
        self._names = unit_names(snapshot)

    def groups(self, row: Row, by: str) -> Iterator[tuple[str | None, str | None]]:
        if by == "document":
            yield row.document_title, None
        elif by == "responsible":
            yield from self._by_unit(row)
        elif isinstance(row, DutyRow):
            years = _span(row.start, row.end)
            yield from ((str(year), None) for year in years) if years else [(None, "register.group_whole_plan")]
        elif by == "year":
            yield from _years(self._measures[row.id])
        else:
            yield from self._by_heading(self._measures[row.id], by)

    def _by_unit(self, row: Row) -> Iterator[tuple[str | None, str | None]]:
        units: Sequence[str] = self._units.get(row.id, ())
        if isinstance(row, MeasureRow):
            measure = self._measures[row.id]
            units = [*measure.responsible, *(unit for part in measure.sub_measures for unit in part.responsible)]
        if not units:
            yield None, "register.group_nobody"
        yield from ((self._names.get(unit, unit), None) for unit in units)

    def _by_heading(self, measure: Measure, by: str) -> Iterator[tuple[str | None, str | None]]:
        if by == "priority":
            values = [measure.strategic_priority, *(place.strategic_priority for place in measure.occurrences)]
        else:
            values = [measure.commitment, *(place.commitment for place in measure.occurrences)]
        named = [value for value in values if value]
        yield from ((value, None) for value in named)
        if not named:
            yield None, "register.group_no_priority" if by == "priority" else "register.group_no_commitment"


def schedules(measure: Measure) -> list[Schedule]:
    """The schedules of its sub-measures, else its own."""
    return [part.schedule for part in measure.sub_measures] or [measure.schedule]


def _years(measure: Measure) -> Iterator[tuple[str | None, str | None]]:
    for schedule in schedules(measure):
        years = _span(schedule.start, schedule.end) if is_dated(schedule) else ()
        yield from ((str(year), None) for year in years)
        if not years:
            yield None, _UNDATED.get(schedule.kind, "register.group_undated")


def _span(start: int | None, end: int | None) -> Sequence[int]:
    first, last = start or end, end or start
    if first is None or last is None:
        return ()
    return range(first, last + 1) if last - first < _LONGEST_SPAN else (first, last)
