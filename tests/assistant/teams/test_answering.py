"""Questions over a real store, answered by an assistant that waits until it is let go on."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.answering.answer import Answer
from assistant.answering.listener import SILENT, Listener
from assistant.api.dependencies import Services
from assistant.auth.user import ANYBODY, User
from assistant.service import Assistant
from assistant.teams import streaming
from assistant.teams.answering import Answering, Asked
from assistant.teams.conversations import Conversations
from assistant.teams.desk import Desk, Rest
from assistant.teams.incoming import Incoming
from assistant.teams.sending import Sending
from assistant.teams.threads import Threads
from corpus.library import Library
from tests.assistant.teams.made_up import SETTINGS, incoming, run, until

OWNER = User("anybody", "o" * 64, permissions=ANYBODY.permissions, reads=ANYBODY.reads)
LATE = {"type": "message", "text": "Det tok for lang tid."}


class Waiting(Assistant):
    """Answers once `let` is set, and tells before that what it is given to tell."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.let = threading.Event()
        self.asked = threading.Event()
        self.tells: Answer | None = None

    def ask(self, question: str, *, listener: Listener = SILENT, **more: Any) -> Answer:
        """Waits in the middle."""
        if self.tells is not None:
            listener.told(self.tells)
        self.asked.set()
        assert self.let.wait(10)
        return super().ask(question, listener=listener, **more)


class Chat:
    """What stands in a chat: each message by its id, one that is put in the place of another there."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.order: list[str] = []

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        self.order.append(activity.get("text", activity["type"]))
        if "text" not in activity:
            return None
        name = activity.get("id") or f"m{len(self.shown) + 1}"
        self.shown[name] = activity["text"]
        return str(name)

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        self.order.append(activity["text"])
        self.shown[sent_id] = activity["text"]
        return sent_id


class Clerk:
    """Asks what is written."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def serve(self, incoming: Incoming, since: float | None) -> Rest | None:
        return await self._answering.answer(Asked(incoming, OWNER, incoming.text))

    async def apologize(self, incoming: Incoming, why: str) -> None:
        await self._answering.apologize(incoming, LATE)

    def owner(self, incoming: Incoming) -> str | None:
        return OWNER.id

    def drop(self, incoming: Incoming) -> None:
        self._answering.drop(incoming)


