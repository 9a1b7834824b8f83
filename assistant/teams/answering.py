"""Questions of Teams: asked of the assistant, and the answer sent, in a personal chat as it grows."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from assistant.answering.answer import Answer
from assistant.answering.listener import Listener, Stage
from assistant.api.asked_again import given_since
from assistant.auth.user import User
from assistant.config import Settings
from assistant.conversation.memory import UnknownConversationError
from assistant.corrections import notes_beside
from assistant.language_model.model import Asker
from assistant.service import Assistant
from assistant.teams.connector import SendError
from assistant.teams.conversations import Conversations
from assistant.teams.desk import Rest
from assistant.teams.incoming import Incoming, digest, named
from assistant.teams.messages import elements
from assistant.teams.messages.answer import answer_message
from assistant.teams.questions import Question
from assistant.teams.sending import Sending, Sends, as_json
from assistant.teams.streaming import Stream
from assistant.teams.texts import text
from assistant.teams.threads import Threads
from corpus.store.database import CatalogueError

_STAGES: dict[Stage, str] = {
    "searching": "desk.searching",
    "reading": "desk.searching",
    "writing": "desk.writing",
    "checking": "desk.checking",
}

_WAITED_FOR = 5.0
"""Seconds that an answer waits for what was told before it to be taken."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A question of somebody; `after` is the message that it follows, `since` when it was first asked, if before."""

    incoming: Incoming
    user: User
    text: str
    after: str | None = None
    since: float | None = None


class Answering:
    """Answers one question after the other; safe to use from several tasks."""

    def __init__(
        self, conversations: Conversations, settings: Settings, sending: Sending, connector: Sends, threads: Threads
    ) -> None:
        self._conversations = conversations
        self._settings = settings
        self._sending = sending
        self._connector = connector
        self._threads = threads
        self._under_way: dict[tuple[str, str], _Telling] = {}

    async def answer(self, asked: Asked) -> Rest:
        """Asks; what it gives back sends the answer, or hands it to the outbox."""
        question = self._conversations.questions.begin(asked.incoming.key, named(self._settings, asked.incoming))
        telling = _Telling(await self._stream(asked.incoming), _Heard(asyncio.get_running_loop(), question))
        self._under_way[_name(asked.incoming)] = telling
        telling.begin(self._tell(telling, asked.incoming))
        try:
            answer = await self._threads.run(self._asked, asked, telling.heard)
            activity = await self._threads.run(self._message, asked, answer) if answer else None
        finally:
            telling.heard.leave()
        return partial(self._send, asked, answer, activity)

    async def apologize(self, incoming: Incoming, activity: dict[str, Any]) -> None:
        """Sends what is said in the place of an answer: where something of it was told, it stands there."""
        telling = self._under_way.pop(_name(incoming), None)
        if telling is not None:
            self._conversations.questions.drop(telling.heard.question)
            await telling.end()
        await self._placed(incoming, activity, telling.stream if telling else None)

    def drop(self, incoming: Incoming) -> None:
        """Tells nothing more of an answer that is not wanted any more."""
        telling = self._under_way.get(_name(incoming))
        if telling is not None:
            self._conversations.questions.drop(telling.heard.question)
            telling.heard.leave()

    async def close(self) -> None:
        """Tells nothing more."""
        for telling in self._under_way.values():
            await telling.end(within=0)
        self._under_way.clear()

    async def _stream(self, incoming: Incoming) -> Stream | None:
        """Where an answer grows; None where others read it, or where what was said before it waits to be sent."""
        if incoming.is_shared or await self._threads.run(self._conversations.kept.outbox.waits, incoming.key):
            return None
        return Stream(self._connector, incoming)

    def _asked(self, asked: Asked, listener: "_Heard") -> Answer | None:
        """The answer, kept in the conversation of its place in Teams; None where that was deleted meanwhile."""
        incoming, kept = asked.incoming, self._conversations.kept
        assistant = self._conversations.assistant(incoming, asked.user)
        owner = self._conversations.owner(incoming, asked.user)
        before = kept.conversation(incoming.key, owner)
        scope = before.scope if before.scope in assistant.scopes() else None
        asker = Asker(asked.user.id or owner)  # a shared conversation is nobody's
        put = partial(assistant.ask, asked.text, owner=owner, asker=asker, listener=listener)
        ask = partial(put, scope=scope, language=before.language)
        answer = self._given(assistant, asked, owner, before.conversation_id)
        if answer is None:
            try:
                answer = ask(conversation_id=before.conversation_id, after=asked.after)
            except UnknownConversationError:
                if listener.question.is_dropped:
                    return None
                answer = ask()
        is_kept = self._conversations.questions.keep(listener.question, answer, before.conversation_id, owner)
        return answer if is_kept else None

    def _given(self, assistant: Assistant, asked: Asked, owner: str, conversation_id: str | None) -> Answer | None:
        """What was answered before the server stopped, where that came before the answer was sent."""
        if asked.since is None:
            return None
        seconds = time.time() - asked.since
        return given_since(assistant.library, owner, asked.text, conversation_id, asked.after, seconds)

    async def _tell(self, telling: "_Telling", incoming: Incoming) -> None:
        """Shows what goes on; what of it does not come through is missed by nobody."""
        stream, heard = telling.stream, telling.heard
        if stream is None:
            with suppress(SendError):
                await self._connector.send(incoming.service_url, incoming.conversation, {"type": "typing"})
            return
        told = ""
        while not heard.has_left():
            stage, said = heard.stage_now, heard.text
            if said:
                await stream.tell(said)
            elif (line := text(_STAGES[stage], incoming.language)) != told:
                if (rest := stream.rest) > 0:
                    await heard.wait(rest)
                    continue
                told = line
                await stream.inform(line)
            await heard.wait()

    def _message(self, asked: Asked, answer: Answer) -> dict[str, Any]:
        chat = self._conversations.chat(asked.incoming, asked.user, answer.language)
        notes = notes_beside(self._conversations.assistant(asked.incoming, asked.user), answer)
        return as_json(answer_message(answer, chat, question=asked.text, notes=notes))

    async def _send(self, asked: Asked, answer: Answer | None, activity: dict[str, Any] | None) -> None:
        incoming, owner = asked.incoming, self._conversations.owner(asked.incoming, asked.user)
        telling = self._under_way[_name(incoming)]
        await telling.end()
        del self._under_way[_name(incoming)]
        if answer is None or activity is None or telling.heard.question.is_dropped:
            note = as_json(elements.message(text("desk.deleted", incoming.language)))
            await self._placed(incoming, note, telling.stream)
            return
        message_id = None if answer.personal_data else answer.message_id
        await self._placed(incoming, activity, telling.stream, owner, message_id)

    async def _placed(
        self,
        incoming: Incoming,
        activity: dict[str, Any],
        stream: Stream | None,
        owner: str | None = None,
        message_id: str | None = None,
    ) -> None:
        """Ends a stream with a message, or hands it to the outbox; either way it stands alone."""
        sent_id = None
        with suppress(SendError):  # perhaps it was taken: put in its place it stands once either way
            sent_id = await stream.finish(activity) if stream else None
        if stream is not None and stream.is_stopped:
            return
        if sent_id is None:
            if stream is not None and stream.id is not None:  # else what was told of it stood above it for ever
                activity = {**activity, "id": stream.id}
            await self._sending.put(incoming, activity, owner=owner, message_id=message_id)
        elif message_id is not None:
            told = digest(self._settings, "sent", incoming.conversation, sent_id)
            try:
                await self._threads.run(self._conversations.kept.sent, incoming.key, told, message_id)
            except CatalogueError as error:  # the answer is there: only what is said of it finds it no more
                _log.error("teams: it cannot be kept which answer was sent: %s", error)


