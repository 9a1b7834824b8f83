import asyncio
import logging
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import update

from assistant import tidying
from assistant.config import Settings
from assistant.tidying import Night, Nights, tidy
from corpus.library import Library
from corpus.store.audit import AuditLine
from corpus.store.conversation_turns import Turn
from corpus.store.database import CatalogueError
from corpus.store.retention import Retention
from corpus.store.schema import TIDIED, TurnRow

NIGHT = datetime(2026, 3, 4, 3)
WORD = "sommerfuglhuset"


class Clocks:
    """A clock on the wall, and one that only counts."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.steady = 1_000.0

    def pass_(self, **time_passed: float) -> datetime:
        passed = timedelta(**time_passed)
        self.now += passed
        self.steady += passed.total_seconds()
        return self.now


@pytest.fixture
def clocks() -> Clocks:
    return Clocks(datetime(2026, 3, 3, 14))


@pytest.fixture
def night(clocks: Clocks) -> Night:
    return Night(time(3), lambda: clocks.steady)


def done(night: Night, clocks: Clocks) -> bool:
    """Whether it was due, and is done then."""
    is_due = night.is_due(clocks.now)
    if is_due:
        night.is_done(clocks.now)
    return is_due


def minutes_when_done(night: Night, clocks: Clocks, hours: float) -> list[datetime]:
    found = []
    for _ in range(int(hours * 60)):
        clocks.pass_(minutes=1)
        if done(night, clocks):
            found.append(clocks.now)
    return found


def test_it_is_done_at_the_start_and_once_every_night(night: Night, clocks: Clocks) -> None:
    assert done(night, clocks)
    assert minutes_when_done(night, clocks, 72) == [NIGHT, NIGHT + timedelta(days=1), NIGHT + timedelta(days=2)]


def test_a_server_that_slept_at_night_is_late_and_not_without(night: Night, clocks: Clocks) -> None:
    assert done(night, clocks)
    clocks.pass_(hours=18)  # until eight the next morning
    assert done(night, clocks)
    assert not done(night, clocks)


def test_a_clock_that_jumps_ahead_is_not_believed_for_an_hour(night: Night, clocks: Clocks) -> None:
    assert done(night, clocks)
    right = clocks.now
    clocks.now += timedelta(days=4_000)
    assert not done(night, clocks)
    assert minutes_when_done(night, clocks, 0.9) == []
    clocks.now = right + timedelta(hours=1)
    assert not done(night, clocks)  # put right meanwhile: nothing was deleted by it
    assert minutes_when_done(night, clocks, 13)[0] == NIGHT


def test_a_start_by_a_clock_that_is_far_ahead_of_all_that_is_kept_is_not_believed_for_an_hour(clocks: Clocks) -> None:
    right = Night(time(3), lambda: clocks.steady, clocks.now - timedelta(days=29))
    assert done(right, clocks)
    night = Night(time(3), lambda: clocks.steady, clocks.now)
    clocks.now += timedelta(days=400)
    assert not done(night, clocks)
    assert minutes_when_done(night, clocks, 0.9) == []
    clocks.now -= timedelta(days=400)  # put right meanwhile: nothing was deleted by it
    assert len(minutes_when_done(night, clocks, 1.1)) == 1


def test_the_last_moment_that_is_known_before_the_first_tidying_is_that_of_what_was_kept_last(kept: Library) -> None:
    last = kept.retention.last()
    assert last is not None
    assert datetime.now(UTC) - last < timedelta(minutes=5)


def started(nights: Nights, monkeypatch: pytest.MonkeyPatch, clock: datetime) -> bool:
    """Whether a start by a clock is believed at once."""
    monkeypatch.setattr(tidying, "_clock", lambda: clock)
    night = nights._begun()
    assert night is not None
    return night.is_due(clock)


def test_a_second_start_by_a_wrong_clock_deletes_nothing_either(
    kept: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights = Nights(kept, settings)
    assert nights._tidied()
    believed = kept.retention.last()
    assert believed is not None
    assert datetime.now(UTC) - believed < timedelta(minutes=5)
    later = datetime.now(UTC) + timedelta(days=700)
    with kept._catalogue._transaction() as session:  # what was asked after the first start by it
        session.execute(update(TurnRow).values(asked_at=later))
    assert kept.retention.last() == believed
    begun = later.astimezone().replace(tzinfo=None)
    assert not any(started(nights, monkeypatch, begun + timedelta(minutes=minutes)) for minutes in (0, 20, 59))
    assert not started(nights, monkeypatch, begun - timedelta(days=300))  # another clock that is wrong
    assert not started(nights, monkeypatch, begun)


def test_a_laptop_that_is_used_for_less_than_an_hour_at_a_time_is_tidied_after_a_long_holiday(
    kept: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights = Nights(kept, settings)
    back = datetime.now() + timedelta(days=60)
    mornings = [started(nights, monkeypatch, back + timedelta(days=day)) for day in range(3)]
    assert mornings == [False, True, True]
    assert nights._tidied()
    assert kept.retention.doubted() is None
    assert not started(nights, monkeypatch, back + timedelta(days=3))


def test_a_clock_that_stays_ahead_is_believed_after_an_hour(night: Night, clocks: Clocks) -> None:
    assert done(night, clocks)
    clocks.now += timedelta(days=40)
    assert not done(night, clocks)
    assert len(minutes_when_done(night, clocks, 2)) == 1


def test_a_clock_that_was_put_back_makes_nobody_wait(night: Night, clocks: Clocks) -> None:
    assert done(night, clocks)
    clocks.now -= timedelta(days=400)
    assert done(night, clocks)
    assert len(minutes_when_done(night, clocks, 48)) == 2


def test_an_hour_of_the_autumn_that_comes_twice_is_one_night(night: Night, clocks: Clocks) -> None:
    assert done(night, clocks)
    assert len(minutes_when_done(night, clocks, 13.1)) == 1
    clocks.now -= timedelta(hours=1)
    assert minutes_when_done(night, clocks, 5) == []


def test_what_failed_is_tried_again_in_an_hour(night: Night, clocks: Clocks) -> None:
    assert night.is_due(clocks.now)
    night.is_done(clocks.now, whole=False)
    assert not night.is_due(clocks.pass_(minutes=59))
    assert night.is_due(clocks.pass_(minutes=2))
    night.is_done(clocks.now)
    assert not night.is_due(clocks.pass_(hours=2))


def test_a_database_that_was_away_at_night_ends_no_later_deletion(
    kept: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, faults = Library.writing_alone, [CatalogueError("away"), RuntimeError("away")]

    def writing_alone(self: Library) -> AbstractContextManager[bool]:
        if faults:
            raise faults.pop()
        return alone(self)

    monkeypatch.setattr(Library, "writing_alone", writing_alone)
    monkeypatch.setattr(tidying, "_LOOKED_EVERY", 0.01)
    monkeypatch.setattr(tidying, "_TRIED_AGAIN", timedelta(0))

    async def living() -> None:
        keeping = asyncio.create_task(Nights(kept, settings).keep())
        while TIDIED not in kept._catalogue.settings():
            assert not keeping.done()
            await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(living(), 30))


@pytest.fixture
def kept(shelf: Library) -> Library:
    """A library with a conversation and a line of the audit log."""
    turn = Turn(message_id="m", question=f"Hva er {WORD}?", standalone=f"Hva er {WORD}?", status="answered")
    shelf.conversations.keep(None, turn, "{}", (), "me")
    shelf.audit.append([AuditLine(at=datetime.now(UTC), actor="machine", actor_kind="machine", action="a", thing="b")])
    return shelf


def in_days(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def test_each_kind_is_kept_as_long_as_the_settings_say(kept: Library) -> None:
    settings = Settings(conversation_days=3, audit_days=9)
    found = [tidy(kept, settings, in_days(day), dry_run=True).deleted for day in (2.9, 3.1, 8.9, 9.1)]
    assert [one["conversations"] for one in found] == [0, 1, 1, 1]
    assert [one["audit"] for one in found] == [0, 0, 0, 1]
    assert tidy(kept, settings, in_days(10)).deleted == {**found[-1], "conversations": 1, "audit": 1}
    assert set(tidy(kept, settings, in_days(10)).deleted.values()) == {0}


def test_an_error_in_one_kind_does_not_stop_the_others(
    kept: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = Retention.forget

    def failing(self: Retention, kind: str, before: datetime) -> int:
        if kind == "conversations":
            raise RuntimeError(WORD)
        return whole(self, kind, before)  # type: ignore[arg-type]

    monkeypatch.setattr(Retention, "forget", failing)
    tidied = tidy(kept, Settings(), in_days(500))
    assert tidied.failed == ("conversations",)
    assert tidied.deleted["audit"] == 1


def test_the_log_tells_how_many_and_nothing_else(kept: Library, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        tidy(kept, Settings(), in_days(500))
        tidy(kept, Settings(), in_days(500))
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("assistant")]
    assert ours == ["deleted: 1 conversations, 1 audit"]
    assert WORD not in caplog.text
