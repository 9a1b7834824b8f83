"""The outbox over a real store, with a made-up connector."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.teams import sending
from assistant.teams.connector import SendError
from assistant.teams.sending import Sending
from corpus.library import Library
from corpus.store.database import CatalogueError
from corpus.store.teams_outbox import Outbox, OutboxLine
from tests.assistant.teams.made_up import SETTINGS, MadeUpConnector, incoming, run, until

FAR = datetime.now(UTC) + timedelta(days=1)


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


def test_eight_conversations_that_hang_hold_no_message_of_a_ninth(shelf: Library) -> None:
    class Hanging(MadeUpConnector):
        async def _taken(self, conversation: str, activity: dict[str, Any], sent_id: str | None) -> str:
            if conversation in "abcdefgh":
                await asyncio.Event().wait()
            return await super()._taken(conversation, activity, sent_id)

    connector = Hanging()

    async def work() -> None:
        outbox = Sending(shelf.teams.outbox, connector, SETTINGS)
        going = asyncio.create_task(outbox.keep_sending())
        for key in "abcdefghi":
            await outbox.put(incoming("x", key), {"text": key})
        await until(lambda: connector.sent == [("i", "i", None)])
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)

    run(work)
