from dataclasses import replace

import pytest

from assistant.answering.register import Register
from corpus.library import Library
from ingest.schedules import parse_schedule


@pytest.mark.parametrize(
    ("schedule", "years"),
    [
        ("Ved behov", {2025, 2026, 2027, 2028}),
        ("ut 2026", {2025, 2026}),
        ("Kontinuerlig fra 2027", {2027, 2028}),
        ("Kontinuerlig ut 2026", {2025, 2026}),
        ("skoleåret 2026/27", {2026, 2027}),
        ("se side 4", set()),
    ],
)
def test_a_measure_runs_in_the_years_of_its_schedule_and_its_plan(
    library: Library, schedule: str, years: set[int]
) -> None:
    (first, *_) = library.snapshot.measures
    measure = first.model_copy(update={"schedule": parse_schedule(schedule)})
    register = Register(replace(library.snapshot, measures=(measure,)))
    assert {year for year in range(2020, 2035) if register.runs_in(measure, year)} == years


def test_rows_have_the_dates_of_a_schedule_and_how_often(library: Library) -> None:
    (first, *_) = library.snapshot.measures
    measure = first.model_copy(update={"schedule": parse_schedule("Årlig fra august 2026")})
    (row,) = Register(library.snapshot).rows([measure])
    assert row.start_date is not None
    assert (row.start_date.isoformat(), row.end_date, row.recurrence) == ("2026-08-01", None, "yearly")
