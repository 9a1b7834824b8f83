"""The desk over a real store, with a made-up clerk."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.teams import desk as desk_module
from assistant.teams.desk import Desk, Rest
from assistant.teams.incoming import Incoming
from corpus.library import Library
from corpus.store.database import CatalogueError
from tests.assistant.teams.made_up import SETTINGS, MadeUpClerk, incoming, run, until


def taken_by(library: Library, clerk: MadeUpClerk, **more: Any) -> Desk:
    return Desk(library.teams, clerk, SETTINGS, **more)


def waiting(library: Library) -> list[str]:
    return [found.question["text"] for found in library.teams.waiting(datetime.now(UTC))]


def test_a_conversation_is_served_in_order_and_others_meanwhile(shelf: Library) -> None:
    gate = asyncio.Event()

    async def act(found: Incoming) -> None:
        if found.text == "first":
            await gate.wait()

    async def work() -> None:
        clerk = MadeUpClerk(act)
        desk = taken_by(shelf, clerk)
        for found in (incoming("first"), incoming("second"), incoming("other", "b")):
            await asyncio.to_thread(desk.take, found)
        await until(lambda: clerk.served == ["other"])
        gate.set()
        await until(lambda: len(clerk.served) == 3)
        assert clerk.served == ["other", "first", "second"]
        await until(lambda: not waiting(shelf))

    run(work)


def test_what_is_taken_twice_is_served_once(shelf: Library) -> None:
    async def work() -> None:
        clerk = MadeUpClerk()
        desk = taken_by(shelf, clerk)
        for found in (incoming("one"), incoming("one"), incoming("two")):
            await asyncio.to_thread(desk.take, found)
        await until(lambda: "two" in clerk.served)
        assert clerk.served == ["one", "two"]

    run(work)


def test_what_could_not_be_kept_is_taken_when_it_comes_again(shelf: Library) -> None:
    class Owners(MadeUpClerk):
        broken = True

        def owner(self, incoming: Incoming) -> str | None:
            if self.broken:
                raise CatalogueError
            return None

    async def work() -> None:
        clerk = Owners()
        desk = taken_by(shelf, clerk)
        with pytest.raises(CatalogueError):
            await asyncio.to_thread(desk.take, incoming("first"))
        clerk.broken = False
        await asyncio.to_thread(desk.take, incoming("first"))
        await asyncio.to_thread(desk.take, incoming("second"))
        await until(lambda: "second" in clerk.served)
        assert clerk.served == ["first", "second"]

    run(work)


def test_where_too_many_wait_who_comes_is_told_once(shelf: Library) -> None:
    gate = asyncio.Event()

    async def act(found: Incoming) -> None:
        await gate.wait()

    async def work() -> None:
        clerk = MadeUpClerk(act)
        desk = taken_by(shelf, clerk, room=1)
        await asyncio.to_thread(desk.take, incoming("0"))
        await until(lambda: bool(desk._under_way))  # else it and the next may be found at once
        for found in (incoming("1"), incoming("2", "b"), incoming("3", "b"), incoming("4", "c")):
            await asyncio.to_thread(desk.take, found)
        await until(lambda: len(clerk.sorry) == 2)
        assert clerk.sorry == [("2", "busy"), ("4", "busy")]
        gate.set()
        await until(lambda: len(clerk.served) == 2)

    run(work)


def test_who_waits_too_long_or_meets_a_fault_is_told(shelf: Library, caplog: pytest.LogCaptureFixture) -> None:
    async def act(found: Incoming) -> None:
        if found.text == "slow":
            await asyncio.Event().wait()
        if found.text == "broken":
            raise RuntimeError("what was written")

    async def work() -> None:
        clerk = MadeUpClerk(act)
        desk = taken_by(shelf, clerk, deadline=0.05)
        for found in (incoming("slow"), incoming("broken"), incoming("well")):
            await asyncio.to_thread(desk.take, found)
        await until(lambda: clerk.served == ["well"])
        assert clerk.sorry == [("slow", "late"), ("broken", "failed")]
        await until(lambda: not waiting(shelf))

    run(work)
    assert "within 0 seconds" in caplog.text


def test_what_was_not_answered_is_taken_up_at_the_next_start(shelf: Library) -> None:
    async def never(found: Incoming) -> None:
        await asyncio.Event().wait()

    async def before() -> None:
        desk = taken_by(shelf, MadeUpClerk(never))
        await asyncio.to_thread(desk.take, incoming("Hva gjelder?"))
        await asyncio.to_thread(desk.take, incoming("Ring 912 34 567"))
        await asyncio.to_thread(desk.take, incoming("Ring 9123\u200b4567"))
        await desk.close()

    async def after() -> None:
        clerk = MadeUpClerk()
        desk = taken_by(shelf, clerk)
        await desk.take_up()
        await until(lambda: clerk.served == ["Hva gjelder?"])
        assert clerk.since[0] is not None
        await until(lambda: not waiting(shelf))

    run(before)
    assert waiting(shelf) == ["Hva gjelder?"]
    run(after)


def test_who_could_not_take_up_the_desk_answers_nothing(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_now: datetime) -> None:
        raise CatalogueError

    async def work() -> None:
        clerk, kept = MadeUpClerk(), shelf.teams
        desk = Desk(kept, clerk, SETTINGS, is_attended=False)
        with monkeypatch.context() as patched:
            patched.setattr(kept, "waiting", away)
            with pytest.raises(CatalogueError):
                await desk.take_up()
        await asyncio.to_thread(desk.take, incoming("first"))
        await asyncio.sleep(0.3)
        assert clerk.served == []  # whoever is at the desk answers it
        await desk.take_up()
        await until(lambda: clerk.served == ["first"])
        await desk.close()

    run(work)


def test_what_comes_while_the_server_stops_is_kept_for_the_next(shelf: Library) -> None:
    async def work() -> None:
        clerk = MadeUpClerk()
        desk = taken_by(shelf, clerk)
        await desk.close()
        await asyncio.to_thread(desk.take, incoming("late"))
        for _ in range(10):  # turns of the loop, in which it would be served
            await asyncio.sleep(0)
        assert clerk.served == []

    run(work)
    assert waiting(shelf) == ["late"]


def test_one_conversation_cannot_fill_the_waiting_room(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "SHARE", 3)
    gate = asyncio.Event()

    async def act(found: Incoming) -> None:
        if found.key[0] == "a":
            await gate.wait()

    async def work() -> None:
        clerk = MadeUpClerk(act)
        desk = taken_by(shelf, clerk)
        for number in range(7):
            await asyncio.to_thread(desk.take, incoming(str(number)))
        await asyncio.to_thread(desk.take, incoming("other", "b"))
        await until(lambda: clerk.served == ["other"] and clerk.sorry != [])
        assert clerk.sorry == [("4", "enough")]
        gate.set()
        await until(lambda: len(clerk.served) == 5)
        assert clerk.served == ["other", "0", "1", "2", "3"]
        await asyncio.to_thread(desk.take, incoming("again"))
        await until(lambda: "again" in clerk.served)

    run(work)


def test_who_was_told_to_wait_is_not_remembered_for_ever(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "TOLD", 2)
    gate = asyncio.Event()

    async def act(found: Incoming) -> None:
        await gate.wait()

    async def work() -> None:
        clerk = MadeUpClerk(act)
        desk = taken_by(shelf, clerk, room=1)
        await asyncio.to_thread(desk.take, incoming("0"))
        await until(lambda: bool(desk._under_way))  # else it and the next may be found at once
        for found in (incoming("1"), *(incoming(key, key) for key in "bcdef")):
            await asyncio.to_thread(desk.take, found)
        await until(lambda: len(clerk.sorry) == 5)
        assert len(desk._told_to_wait) == 2
        gate.set()
        await until(lambda: len(clerk.served) == 2)
        await asyncio.to_thread(desk.take, incoming("2"))
        await until(lambda: "2" in clerk.served)
        assert desk._told_to_wait == {}

    run(work)


def test_eight_conversations_whose_sending_hangs_hold_no_ninth(shelf: Library) -> None:
    gate = asyncio.Event()

    class Slow(MadeUpClerk):
        async def serve(self, incoming: Incoming, since: float | None) -> Rest | None:
            await super().serve(incoming, since)
            return gate.wait if incoming.text != "ninth" else None  # type: ignore[return-value]

    async def work() -> None:
        clerk = Slow()
        desk = taken_by(shelf, clerk)
        for found in (*(incoming(key, key) for key in "abcdefgh"), incoming("ninth", "i"), incoming("after", "a")):
            await asyncio.to_thread(desk.take, found)
        await until(lambda: "ninth" in clerk.served)
        assert "after" not in clerk.served
        gate.set()
        await until(lambda: "after" in clerk.served)

    run(work)
