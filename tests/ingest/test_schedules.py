import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import ScheduleKind
from ingest.schedules import SCHEDULE, parse_schedule

CONTINUOUS, YEAR, SPAN, START, UNKNOWN = (
    ScheduleKind.CONTINUOUS,
    ScheduleKind.YEAR,
    ScheduleKind.SPAN,
    ScheduleKind.START,
    ScheduleKind.UNKNOWN,
)


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
        ("Oppstart høsten 2025", START, 2025, None),
        ("fra 2028", START, 2028, None),
        ("oppstart\n2025", START, 2025, None),
        ("Ved behov", UNKNOWN, None, None),
        ("", UNKNOWN, None, None),
        ("120255", UNKNOWN, None, None),
    ],
)
def test_a_schedule_means_years(raw: str, kind: ScheduleKind, start: int | None, end: int | None) -> None:
    schedule = parse_schedule(raw)
    assert (schedule.raw, schedule.kind, schedule.start, schedule.end) == (raw, kind, start, end)


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


@given(st.integers(1900, 2099), st.integers(0, 20))
def test_every_span_is_read(first: int, years: int) -> None:
    last = min(first + years, 2099)
    schedule = parse_schedule(f"{first}-{last}")
    assert (schedule.kind, schedule.start, schedule.end) == (SPAN, first, last)
