from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.periods import Precision, days, periods
from corpus.words.calendar import MONTHS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2. samling 25/12 2024", date(2024, 12, 25)),
        ("den 17.nov. 2023", date(2023, 11, 17)),
        ("15.Mars 2024", date(2024, 3, 15)),
        ("1. juni, 2026", date(2026, 6, 1)),
        ("01.08.25", date(2025, 8, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("innen utgangen av 2026", date(2026, 12, 31)),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, day: date) -> None:
    (found,) = days(text)
    assert (found.first, found.last) == (day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("høst/vår 2026", "2026-08-01 2026-01-01", "2026-12-31 2026-06-30"),
        ("august–oktober 2025", "2025-08-01 2025-10-01", "2025-08-31 2025-10-31"),
        ("1.–15. mars 2026", "2026-03-01 2026-03-15", "2026-03-01 2026-03-15"),
        ("1. mars – 1. juni 2026", "2026-03-01 2026-06-01", "2026-03-01 2026-06-01"),
        ("hausten 25", "2025-08-01", "2025-12-31"),
        ("tredje kvartal 2025", "2025-07-01", "2025-09-30"),
        ("skoleåret 2025/26", "2025-08-01", "2026-07-31"),
        ("2025–30", "2025-01-01", "2030-12-31"),
        ("februar 2028", "2028-02-01", "2028-02-29"),
    ],
)
def test_periods_have_their_first_and_last_day(text: str, first: str, last: str) -> None:
    found = periods(text)
    assert [period.first.isoformat() for period in found] == first.split()
    assert [period.last.isoformat() for period in found] == last.split()


@pytest.mark.parametrize("text", ["", "10. mars", "1234567", "kapittel 8", "§ 10.3", "0-5 år"])
def test_what_names_no_year_names_nothing(text: str) -> None:
    assert periods(text) == ()


def test_what_no_calendar_has_is_no_day() -> None:
    (found,) = periods("31/2 2026")
    assert (found.first, found.precision) == (date(2026, 1, 1), Precision.YEAR)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_every_month_is_known_by_every_name(day: date, name: str) -> None:
    (found,) = periods(f"Møte {name} {day.year} i hallen")
    assert (found.first.month, found.first.year, found.precision) == (MONTHS[name], day.year, Precision.PART)


@given(st.text(alphabet="0123456789 ./-–høstvårjuniQH") | st.text())
def test_periods_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = periods(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(period.first <= period.last for period in found)
