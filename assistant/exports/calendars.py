"""Dated rows of the register as a calendar of all-day events (RFC 5545).

What goes on through the years of its plan, or names no year, is no event: the calendar's description lists it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar as Document
from icalendar import Event, vText

from assistant import labels
from assistant.answering.answer import DutyRow, MeasureRow, SubMeasureRow
from assistant.links import duty_url, measure_url
from assistant.texts import Language, said
from corpus.models import ScheduleKind

CALENDAR_TYPE = "text/calendar; charset=utf-8"

_MAKER = "-//Planassistent//Tiltak og plikter//NB"
_NAMES, _DESCRIPTIONS = ("name", "x-wr-calname"), ("description", "x-wr-caldesc")  # the standard's, and Outlook's
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Dated:
    """Days (inclusive) in which something is to be done; `part` is the number of a sub-measure, from 1."""

    row: MeasureRow | DutyRow
    title: str
    schedule: str
    responsible: tuple[str, ...]
    first: date
    last: date
    part: int = 0


class Calendar:
    """The rows as events, and those that are none: `continuous` and `undated`."""

    def __init__(self, name: str, rows: Sequence[MeasureRow] | Sequence[DutyRow], language: Language = "nb") -> None:
        self.name = name
        self._language = language
        dated = {row.id: list(_dated(row, language)) for row in rows}
        self.events = [event for row in rows for event in dated[row.id]]
        others = [row for row in rows if not dated[row.id]]
        self.continuous = [row for row in others if isinstance(row, MeasureRow) and _goes_on(row)]
        self.undated = [row for row in others if row not in self.continuous]

    def written(self, address: str) -> bytes:
        """The file; `address` is that of the application, with no slash at its end."""
        book = Document.new(prodid=_MAKER)
        for names, text in ((_NAMES, f"Planassistent: {self.name}"), (_DESCRIPTIONS, self._notes())):
            for name in names:
                book.add(name, vText(text))
        for event in self.events:
            book.add_component(_event(event, address, self._language))
        return bytes(book.to_ical())

    def _notes(self) -> str:
        lists = (("exports.continuous", self.continuous), ("exports.undated", self.undated))
        return "\n\n".join(_listed(said(key, self._language, rows=len(rows)), rows) for key, rows in lists if rows)


def _listed(heading: str, rows: Sequence[MeasureRow | DutyRow]) -> str:
    """The heading, and below it the titles; duties have none."""
    return "\n".join((heading, *(f"- {_clean(row.title)}" for row in rows if isinstance(row, MeasureRow))))


def _dated(row: MeasureRow | DutyRow, language: Language) -> Iterator[Dated]:
    if isinstance(row, DutyRow):
        if days := _days(row.start, row.end):
            years = labels.years(row.start, row.end, language) or ""
            yield Dated(row, _title(row), years, row.responsible or (row.unit,), *days)
        return
    found = list(_parts(row, language))
    if found or not (days := _measure_days(row)):
        yield from found
    else:
        yield Dated(row, _started(row.title, row, language), row.schedule, row.responsible, *days)


def _parts(row: MeasureRow, language: Language) -> Iterator[Dated]:
    for number, part in enumerate(row.sub_measures, start=1):
        if days := _measure_days(part):
            title = _started(f"{row.title}: {part.title}", part, language)
            yield Dated(row, title, part.schedule, part.responsible, *days, part=number)


def _measure_days(row: MeasureRow | SubMeasureRow) -> tuple[date, date] | None:
    """The first and the last day; of a start without an end the days in which it may start."""
    if row.schedule_kind is ScheduleKind.CONTINUOUS:
        return None
    return _days(row.start, row.end, row.start_date, row.end_date)


def _days(
    start: int | None, end: int | None, first: date | None = None, last: date | None = None
) -> tuple[date, date] | None:
    start, end = start or end, end or start
    if start is None or end is None or start not in _YEARS or end not in _YEARS:
        return None
    opened = first or (date(start, 1, 1) if last is None or start != end else last)
    closed = last or (date(end, 12, 31) if first is None or start != end else first)
    return (opened, closed) if opened <= closed else None


def _started(title: str, row: MeasureRow | SubMeasureRow, language: Language) -> str:
    return f"{said('exports.starts', language)}: {title}" if row.schedule_kind is ScheduleKind.START else title


def _goes_on(row: MeasureRow) -> bool:
    kinds = [row.schedule_kind, *(part.schedule_kind for part in row.sub_measures)]
    return ScheduleKind.CONTINUOUS in kinds


def _title(row: MeasureRow | DutyRow) -> str:
    return row.title if isinstance(row, MeasureRow) else f"{row.unit}: {row.action}"


def _event(dated: Dated, address: str, language: Language) -> Event:
    row = dated.row
    part = f"-{dated.part}" if dated.part else ""
    event = Event.new(
        uid=f"{row.id}{part}@planassistent",
        stamp=datetime.now(UTC),
        summary=_clean(dated.title),
        description=_clean("\n".join(_lines(dated, address, language))),
        start=dated.first,
        end=dated.last + timedelta(days=1),  # the first day after it
        url=f"{address}{row.url}",
        categories=[_clean(name) for name in dated.responsible],
    )
    event.add("transp", "TRANSPARENT")  # nobody is busy all these days
    return event


def _lines(dated: Dated, address: str, language: Language) -> Iterable[str]:
    row = dated.row
    place = row.locators[0] if isinstance(row, MeasureRow) else row.locator
    title = labels.title(row.document_title, is_stated=row.title_stated, language=language)
    if dated.schedule:
        yield f"{said('exports.schedule', language)}: {dated.schedule}"
    yield f"{said('exports.responsible', language)}: {', '.join(dated.responsible)}"
    yield f"{title}, {labels.located(place, language)}" + (f" ({labels.retelling(language)})" if row.retelling else "")
    yield f"{address}{measure_url(row.id) if isinstance(row, MeasureRow) else duty_url(row.id)}"


def _clean(text: str) -> str:
    """The text without what a calendar file may not hold."""
    return "".join(character for character in text if character.isprintable() or character == "\n")
