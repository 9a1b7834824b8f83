"""The desk and the outbox over a real store, with a made-up clerk and a made-up connector."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.config import Settings
from assistant.teams import sending
from assistant.teams.connector import SendError
from assistant.teams.desk import Desk
from assistant.teams.incoming import Incoming
from assistant.teams.sending import Sending
from corpus.library import Library
from corpus.store.database import CatalogueError
from corpus.store.teams_outbox import Outbox, OutboxLine

SETTINGS = Settings(secret_key="k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH")
FAR = datetime.now(UTC) + timedelta(days=1)


def incoming(text: str, key: str = "a", name: str = "") -> Incoming:
    return Incoming(
        activity_id=name or text,
        conversation=key,
        key=key * 64,
        is_shared=False,
        text=text,
        pressed=None,
        sender="x",
        sender_name="",
        tenant="t",
        language="nb",
        account="29:x",
        service_url="http://127.0.0.1:1/teams",
    )


class MadeUpClerk:
    """Serves as it is told, and notes what it was given."""

    def __init__(self, act: Callable[[Incoming], Awaitable[None]] | None = None) -> None:
        self._act = act
        self.served: list[str] = []
        self.since: list[float | None] = []
        self.sorry: list[tuple[str, str]] = []

    async def serve(self, incoming: Incoming, since: float | None) -> None:
        if self._act is not None:
            await self._act(incoming)
        self.served.append(incoming.text)
        self.since.append(since)

    async def apologize(self, incoming: Incoming, why: str) -> None:
        self.sorry.append((incoming.text, why))

    def owner(self, incoming: Incoming) -> str | None:
        return None


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def within() -> None:
        async with asyncio.timeout(20):
            await work()

    asyncio.run(within())


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.005)


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
        for found in (incoming("0"), incoming("1"), incoming("2", "b"), incoming("3", "b"), incoming("4", "c")):
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


class MadeUpConnector:
    """Takes messages, or not, as it is told: one of `faults` for each, by conversation."""

    def __init__(self, *, seconds: float = 0, **faults: list[SendError | None]) -> None:
        self._seconds = seconds
        self._faults = faults
        self.sent: list[tuple[str, str, str | None]] = []

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        return await self._taken(conversation, activity, None)

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        return await self._taken(conversation, activity, sent_id)

    async def _taken(self, conversation: str, activity: dict[str, Any], sent_id: str | None) -> str:
        fault = self._faults[conversation].pop(0) if self._faults.get(conversation) else None
        if fault is not None:
            raise fault
        self.sent.append((conversation, activity["text"], sent_id))
        await asyncio.sleep(self._seconds)
        return "1700"


class SlowOutbox(Outbox):
    """What is due has been sent meanwhile."""

    def due(self, now: datetime) -> list[OutboxLine]:
        found = super().due(now)
        time.sleep(0.05)
        return found


def test_a_message_is_sent_once_however_long_the_store_takes(shelf: Library) -> None:
    kept = shelf.teams
    connector = MadeUpConnector(seconds=0.02)

    async def work() -> None:
        outbox = Sending(SlowOutbox(kept._session, kept._transaction, kept._quick), connector, SETTINGS)
        going = asyncio.create_task(outbox.keep_sending())
        for number in range(4):
            await outbox.put(incoming("x"), {"text": str(number)})
        await until(lambda: len(connector.sent) >= 4 and not kept.outbox.due(FAR))
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)

    run(work)
    assert [text for _, text, _ in connector.sent] == ["0", "1", "2", "3"]


class FullOutbox(Outbox):
    """The disk is full: what was taken cannot be noted at once."""

    faults = 2

    def taken(self, line_id: int, digest: str | None = None) -> None:
        self.faults -= 1
        if self.faults >= 0:
            raise CatalogueError
        super().taken(line_id, digest)


def test_while_the_disk_is_full_what_was_taken_is_not_sent_again(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_FIRST_WAIT", 0.01)
    kept = shelf.teams
    connector = MadeUpConnector()
    full = FullOutbox(kept._session, kept._transaction, kept._quick)

    async def work() -> None:
        outbox = Sending(full, connector, SETTINGS)
        going = asyncio.create_task(outbox.keep_sending())
        for number in range(2):
            await outbox.put(incoming("x"), {"text": str(number)})
        await until(lambda: full.faults < -1)
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)

    run(work)
    assert [text for _, text, _ in connector.sent] == ["0", "1"]


def send(library: Library, connector: MadeUpConnector, messages: list[tuple[str, dict[str, Any]]], sent: int) -> None:
    """Puts messages in the outbox, and waits until it is empty and so many were taken."""

    async def work() -> None:
        outbox = Sending(library.teams.outbox, connector, SETTINGS)
        for key, activity in messages:
            await outbox.put(incoming("x", key), activity, owner="o", message_id="m")
        going = asyncio.create_task(outbox.keep_sending())
        await until(lambda: len(connector.sent) >= sent and not library.teams.outbox.due(FAR))
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)

    run(work)


def test_a_conversation_that_has_to_wait_delays_no_other(shelf: Library) -> None:
    connector = MadeUpConnector(a=[SendError("429", wait=0.3)])
    send(shelf, connector, [("a", {"text": "1"}), ("a", {"text": "2"}), ("b", {"text": "3"})], 3)
    assert [text for _, text, _ in connector.sent] == ["3", "1", "2"]


def test_what_is_refused_for_good_is_given_up(shelf: Library, caplog: pytest.LogCaptureFixture) -> None:
    connector = MadeUpConnector(a=[SendError("403", is_final=True)])
    send(shelf, connector, [("a", {"text": "hemmelig"}), ("a", {"text": "2"})], 1)
    assert [text for _, text, _ in connector.sent] == ["2"]
    assert "given up after 1 attempts: 403" in caplog.text
    assert "hemmelig" not in caplog.text


def test_an_answer_that_teams_does_not_take_as_it_is_comes_more_simply(
    shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    unfit = SendError("400", is_final=True, is_unfit=True)
    connector = MadeUpConnector(a=[unfit], b=[unfit, unfit], c=[unfit, unfit, unfit])
    citation = {"position": 1, "appearance": {"name": "Plan, s. 4", "url": "https://planer.kommune.no/d"}}
    answer = {"text": "Svar [1]", "entities": [{"citation": [citation]}], "attachments": [{}]}
    send(shelf, connector, [("a", answer), ("b", answer), ("c", answer), ("c", {"text": "2"})], 3)
    linked = "Svar [1]\n\n[1]: [Plan, s. 4](https://planer.kommune.no/d)"
    assert sorted(connector.sent) == [("a", linked, None), ("b", linked, None), ("c", "2", None)]
    assert "sent more simply: 400" in caplog.text
    assert "given up after 1 attempts: 400" in caplog.text


def test_what_cannot_be_sent_for_an_hour_is_given_up(shelf: Library) -> None:
    connector = MadeUpConnector(a=[SendError("503", wait=3_601)])
    send(shelf, connector, [("a", {"text": "1"}), ("b", {"text": "2"})], 1)
    assert connector.sent == [("b", "2", None)]


def test_the_end_of_a_stream_takes_its_place_or_stands_by_itself(shelf: Library) -> None:
    connector = MadeUpConnector(b=[SendError("404", is_final=True)])
    send(shelf, connector, [("a", {"text": "1", "id": "7"}), ("b", {"text": "2", "id": "8"})], 2)
    assert sorted(connector.sent) == [("a", "1", "7"), ("b", "2", None)]
