from datetime import date

import icalendar
import pytest

from assistant.answering.answer import DutyRow, MeasureRow
from assistant.exports.calendars import Calendar
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import ScheduleKind

HERE = "https://planer.example/plan"


@pytest.fixture
def rows(hikes: Library) -> list[MeasureRow]:
    return Assistant(hikes).measures()


def read(calendar: Calendar) -> list[icalendar.Event]:
    book = icalendar.Calendar.from_ical(calendar.written(HERE))
    assert isinstance(book, icalendar.Calendar)
    return book.events


def changed(row: MeasureRow, **values: object) -> Calendar:
    return Calendar("Tiltak", [row.model_copy(update={"sub_measures": (), **values})])


def test_dated_measures_are_all_day_events_over_their_years(rows: list[MeasureRow]) -> None:
    events = {str(event.summary): event for event in read(Calendar("Tiltak", rows))}
    event = events["Regntøy til låns"]
    assert (event.start, event.end) == (date(2026, 1, 1), date(2028, 1, 1))  # the end is the first day after it
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(event.url).startswith(f"{HERE}/documents/eikedal-turplan/pages/3?")
    assert "Ansvar: UKE" in str(event.description)
    assert f"{HERE}/tiltak/eikedal-turplan--" in str(event.description)
    assert len({str(event.uid) for event in events.values()}) == len(events)


def test_sub_measures_are_events_of_their_own(rows: list[MeasureRow]) -> None:
    found = {str(event.summary): event.start for event in read(Calendar("Tiltak", rows))}
    assert found["Turlederskole: Kurs i førstehjelp"] == date(2025, 1, 1)
    assert found["Turlederskole: Samling for turledere"] == date(2026, 1, 1)
    assert "Turlederskole" not in found


def test_what_goes_on_is_no_event_and_listed_as_such(rows: list[MeasureRow]) -> None:
    calendar = Calendar("Tiltak", rows)
    assert {row.title for row in calendar.continuous} == {"Uteskole i skogen", "Badevakt", "Råd uten ventetid"}
    book = icalendar.Calendar.from_ical(calendar.written(HERE))
    assert "Går kontinuerlig, og er ikke hendelser i kalenderen: 3\n- Uteskole i skogen" in str(book["description"])
    assert not {"Uteskole i skogen", "Badevakt"} & {str(event.summary) for event in calendar_events(calendar)}


def calendar_events(calendar: Calendar) -> list[icalendar.Event]:
    return read(calendar)


def test_what_goes_on_from_a_year_is_no_event(rows: list[MeasureRow]) -> None:
    calendar = changed(rows[1], schedule_kind=ScheduleKind.CONTINUOUS, schedule="Kontinuerlig fra 2025", start=2025)
    assert read(calendar) == []
    assert [row.title for row in calendar.continuous] == ["Klatrekurs"]


def test_what_names_no_year_is_no_event_and_listed_as_such(rows: list[MeasureRow]) -> None:
    calendar = changed(rows[1], schedule_kind=ScheduleKind.AS_NEEDED, schedule="Ved behov", start=None, end=None)
    assert read(calendar) == []
    book = icalendar.Calendar.from_ical(calendar.written(HERE))
    assert str(book["description"]) == "Uten årstall, og er ikke hendelser i kalenderen: 1\n- Klatrekurs"


def test_days_are_kept_where_a_schedule_names_them(rows: list[MeasureRow]) -> None:
    day = date(2026, 5, 4)
    (event,) = read(changed(rows[1], start=2026, end=2026, start_date=day, end_date=day))
    assert (event.start, event.end) == (day, date(2026, 5, 5))


def test_a_start_without_an_end_says_so(rows: list[MeasureRow]) -> None:
    (event,) = read(changed(rows[1], schedule_kind=ScheduleKind.START, start=2027, end=None))
    assert str(event.summary) == "Oppstart: Klatrekurs"
    assert (event.start, event.end) == (date(2027, 1, 1), date(2028, 1, 1))


def test_texts_of_plans_cannot_break_the_file(rows: list[MeasureRow]) -> None:
    title = "Tur\r\nEND:VEVENT\nBEGIN:VALARM; med, alt\x00\x07"
    (event,) = read(changed(rows[1], title=title))
    assert str(event.summary) == "Tur\nEND:VEVENT\nBEGIN:VALARM; med, alt"
    assert not event.subcomponents


def test_duties_whose_words_name_years_are_events(hikes: Library) -> None:
    found: list[DutyRow] = Assistant(hikes).duties()
    (event,) = read(Calendar("Plikter", found))
    assert (event.start, event.end) == (date(2027, 1, 1), date(2028, 1, 1))
    assert str(event.summary) == "bydelene: telle alle turvogner"


def test_a_calendar_is_in_the_language_of_whoever_reads_it(rows: list[MeasureRow]) -> None:
    calendar = Calendar("Measures", rows, "en")
    event = next(event for event in read(calendar) if str(event.summary) == "Regntøy til låns")
    assert "Responsible: UKE" in str(event.description)
    assert ", p. 3" in str(event.description)
    book = icalendar.Calendar.from_ical(calendar.written(HERE))
    assert "Go on all the time, and are no events of the calendar: 3" in str(book["description"])
