"""The outbox: what is said in Teams is kept until the connector has taken it, over restarts too.

A message of which no answer came may have been taken: it is sent again all the same. Told twice is better than never.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from assistant.config import Settings
from assistant.teams.connector import SendError
from assistant.teams.incoming import Incoming, digest, named
from assistant.teams.messages.plain import simpler
from corpus.store.teams_outbox import Outbox, OutboxLine

_AT_ONCE = 50
"""Messages on their way for the first time; half of the connections that the client opens at the most."""
_AGAIN_AT_ONCE = 8
"""Those that were not taken before: what hangs once more takes no place of what was not tried yet."""
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds; doubled from one to the other
_ENDED_WITHIN = 2.0  # seconds; what is on its way when this ends, so that nobody has to send it again
_GIVEN_UP_AFTER = timedelta(hours=1)

_Found = TypeVar("_Found")
_log = logging.getLogger(__name__)


class Sends(Protocol):
    """Whoever sends, once."""

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        """Sends a message. Raises SendError."""

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        """Puts a message in the place of one that was sent. Raises SendError."""


class Sending:
    """Sends what waits, in order within each conversation; a conversation that has to wait delays no other."""

    def __init__(self, kept: Outbox, connector: Sends, settings: Settings) -> None:
        self._kept = kept
        self._connector = connector
        self._settings = settings
        self._loop = asyncio.get_running_loop()
        self._room, self._room_again = asyncio.Semaphore(_AT_ONCE), asyncio.Semaphore(_AGAIN_AT_ONCE)
        self._woken = asyncio.Event()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._is_ending = False
        self._taken: dict[int, str | None] = {}  # lines that the connector took, and the store does not know of yet

    async def put(
        self, incoming: Incoming, activity: dict[str, Any], *, owner: str | None = None, message_id: str | None = None
    ) -> None:
        """Has a message sent where something came from; it is kept when this returns."""
        await asyncio.to_thread(self.put_now, incoming, activity, owner=owner, message_id=message_id)

    def put_now(
        self, incoming: Incoming, activity: dict[str, Any], *, owner: str | None = None, message_id: str | None = None
    ) -> None:
        """The same from any thread."""
        line = (incoming.key, incoming.service_url, incoming.conversation, activity)
        self._kept.put(*line, owner=owner, message_id=message_id, answers=named(self._settings, incoming))
        with suppress(RuntimeError):  # the server has ended; it is sent at the next start
            self._loop.call_soon_threadsafe(self.look)

    def look(self) -> None:
        """Sends what came since the last look, whichever process put it there; called in the loop."""
        self._woken.set()

    async def keep_sending(self) -> None:
        """Sends what waits, until it is cancelled; what is not taken soon after that is sent again by the next."""
        self._is_ending = False
        try:
            while True:
                self._woken.clear()
                self._under_way = {key: task for key, task in self._under_way.items() if not task.done()}
                now = datetime.now(UTC)
                soon = await self._stored(self._kept.due, now + timedelta(seconds=_LONGEST_WAIT)) or []
                for line in soon:
                    if line.not_before <= now and line.key not in self._under_way:
                        self._under_way[line.key] = asyncio.create_task(self._sent(line))
                later = [(line.not_before - now).total_seconds() for line in soon if line.not_before > now]
                await self._wait(min(later, default=_LONGEST_WAIT))
        finally:
            await self._end()

    async def _end(self) -> None:
        self._is_ending = True
        tasks = set(self._under_way.values())
        if tasks:
            await asyncio.wait(tasks, timeout=_ENDED_WITHIN)
        for task in tasks:
            task.cancel()
        self._under_way.clear()

    async def _wait(self, seconds: float) -> None:
        """Until something is put or was sent, at most so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _sent(self, line: OutboxLine) -> None:
        try:
            async with self._room_again if line.attempts else self._room:
                await self._tried(line)
        finally:  # it stays under way until what is due is read anew: what is read now may have it still
            self._woken.set()

    async def _tried(self, line: OutboxLine) -> None:
        if self._is_ending:
            return
        try:
            if line.id not in self._taken:
                self._taken[line.id] = await self._said(line)
        except SendError as error:
            await self._failed(line, error)
        except Exception:  # noqa: BLE001 - one message stops no other
            _log.exception("teams: a message was not sent")
            await self._stored(self._kept.drop, line.id)
        else:
            await self._stored(self._noted, line)

    def _noted(self, line: OutboxLine) -> None:
        """Has the store know that a message was taken; until it does, it is due and must not be sent again."""
        sent_id = self._taken[line.id]
        told = digest(self._settings, "sent", line.teams_conversation_id, sent_id) if sent_id else None
        self._kept.taken(line.id, told)
        del self._taken[line.id]

    async def _said(self, line: OutboxLine) -> str | None:
        """Sends a message; as simply as it has to be for Teams to take it."""
        forms = simpler(line.payload)
        payload: dict[str, Any] | None = line.payload
        while payload is not None:
            try:
                return await self._placed(line, payload)
            except SendError as error:
                payload = next(forms, None) if error.is_unfit else None
                if payload is None:
                    raise
                _log.warning("teams: a message was refused, and is sent more simply: %s", error)
        return None

    async def _placed(self, line: OutboxLine, payload: dict[str, Any]) -> str | None:
        """Sends a message; one that ends a stream takes its place, else stands by itself."""
        where = (line.service_url, line.teams_conversation_id)
        before = payload.get("id")
        if not isinstance(before, str):
            return await self._connector.send(*where, payload)
        try:
            return await self._connector.replace(*where, before, payload)
        except SendError as error:
            if not error.is_final:
                raise
        return await self._connector.send(*where, {name: said for name, said in payload.items() if name != "id"})

    async def _failed(self, line: OutboxLine, error: SendError) -> None:
        now = datetime.now(UTC)
        wait = max(error.wait or 0.0, min(_LONGEST_WAIT, _FIRST_WAIT * 2**line.attempts) * random.uniform(0.5, 1))
        if error.is_final or now + timedelta(seconds=wait) - line.created_at > _GIVEN_UP_AFTER:
            _log.error("teams: a message was given up after %d attempts: %s", line.attempts + 1, error)
            await self._stored(self._kept.drop, line.id)
            return
        _log.warning("teams: a message waits %.0f seconds: %s", wait, error)
        await self._stored(self._kept.later, line.id, now + timedelta(seconds=wait), line.attempts + 1)

    async def _stored(self, call: Callable[..., _Found], *given: object) -> _Found | None:
        """What the store gives; what it cannot now, is told in the log and tried again at the next look."""
        try:
            return await asyncio.to_thread(call, *given)
        except Exception:  # noqa: BLE001 - the disk may be full for a while
            _log.exception("teams: the outbox cannot be read or written")
            await asyncio.sleep(_FIRST_WAIT)
            return None


def as_json(activity: BaseModel) -> dict[str, Any]:
    """An activity of the SDK as it is sent."""
    return activity.model_dump(mode="json", by_alias=True, exclude_none=True)
