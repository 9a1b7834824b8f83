"""What is counted of a language model, on both databases: many at once keep within the day's frame."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.store.catalogue import Catalogue
from corpus.store.model_use import TOTAL_DAYS, Frame, Use, Users, Wanted

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY = NOW.date()
ME, YOU = "a" * 64, "b" * 64
ONE = Use(replies=1, prompt_tokens=60, completion_tokens=40, cost=7)
AT_ONCE = 24


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalogue]:
    is_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'catalogue.sqlite3'}" if is_sqlite else request.getfixturevalue("postgresql_url")
    found = Catalogue(url)
    yield found
    found.close()


def wanted(owner: str = ME, tokens: int = 100, cost: int = 7, *, now: datetime = NOW, day: date = TODAY) -> Wanted:
    return Wanted(owner, day, tokens, cost, now, now + timedelta(minutes=1))


def test_many_at_once_hold_no_more_than_there_is(store: Catalogue) -> None:
    """What is held at once overruns the frame by less than one reply; what they use is counted whole."""
    use, frame = store.model_use, Frame(tokens=950)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        held = list(threads.map(lambda number: use.hold(wanted(f"u{number}"), frame), range(AT_ONCE)))
        holds = {number: one for number, one in enumerate(held) if one != "under way"}
        assert (len(holds), len(held) - len(holds)) == (10, AT_ONCE - 10)
        list(threads.map(lambda one: use.spend(TODAY, f"u{one[0]}", ONE, one[1]), holds.items()))
    (day,) = use.days()
    assert (day.day, day.replies, day.tokens, day.cost) == (TODAY, 10, 1_000, 70)
    assert use.hold(wanted(), frame) == "day"
    assert use.users(TODAY, 100) == Users(all=10, at_limit=10)
    assert use.users(TODAY, 101) == Users(all=10, at_limit=0)


def test_what_many_use_at_once_is_counted_whole(store: Catalogue) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda number: store.model_use.spend(TODAY, (ME, YOU)[number % 2], ONE), range(120)))
    (day,) = store.model_use.days()
    assert (day.replies, day.prompt_tokens, day.completion_tokens, day.cost) == (120, 7_200, 4_800, 840)
    assert [one.replies for owner in (ME, YOU) for one in store.model_use.of([owner])] == [60, 60]


def test_each_frame_says_what_is_used_up(store: Catalogue) -> None:
    use = store.model_use
    hold = use.hold(wanted(), Frame(user_tokens=100))
    assert use.hold(wanted(), Frame(user_tokens=100)) == "under way", "the first has not ended, and may use it up"
    assert len(use.hold(wanted(YOU), Frame(user_tokens=100))) == 32
    use.spend(TODAY, ME, ONE, hold)
    assert use.hold(wanted(), Frame(user_tokens=100)) == "user"
    assert use.hold(wanted(YOU), Frame(tokens=100)) == "day"
    assert use.hold(wanted(YOU), Frame(cost=7)) == "cost"
    assert len(use.hold(wanted(), Frame())) == 32
    assert len(use.hold(wanted(day=TODAY + timedelta(days=1)), Frame(user_tokens=100))) == 32, "a new day"


def test_what_nobody_takes_back_holds_for_a_while_only(store: Catalogue) -> None:
    """A process that was killed while a reply was under way must not close the day."""
    use, frame = store.model_use, Frame(tokens=100)
    use.hold(wanted(), frame)
    assert use.hold(wanted(now=NOW + timedelta(seconds=59)), frame) == "under way"
    assert len(use.hold(wanted(now=NOW + timedelta(seconds=61)), frame)) == 32


def test_a_reply_that_used_nothing_gives_all_of_it_back(store: Catalogue) -> None:
    use, frame = store.model_use, Frame(tokens=100)
    store.model_use.spend(TODAY, ME, Use(), use.hold(wanted(), frame))
    assert len(use.hold(wanted(), frame)) == 32
    assert use.of([ME]) == []


def test_who_is_forgotten_stays_in_what_all_used(store: Catalogue) -> None:
    for owner in (ME, YOU):
        store.model_use.spend(TODAY, owner, ONE)
    store.model_use.hold(wanted(), Frame(user_tokens=10_000))
    store.persons.forget(None, [ME, ""])
    assert store.model_use.of([ME]) == []
    assert [one.replies for one in store.model_use.of([YOU])] == [1]
    assert [one.replies for one in store.model_use.days()] == [2]
    assert len(store.model_use.hold(wanted(), Frame(user_tokens=1))) == 32, "nor is anything held"


def test_a_user_s_days_are_kept_for_two_and_all_together_for_a_month(store: Catalogue) -> None:
    days = [TODAY - timedelta(days=ago) for ago in (0, 2, 3, TOTAL_DAYS, TOTAL_DAYS + 1)]
    for day in days:
        store.model_use.spend(day, ME, ONE)
    store.model_use.hold(wanted(), Frame(tokens=10_000_000))
    before = NOW - timedelta(days=2)
    assert store.retention.over("model_use", before) == 4
    assert store.retention.forget("model_use", before) == 4
    assert [one.day for one in store.model_use.of([ME])] == days[:2]
    assert [one.day for one in store.model_use.days()] == days[:4]
    assert store.retention.forget("model_holds", NOW) == 0
    assert store.retention.forget("model_holds", NOW + timedelta(minutes=2)) == 1
