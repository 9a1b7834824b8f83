import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import ScheduleKind
from corpus.text.schedules import SCHEDULE, parse_schedule

CONTINUOUS, YEAR, SPAN, START, AS_NEEDED, UNKNOWN = ScheduleKind


@pytest.mark.parametrize(
    ("raw", "kind", "start", "end"),
    [
        ("Kontinuerlig", CONTINUOUS, None, None),
        ("løpende", CONTINUOUS, None, None),
        ("Kontinuerleg", CONTINUOUS, None, None),
        ("Løpende fra 2025", CONTINUOUS, 2025, None),
        ("2025", YEAR, 2025, 2025),
        ("Innen 2027", YEAR, 2027, 2027),
        ("Høsten 2026", YEAR, 2026, 2026),
        ("2025-2026", SPAN, 2025, 2026),
        ("2025 -2026", SPAN, 2025, 2026),
        ("2025 – 2030", SPAN, 2025, 2030),
        ("2025/2026", SPAN, 2025, 2026),
        ("2025 og 2027", SPAN, 2025, 2027),
        ("Oppstart 2025", START, 2025, None),
        ("Påbegynt 2023", START, 2023, None),
        ("Oppstart høsten 2025", START, 2025, None),
        ("fra 2028", START, 2028, None),
        ("oppstart\n2025", START, 2025, None),
        ("Fortløpende", CONTINUOUS, None, None),
        ("Løpande", CONTINUOUS, None, None),
        ("Kontinuerlig ut 2026", CONTINUOUS, None, 2026),
        ("Årlig 2025–2028", CONTINUOUS, 2025, 2028),
        ("2026 kontinuerlig", CONTINUOUS, 2026, None),
        ("H25", YEAR, 2025, 2025),
        ("Innan 2027", YEAR, 2027, 2027),
        ("2025/26", SPAN, 2025, 2026),
        ("skoleåret 2025/26", SPAN, 2025, 2026),
        ("H25 – V26", SPAN, 2025, 2026),
        ("2024 og 2026", SPAN, 2024, 2026),
        ("ut 2026", SPAN, None, 2026),
        ("til og med 2026", SPAN, None, 2026),
        ("fra august 2025", START, 2025, None),
        ("frå hausten 2025", START, 2025, None),
        ("2026 (oppstart)", START, 2026, None),
        ("2027 –", START, 2027, None),
        ("Oppstart 2025, ferdig 2027", SPAN, 2025, 2027),
        ("fra august 2025 til juni 2026", SPAN, 2025, 2026),
        ("Ved behov", AS_NEEDED, None, None),
        ("", UNKNOWN, None, None),
        ("15. mars", UNKNOWN, None, None),
        ("se tiltak 4", UNKNOWN, None, None),
        ("120255", UNKNOWN, None, None),
    ],
)
def test_a_schedule_means_years(raw: str, kind: ScheduleKind, start: int | None, end: int | None) -> None:
    schedule = parse_schedule(raw)
    assert (schedule.raw, schedule.kind, schedule.start, schedule.end) == (raw, kind, start, end)


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("1. mars 2026", "2026-03-01", "2026-03-01"),
        ("innen 1.3.2026", None, "2026-03-01"),
        ("Frist: 1/3 2026", None, "2026-03-01"),
        ("innen utgangen av 2026", None, "2026-12-31"),
        ("høsten 2025", "2025-08-01", "2025-12-31"),
        ("Våren 2026", "2026-01-01", "2026-06-30"),
        ("hausten 2025 – våren 2026", "2025-08-01", "2026-06-30"),
        ("1. kvartal 2026", "2026-01-01", "2026-03-31"),
        ("Q3 2025", "2025-07-01", "2025-09-30"),
        ("andre halvår 2025", "2025-07-01", "2025-12-31"),
        ("barnehageåret 2025–2026", "2025-08-01", "2026-07-31"),
        ("1.8.2025–31.7.2026", "2025-08-01", "2026-07-31"),
        ("fra august 2025", "2025-08-01", None),
        ("uke 34 2025", "2025-08-18", "2025-08-24"),
        ("2025–2026", None, None),
        ("2025", None, None),
    ],
)
def test_dates_stand_where_less_than_years_is_named(raw: str, first: str | None, last: str | None) -> None:
    schedule = parse_schedule(raw)
    dates = [schedule.start_date, schedule.end_date]
    assert [found.isoformat() if found else None for found in dates] == [first, last]


@pytest.mark.parametrize(
    ("raw", "recurrence"),
    [
        ("årlig", "yearly"),
        ("Kvart år", "yearly"),
        ("hver høst", "yearly"),
        ("Hvert halvår", "half-yearly"),
        ("kvart kvartal", "quarterly"),
        ("månedlig", "monthly"),
        ("kvar månad", "monthly"),
        ("Ukentlig fra 2025", "weekly"),
        ("Kontinuerlig", None),
        ("2025", None),
    ],
)
def test_what_comes_again_says_how_often(raw: str, recurrence: str | None) -> None:
    assert parse_schedule(raw).recurrence == recurrence


@pytest.mark.parametrize(
    "words",
    [
        "H25",
        "1. kvartal 2026",
        "innen 1.3.2026",
        "Hvert halvår",
        "fra august 2025",
        "2024 og 2026",
        "skoleåret 2025/26",
    ],
)
def test_the_pattern_takes_the_newer_forms(words: str) -> None:
    assert re.fullmatch(SCHEDULE, words, re.IGNORECASE)


@pytest.mark.parametrize("words", ["Kontinuerlig", "ÅRLIG", "Oppstart 2025", "2025 - 2030", "2025–2026", "våren 2026"])
def test_the_pattern_takes_the_words_of_a_schedule_cell(words: str) -> None:
    assert re.fullmatch(SCHEDULE, words, re.IGNORECASE)


@pytest.mark.parametrize("words", ["Tur", "12", "kontinuerlig arbeid", "2025-"])
def test_the_pattern_takes_nothing_else(words: str) -> None:
    assert not re.fullmatch(SCHEDULE, words, re.IGNORECASE)


@given(st.text(alphabet="fra opptløpend høsten0125-–/\n") | st.text())
def test_no_words_are_too_odd_to_parse(raw: str) -> None:
    schedule = parse_schedule(raw)
    assert schedule.raw == raw
    if schedule.start is not None and schedule.end is not None:
        assert schedule.start <= schedule.end


@given(st.integers(1900, 2079), st.integers(1, 20))
def test_every_span_is_read(first: int, years: int) -> None:
    last = first + years
    schedule = parse_schedule(f"{first}-{last}")
    assert (schedule.kind, schedule.start, schedule.end) == (SPAN, first, last)


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["{0.day}.{0.month}.{0.year}", "{0.day}/{0.month} {0.year}", "{0:%d.%m.%Y}", "{0.year}-{0:%m-%d}"]),
)
def test_every_day_is_read(day: date, form: str) -> None:
    schedule = parse_schedule(form.format(day))
    assert (schedule.kind, schedule.start, schedule.start_date, schedule.end_date) == (YEAR, day.year, day, day)


@given(st.text(alphabet="H V25 6/-–.13 mars våren ut til oppstart innen 2026") | st.text())
def test_dates_are_in_order_and_in_the_years(raw: str) -> None:
    schedule = parse_schedule(raw)
    if schedule.start_date is not None:
        assert schedule.start == schedule.start_date.year
    if schedule.end_date is not None:
        assert schedule.end == schedule.end_date.year
        assert schedule.start_date is None or schedule.start_date <= schedule.end_date
