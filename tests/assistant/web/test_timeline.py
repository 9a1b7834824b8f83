from dataclasses import replace
from datetime import date

import pytest

from assistant.web.timeline import YEAR, Bar, Timeline, timeline
from corpus.library import Library
from corpus.models import Schedule, ScheduleKind
from corpus.snapshot import Snapshot

TODAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def snapshot(hikes: Library) -> Snapshot:
    return hikes.snapshot


@pytest.fixture(scope="module")
def drawn(snapshot: Snapshot) -> Timeline:
    return timeline([measure.id for measure in snapshot.measures], snapshot, TODAY)


def bars(drawn: Timeline, snapshot: Snapshot, title: str) -> tuple[Bar, ...]:
    return drawn.bars[next(measure.id for measure in snapshot.measures if measure.title == title)]


def test_the_years_are_those_of_the_plans_and_today_stands_in_them(drawn: Timeline) -> None:
    assert drawn.years == (2025, 2026, 2027, 2028)
    assert drawn.width == 4 * YEAR
    assert drawn.today == YEAR + 6


def test_a_bar_is_as_long_as_its_schedule(drawn: Timeline, snapshot: Snapshot) -> None:
    assert bars(drawn, snapshot, "Regntøy til låns") == (Bar("dated", "2026-2027", None, YEAR, 2 * YEAR),)
    assert bars(drawn, snapshot, "Badevakt") == (Bar("continuous", "Kontinuerlig", None, 0, 4 * YEAR),)
    parts = bars(drawn, snapshot, "Turlederskole")
    assert [(bar.title, bar.left, bar.width) for bar in parts] == [
        ("Kurs i førstehjelp", 0, YEAR),
        ("Samling for turledere", YEAR, 2 * YEAR),
    ]


@pytest.mark.parametrize(
    ("schedule", "bar"),
    [
        (Schedule(raw="fra 2027", kind=ScheduleKind.START, start=2027), ("open", 24, 24)),
        (Schedule(raw="innen 2026", kind=ScheduleKind.SPAN, end=2026), ("dated", 12, 12)),
        (
            Schedule(
                raw="mai 2026",
                kind=ScheduleKind.YEAR,
                start=2026,
                end=2026,
                start_date=date(2026, 5, 1),
                end_date=date(2026, 5, 31),
            ),
            ("dated", 16, 1),
        ),
        (Schedule(raw="ved behov", kind=ScheduleKind.AS_NEEDED), ("none", 0, 0)),
    ],
)
def test_open_and_unknown_ends_are_drawn_as_what_they_are(
    snapshot: Snapshot, schedule: Schedule, bar: tuple[str, float, float]
) -> None:
    measure = snapshot.measures[1].model_copy(update={"schedule": schedule, "sub_measures": ()})
    changed = replace(snapshot, measures=(measure,))
    (found,) = timeline([measure.id], changed, TODAY).bars[measure.id]
    assert (found.kind, found.left, found.width) == bar


def test_without_any_year_nothing_is_drawn(snapshot: Snapshot) -> None:
    bare = {
        key: document.model_copy(update={"valid_from": None, "valid_to": None})
        for key, document in snapshot.documents.items()
    }
    goes_on = [measure for measure in snapshot.measures if measure.schedule.kind is ScheduleKind.CONTINUOUS]
    changed = replace(snapshot, documents=bare, measures=tuple(goes_on))
    found = timeline([measure.id for measure in goes_on], changed, TODAY)
    assert (found.years, found.today) == ((), None)
    assert {bar.kind for each in found.bars.values() for bar in each} == {"none"}
