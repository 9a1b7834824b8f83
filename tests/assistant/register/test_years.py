"""In which years a row runs, starts and ends."""

import pytest

from assistant.register.filters import Filters, Timing
from assistant.register.years import duty_years, is_duty_in_time, is_in_time
from corpus.models import Document
from corpus.snapshot import Snapshot
from corpus.text.schedules import parse_schedule
from tests.assistant.register.made_up import PLAN_ID

YEARS = range(2020, 2035)


@pytest.fixture
def plan(snapshot: Snapshot) -> Document:
    return snapshot.documents[PLAN_ID]


def years(schedule: str, plan: Document, timing: Timing) -> set[int]:
    parsed = parse_schedule(schedule)
    return {year for year in YEARS if is_in_time(parsed, plan, Filters(first=year, last=year, timing=timing))}


@pytest.mark.parametrize(
    ("schedule", "runs", "starts", "ends"),
    [
        ("Kontinuerlig", {2025, 2026, 2027, 2028}, set(), set()),
        ("Ved behov", {2025, 2026, 2027, 2028}, set(), set()),
        ("2026", {2026}, {2026}, {2026}),
        ("2026-2027", {2026, 2027}, {2026}, {2027}),
        ("ut 2026", {2025, 2026}, set(), {2026}),
        ("Kontinuerlig fra 2027", {2027, 2028}, {2027}, set()),
        ("Kontinuerlig ut 2026", {2025, 2026}, set(), {2026}),
        ("skoleåret 2026/27", {2026, 2027}, {2026}, {2027}),
        ("se side 4", set(), set(), set()),
    ],
)
def test_a_row_runs_in_the_years_of_its_schedule_and_its_plan(
    plan: Document, schedule: str, runs: set[int], starts: set[int], ends: set[int]
) -> None:
    assert years(schedule, plan, Timing.RUNS) == runs
    assert years(schedule, plan, Timing.STARTS) == starts
    assert years(schedule, plan, Timing.ENDS) == ends


def test_what_goes_on_is_told_from_what_is_dated(plan: Document) -> None:
    assert years("Kontinuerlig", plan, Timing.CONTINUOUS) == {2025, 2026, 2027, 2028}
    assert years("Kontinuerlig", plan, Timing.DATED) == set()
    assert years("2026", plan, Timing.CONTINUOUS) == set()
    assert years("2026", plan, Timing.DATED) == {2026}


def test_a_duty_holds_in_the_years_that_it_names_else_in_those_of_its_plan(snapshot: Snapshot, plan: Document) -> None:
    held = {
        duty.text.split()[0]: {year for year in YEARS if is_duty_in_time(duty, plan, Filters(first=year, last=year))}
        for duty in snapshot.duties
        if duty.units == ("bydelene",)
    }
    assert held == {"Bydelene": {2025, 2026, 2027, 2028}, "I": {2027}}
    (dated,) = [duty for duty in snapshot.duties if duty_years(duty)]
    assert duty_years(dated) == (2027, 2027)
    assert not is_duty_in_time(dated, plan, Filters(first=2027, last=2027, timing=Timing.STARTS))