class _Telling:
    """What is told of an answer until it is there."""

    def __init__(self, stream: Stream | None, heard: "_Heard") -> None:
        self.stream = stream
        self.heard = heard
        self._task: asyncio.Task[None] | None = None

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._task = asyncio.create_task(work)

    async def end(self, within: float | None = None) -> None:
        """Waits for what is on its way, but not for long."""
        self.heard.leave()
        if self._task is None:
            return
        await asyncio.wait({self._task}, timeout=_WAITED_FOR if within is None else within)
        if not self._task.done():
            self._task.cancel()
            if self.stream is not None:
                self.stream.is_broken = True  # what becomes of what is on its way, nobody knows


def _name(incoming: Incoming) -> tuple[str, str]:
    return incoming.key, incoming.activity_id


class _Heard(Listener):
    """What the assistant tells while it answers in another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, question: Question) -> None:
        self._loop = loop
        self.question = question
        self._left = Event()
        self._news = asyncio.Event()
        self.stage_now: Stage = "searching"
        self.text = ""

    def stage(self, stage: Stage) -> None:
        self.stage_now = stage
        self._tell()

    def told(self, answer: Answer) -> None:
        self.text = answer.answer
        self._tell()

    def has_left(self) -> bool:
        return self._left.is_set() or self.question.is_dropped

    def leave(self) -> None:
        """Nobody waits any more: the answer is there, or not wanted."""
        self._left.set()
        self._news.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Until there is news, or so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        self._news.clear()

    def _tell(self) -> None:
        with suppress(RuntimeError):  # the server has ended
            self._loop.call_soon_threadsafe(self._news.set)
