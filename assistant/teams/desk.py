"""Where what users write waits its turn: taken once, in order within a conversation, conversations side by side."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.config import Settings
from assistant.question.personal_data import personal_data
from assistant.teams.incoming import Incoming, digest
from assistant.teams.threads import AT_ONCE
from corpus.store.teams import Teams

ROOM = 200
"""Messages that wait; at eight answers a second the last of them waits for half a minute."""
SHARE = 10
"""Messages of one conversation that wait: more than anybody writes while one is answered."""
DEADLINE = 110.0
"""Seconds for one message; Teams ends a stream after 120."""
TOLD = 1_000
"""Conversations of which it is known that they were told to wait."""

Rest = Callable[[], Awaitable[None]]
"""What is left to do for a message that nobody else has to wait for: the sending."""

_log = logging.getLogger(__name__)


class Clerk(Protocol):
    """Who does what a message asks for."""

    async def serve(self, incoming: Incoming, since: float | None) -> Rest | None:
        """Answers; `since` is when it was first asked, where the server stopped before it was answered.

        What it gives back is done once the place is another's: so nobody waits for a slow connector.
        """

    async def apologize(self, incoming: Incoming, why: str) -> None:
        """Says why nothing is answered: "busy", "enough", "late" or "failed"."""

    def owner(self, incoming: Incoming) -> str | None:
        """Whose the message is, for what is kept of it; called in any thread."""


@dataclass(frozen=True)
class _Waiting:
    name: str
    incoming: Incoming
    since: float | None = None


class Desk:
    """Takes messages from the threads of the bot, and has them answered in the loop that it was made in."""

    def __init__(
        self, kept: Teams, clerk: Clerk, settings: Settings, *, room: int = ROOM, deadline: float = DEADLINE
    ) -> None:
        self._kept = kept
        self._clerk = clerk
        self._settings = settings
        self._room = room
        self._deadline = deadline
        self._loop = asyncio.get_running_loop()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._queues: dict[str, deque[_Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._told_to_wait: dict[str, None] = {}
        self._is_closed = False

    def take(self, incoming: Incoming) -> None:
        """Takes what is new, whatever thread it comes in; what came before, Teams repeats.

        It is kept until it was answered, so that it is over a restart as well; but nothing with personal data is.
        """
        name = digest(self._settings, "activity", incoming.kind, incoming.conversation, incoming.activity_id)
        owner = self._clerk.owner(incoming)
        question = None if personal_data(incoming.said) else incoming.written()
        if not self._kept.take(name, incoming.key, question, owner if question else None):
            return
        self._loop.call_soon_threadsafe(self._admit, _Waiting(name, incoming))

    async def take_up(self) -> None:
        """Goes on with what was not answered when the server stopped."""
        for found in await asyncio.to_thread(self._kept.waiting, datetime.now(UTC)):
            try:
                incoming = Incoming.read(found.question)
            except TypeError:  # kept by an earlier version
                await asyncio.to_thread(self._kept.done, found.digest)
                continue
            self._admit(_Waiting(found.digest, incoming, found.at.timestamp()))

    async def close(self) -> None:
        """Answers nothing more; what was not answered is kept, and what comes yet."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _admit(self, waiting: _Waiting) -> None:
        if self._is_closed:
            return
        key = waiting.incoming.key
        queue = self._queues.get(key)
        if sum(map(len, self._queues.values())) >= self._room:
            self._begin(self._turn_away(waiting, "busy"))
            return
        self._told_to_wait = {told: None for told in self._told_to_wait if len(self._queues.get(told, ())) >= SHARE}
        if queue is None:
            self._queues[key] = deque([waiting])
            self._begin(self._serve(key))
        elif len(queue) < SHARE:
            queue.append(waiting)
        else:
            self._begin(self._turn_away(waiting, "enough"))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, key: str) -> None:
        """Answers what a conversation has, one after the other."""
        queue = self._queues[key]
        try:
            while queue:
                await self._served(queue)
        finally:
            del self._queues[key]

    async def _served(self, queue: deque[_Waiting]) -> None:
        """Answers the first, in a place among those who are answered; its sending takes none."""
        async with self._at_once:
            waiting = queue.popleft()
            why, rest = await self._answered(waiting)
        if rest is not None:
            why = await self._sent(rest)
        if why is not None:
            await self._apologize(waiting.incoming, why)
        await self._done(waiting)

    async def _answered(self, waiting: _Waiting) -> tuple[str | None, Rest | None]:
        """What there is to apologize for, and what is left to do."""
        try:
            async with asyncio.timeout(self._deadline):
                return None, await self._clerk.serve(waiting.incoming, waiting.since)
        except TimeoutError:
            _log.warning("teams: a message was not answered within %.0f seconds", self._deadline)
            return "late", None
        except Exception:  # noqa: BLE001 - one message stops no other
            _log.exception("teams: a message was not answered")
            return "failed", None

    async def _sent(self, rest: Rest) -> str | None:
        try:
            await rest()
        except Exception:  # noqa: BLE001 - one message stops no other
            _log.exception("teams: an answer was not sent")
            return "failed"
        return None

    async def _turn_away(self, waiting: _Waiting, why: str) -> None:
        """Says so once to a conversation, until there is room again."""
        key = waiting.incoming.key
        if key not in self._told_to_wait:
            self._told_to_wait[key] = None
            if len(self._told_to_wait) > TOLD:
                del self._told_to_wait[next(iter(self._told_to_wait))]
            await self._apologize(waiting.incoming, why)
        await self._done(waiting)

    async def _apologize(self, incoming: Incoming, why: str) -> None:
        try:
            await self._clerk.apologize(incoming, why)
        except Exception:  # noqa: BLE001 - the store or the disk; said in the log as well
            _log.exception("teams: nothing could be said of a message that was not answered")

    async def _done(self, waiting: _Waiting) -> None:
        try:
            await asyncio.to_thread(self._kept.done, waiting.name)
        except Exception:  # noqa: BLE001 - it is answered once more at the next start
            _log.exception("teams: a message that was answered is still kept")