class Room:
    """A desk with all that is behind it."""

    def __init__(self, library: Library, assistant: Waiting, deadline: float) -> None:
        self.library, self.assistant, self.chat = library, assistant, Chat()
        held = SimpleNamespace(library=library, assistant_of=lambda _: assistant)
        self.threads = Threads("test")
        self.conversations = Conversations(cast("Services", held), SETTINGS)
        self.sending = Sending(library.teams.outbox, self.chat, SETTINGS)
        answering = Answering(self.conversations, SETTINGS, self.sending, self.chat, self.threads)
        self.desk = Desk(library.teams, Clerk(answering), SETTINGS, deadline=deadline)
        self.answering = answering

    async def take(self, *asked: Incoming) -> None:
        for one in asked:
            await asyncio.to_thread(self.desk.take, one)

    async def take_and_forget(self, asked: Incoming, conversation: str) -> None:
        """A conversation is deleted while a question is answered; ends when nothing goes on any more."""
        await self.take(asked)
        await until(self.assistant.asked.is_set)
        await asyncio.to_thread(self.conversations.questions.forget, conversation)
        self.assistant.let.set()
        await until(lambda: self.is_settled)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is answered and nothing waits to be sent."""
        waits = self.library.teams.waits("a" * 64) or self.library.teams.outbox.waits("a" * 64)
        return not self.desk._queues and not waits

    @property
    def kept(self) -> list[str]:
        """The conversations that the user has."""
        return [one.id for one in self.library.conversations.owned(OWNER.id or "")]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_BETWEEN", 0.0)


@pytest.fixture
def assistant(shelf: Library) -> Iterator[Waiting]:
    made = Waiting(shelf)
    yield made
    made.let.set()


def talk(assistant: Waiting, work: Callable[[Room], Any], deadline: float = 10.0) -> Room:
    """What stands in the chat when the work is done."""
    rooms = []

    async def within() -> None:
        room = Room(cast("Library", assistant.library), assistant, deadline)
        rooms.append(room)
        sent = asyncio.create_task(room.sending.keep_sending())
        try:
            await work(room)
        finally:
            assistant.let.set()
            sent.cancel()
            await room.desk.close()
            await room.answering.close()
            await asyncio.gather(sent, return_exceptions=True)
            room.threads.close()

    run(within)
    return rooms[0]


@pytest.mark.parametrize("told", [None, "Barn skal vernes."])
def test_an_apology_stands_in_the_place_of_what_was_told_and_no_answer_comes_after_it(
    assistant: Waiting, told: str | None
) -> None:
    if told is not None:
        assistant.tells = cast("Answer", SimpleNamespace(answer=told))

    async def work(room: Room) -> None:
        await room.take(incoming("Hva gjelder?"))
        await until(lambda: LATE["text"] in room.chat.shown.values() and room.is_settled)
        assistant.let.set()
        await room.threads.run(lambda: None)
        await until(lambda: not room.kept)
        assert room.library.teams.conversation("a" * 64).conversation_id is None

    room = talk(assistant, work, deadline=0.2)
    assert list(room.chat.shown.values()) == [LATE["text"]]
    assert (told or "Leter i planene …") in room.chat.order


def test_what_is_deleted_while_its_first_question_is_answered_is_not_kept_by_the_answer(assistant: Waiting) -> None:
    async def work(room: Room) -> None:
        await room.take_and_forget(incoming("Hva gjelder?"), "a" * 64)

    room = talk(assistant, work)
    assert room.kept == []
    assert room.library.teams.conversation("a" * 64).conversation_id is None
    assert [text[:22] for text in room.chat.shown.values()] == ["Samtalen ble slettet m"]


def test_what_is_deleted_while_a_later_question_is_answered_is_not_begun_anew(assistant: Waiting) -> None:
    async def work(room: Room) -> None:
        assistant.let.set()
        await room.take(incoming("Hva gjelder?"))
        await until(lambda: room.is_settled and len(room.kept) == 1)
        assistant.let.clear()
        assistant.asked.clear()
        await room.take_and_forget(incoming("Og hvem?"), "a" * 64)

    room = talk(assistant, work)
    assert room.kept == []
    assert [text[:22] for text in room.chat.shown.values()][1:] == ["Samtalen ble slettet m"]


def test_a_deletion_in_one_conversation_lets_the_answers_of_others_be(assistant: Waiting) -> None:
    async def work(room: Room) -> None:
        await room.take_and_forget(incoming("Hva gjelder?"), "b" * 64)
        assert len(room.kept) == 1

    assert "slettet" not in str(talk(assistant, work).chat.shown)


def test_an_answer_does_not_overtake_what_waits_to_be_sent_before_it(assistant: Waiting) -> None:
    async def work(room: Room) -> None:
        asked = incoming("Hva gjelder?")
        line = (asked.key, asked.service_url, asked.conversation, {"type": "message", "text": "Først"})
        before = room.library.teams.outbox.put(*line, datetime.now(UTC) + timedelta(seconds=30))
        assistant.let.set()
        await room.take(asked)
        await until(lambda: not room.library.teams.waits(asked.key))
        assert room.chat.shown == {}
        assert room.chat.order == ["typing"]
        room.library.teams.outbox.later(before, datetime.now(UTC), 0)
        room.sending._woken.set()
        await until(lambda: room.is_settled)

    room = talk(assistant, work)
    assert next(iter(room.chat.shown.values())) == "Først"
    assert len(room.chat.shown) == 2
