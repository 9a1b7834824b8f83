"""Questions of Teams: asked of the assistant, and the answer sent, in a personal chat as it grows."""

import asyncio
import time
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
from assistant.service import Assistant
from assistant.teams.connector import SendError
from assistant.teams.conversations import Conversations
from assistant.teams.incoming import Incoming, digest
from assistant.teams.messages.answer import answer_message
from assistant.teams.sending import Sending, Sends, as_json
from assistant.teams.streaming import Stream
from assistant.teams.texts import text
from assistant.teams.threads import Threads

_STAGES: dict[Stage, str] = {
    "searching": "desk.searching",
    "reading": "desk.searching",
    "writing": "desk.writing",
    "checking": "desk.checking",
}

_WAITED_FOR = 5.0
"""Seconds that an answer waits for what was told before it to be taken."""


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

    async def answer(self, asked: Asked) -> None:
        """Asks, and sends the answer or hands it to the outbox."""
        incoming = asked.incoming
        stream = None if incoming.is_shared else Stream(self._connector, incoming)
        heard = _Heard(asyncio.get_running_loop())
        telling = asyncio.create_task(self._tell(heard, stream, incoming))
        try:
            answer = await self._threads.run(self._asked, asked, heard)
            heard.leave()
            await asyncio.wait({telling}, timeout=_WAITED_FOR)
        finally:
            heard.leave()
            if not telling.done():
                telling.cancel()
                if stream is not None:
                    stream.is_broken = True  # what becomes of what is on its way, nobody knows
        await self._send(asked, answer, stream)

    def _asked(self, asked: Asked, listener: Listener) -> Answer:
        """The answer, kept in the conversation of its place in Teams."""
        incoming, kept = asked.incoming, self._conversations.kept
        assistant = self._conversations.assistant(incoming, asked.user)
        owner = self._conversations.owner(incoming, asked.user)
        before = kept.conversation(incoming.key, owner)
        scope = before.scope if before.scope in assistant.scopes() else None
        ask = partial(assistant.ask, asked.text, owner=owner, scope=scope, language=before.language, listener=listener)
        answer = self._given(assistant, asked, owner, before.conversation_id)
        if answer is None:
            try:
                answer = ask(conversation_id=before.conversation_id, after=asked.after)
            except UnknownConversationError:
                answer = ask()
        if answer.conversation_id != before.conversation_id:
            kept.bind(incoming.key, answer.conversation_id, owner)
        return answer

    def _given(self, assistant: Assistant, asked: Asked, owner: str, conversation_id: str | None) -> Answer | None:
        """What was answered before the server stopped, where that came before the answer was sent."""
        if asked.since is None:
            return None
        seconds = time.time() - asked.since
        return given_since(assistant.library, owner, asked.text, conversation_id, asked.after, seconds)

    async def _tell(self, heard: "_Heard", stream: Stream | None, incoming: Incoming) -> None:
        """Shows what goes on; what of it does not come through is missed by nobody."""
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

    async def _send(self, asked: Asked, answer: Answer, stream: Stream | None) -> None:
        incoming, owner = asked.incoming, self._conversations.owner(asked.incoming, asked.user)
        activity = await self._threads.run(self._message, asked, answer)
        message_id = None if answer.personal_data else answer.message_id
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
            await self._threads.run(self._conversations.kept.sent, incoming.key, told, message_id)


class _Heard(Listener):
    """What the assistant tells while it answers in another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
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
        return self._left.is_set()

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
