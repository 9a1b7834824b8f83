"""Two processes on one PostgreSQL, each with a desk and an outbox: one of them answers and sends."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from sqlalchemy import text

from assistant.teams import attendance as attendance_module
from assistant.teams.attendance import Attendance, Fenced
from assistant.teams.connector import SendError
from assistant.teams.desk import Desk
from assistant.teams.incoming import Incoming
from assistant.teams.sending import Sending
from corpus.store.catalogue import Catalogue
from tests.assistant.teams.made_up import SETTINGS, MadeUpClerk, MadeUpConnector, incoming, run, until
from tests.servers import PostgreSQL


class Clerk(MadeUpClerk):
    """Answers by the outbox."""

    sending: Sending

    async def serve(self, incoming: Incoming, since: float | None) -> None:
        await super().serve(incoming, since)
        await self.sending.put(incoming, {"text": f"answer to {incoming.text}"})


class Process:
    """What a process has for Teams."""

    def __init__(self, catalogue: Catalogue, connector: MadeUpConnector, clerk: Clerk) -> None:
        self.kept, self.clerk = catalogue.teams, clerk
        self.attendance = Attendance(self.kept.turn)
        self.fenced = Fenced(connector, self.attendance)
        self.sending = clerk.sending = Sending(self.kept.outbox, self.fenced, SETTINGS)
        self.desk = Desk(self.kept, clerk, SETTINGS, is_attended=False)
        self.is_serving = False

    async def take(self, found: Incoming) -> None:
        await asyncio.to_thread(self.desk.take, found)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        attending = asyncio.create_task(self.attendance.attend(self._at_the_desk, self._look))
        try:
            yield
        finally:
            attending.cancel()
            await asyncio.gather(attending, return_exceptions=True)
            await self.desk.close()

    @asynccontextmanager
    async def _at_the_desk(self) -> AsyncIterator[None]:
        await self.desk.take_up()
        sent = asyncio.create_task(self.sending.keep_sending())
        self.is_serving = True
        try:
            yield
        finally:
            self.is_serving = False
            await self.desk.leave()
            sent.cancel()
            await asyncio.gather(sent, return_exceptions=True)

    def _look(self) -> None:
        self.desk.look()
        self.sending.look()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance_module, "_ASKED_EVERY", 0.05)
    monkeypatch.setattr(attendance_module, "_SETTLED_AFTER", 0.4)
    monkeypatch.setattr(attendance_module, "_LOOKED_EVERY", 0.05)


def test_what_comes_to_two_processes_is_answered_once_and_in_order_and_goes_on_where_one_ends(
    catalogues: tuple[Catalogue, Catalogue],
) -> None:
    connector = MadeUpConnector()

    async def work() -> None:
        one, other = (Process(catalogue, connector, Clerk()) for catalogue in catalogues)
        async with AsyncExitStack() as first, other.running():
            await first.enter_async_context(one.running())
            await until(lambda: one.is_serving or other.is_serving)
            for number in range(0, 8, 2):
                await one.take(incoming(str(number)))
                await other.take(incoming(str(number + 1)))
                await other.take(incoming(str(number)))  # Teams repeats what it is not sure of
            await until(lambda: len(connector.sent) >= 8)
            assert one.is_serving != other.is_serving
            await first.aclose()
            await one.take(incoming("8"))  # kept, while it ended
            await until(lambda: len(connector.sent) >= 9)
            await asyncio.sleep(0.2)

    run(work)
    assert [said for _, said, _ in connector.sent] == [f"answer to {number}" for number in range(9)]


def test_who_has_lost_the_turn_sends_nothing_more_and_the_other_goes_on(
    catalogues: tuple[Catalogue, Catalogue], postgresql: PostgreSQL, caplog: pytest.LogCaptureFixture
) -> None:
    connector = MadeUpConnector()

    async def act(found: Incoming) -> None:
        await asyncio.sleep(0.2)

    async def work() -> None:
        one, other = (Process(catalogue, connector, Clerk(act)) for catalogue in catalogues)
        async with one.running():
            await until(lambda: one.is_serving)
            async with other.running():
                for number in range(6):
                    await one.take(incoming(str(number)))
                await until(lambda: len(connector.sent) >= 2)
                lost = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                await asyncio.to_thread(postgresql.administer, lost)
                await until(lambda: not one.is_serving)
                with pytest.raises(SendError):
                    await one.fenced.send("http://127.0.0.1:1/teams", "x", {"text": "too late"})
                await until(lambda: len(connector.sent) >= 6)
                await asyncio.sleep(0.3)

    run(work)
    assert [said for _, said, _ in connector.sent] == [f"answer to {number}" for number in range(6)]
    assert "the connection to the database was lost" in caplog.text


def test_while_the_database_hangs_nothing_is_sent_and_once_it_answers_all_is(
    catalogues: tuple[Catalogue, Catalogue], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendance_module, "_ANSWERED_WITHIN", 0.5)
    connector = MadeUpConnector()

    async def work() -> None:
        one = Process(catalogues[0], connector, Clerk())
        async with one.running():
            await until(lambda: one.is_serving)
            backend = await asyncio.to_thread(holder, catalogues[1])
            os.kill(backend, signal.SIGSTOP)
            try:
                await until(lambda: not one.is_serving)
                await one.sending.put(incoming("x"), {"text": "later"})
                await asyncio.sleep(0.5)
                assert connector.sent == []
            finally:
                os.kill(backend, signal.SIGCONT)
            await until(lambda: bool(connector.sent))

    run(work)


def holder(catalogue: Catalogue) -> int:
    """The process of PostgreSQL whose connection has the turn."""
    with catalogue.opened() as session:
        found = session.execute(
            text("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1")
        )
        return int(found.scalar_one())


def test_a_conversation_that_is_deleted_in_another_process_has_nothing_answered(
    catalogues: tuple[Catalogue, Catalogue],
) -> None:
    connector = MadeUpConnector()
    begun, gate = asyncio.Event(), asyncio.Event()

    async def act(found: Incoming) -> None:
        begun.set()
        await gate.wait()

    async def work() -> None:
        one, other = (Process(catalogue, connector, Clerk(act)) for catalogue in catalogues)
        async with one.running():
            await until(lambda: one.is_serving)
            await other.take(incoming("under way"))
            await other.take(incoming("waits"))
            await until(lambda: begun.is_set() and all(one.desk._queues.values()))
            await asyncio.to_thread(other.kept.forget, "a" * 64)
            await until(lambda: bool(one.clerk.dropped))
            gate.set()
            await until(lambda: bool(one.clerk.sorry))
            assert one.clerk.dropped[0] == "under way"
            assert one.clerk.sorry == [("waits", "deleted")]

    run(work)


def test_a_message_with_personal_data_is_answered_where_it_came_after_those_before_it(
    catalogues: tuple[Catalogue, Catalogue],
) -> None:
    connector = MadeUpConnector()
    gate = asyncio.Event()

    async def act(found: Incoming) -> None:
        if found.text == "first":
            await gate.wait()

    async def work() -> None:
        one, other = (Process(catalogue, connector, Clerk(act)) for catalogue in catalogues)
        async with one.running(), other.running():
            await until(lambda: one.is_serving or other.is_serving)
            apart = other if one.is_serving else one
            await apart.take(incoming("first"))
            await apart.take(incoming("Ring 912 34 567"))
            await asyncio.sleep(0.4)
            assert connector.sent == []
            gate.set()
            await until(lambda: len(connector.sent) == 2)
            assert apart.clerk.served == ["Ring 912 34 567"]
            assert connector.sent[0][1] == "answer to first"

    run(work)
