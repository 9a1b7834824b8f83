"""Where what users write waits its turn: taken once, in order within a conversation, conversations side by side.

Of several processes each takes what is delivered to it; all of it is answered by the one that is at the desk.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.config import Settings
from assistant.question.personal_data import personal_data
from assistant.teams.inbox import Inbox, Seen
from assistant.teams.incoming import Incoming, named
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

_LOOKED_AGAIN_AFTER = 1.0  # seconds, where the store could not be read
_LOOKED_EVERY = 0.3  # for what waits at another process
_SENT_WITHIN = 2.0  # what is on its way when this ends, so that nobody has to send it again

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
        """Says why nothing is answered: "busy", "enough", "late", "failed" or "deleted"."""

    def drop(self, incoming: Incoming) -> None:
        """What was written was deleted while it is answered."""

    def owner(self, incoming: Incoming) -> str | None:
        """Whose the message is, for what is kept of it; called in any thread."""


@dataclass(frozen=True)
class _Waiting:
    name: str
    incoming: Incoming
    since: float | None = None
    is_kept: bool = True


class Desk:
    """Takes messages from the threads of the bot, and has them answered in the loop that it was made in."""

    def __init__(
        self,
        kept: Teams,
        clerk: Clerk,
        settings: Settings,
        *,
        room: int = ROOM,
        deadline: float = DEADLINE,
        is_attended: bool = True,
    ) -> None:
        """Without `is_attended` another process may be at the desk: this one is from `take_up` on, until `leave`."""
        self._kept = kept
        self._clerk = clerk
        self._settings = settings
        self._room = room
        self._deadline = deadline
        self._loop = asyncio.get_running_loop()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._inbox = Inbox(kept)
        self._queues: dict[str, deque[_Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: set[asyncio.Task[None]] = set()
        self._under_way: dict[str, Incoming] = {}
        self._told_to_wait: dict[str, None] = {}
        self._is_attended = is_attended
        self._is_closed = self._is_looked_for = self._is_looking = False

    def take(self, incoming: Incoming) -> None:
        """Takes what is new, whatever thread it comes in; what came before, Teams repeats.

        It is kept until it was answered, so that it is over a restart as well; but nothing with personal data is.
        """
        name = named(self._settings, incoming)
        owner = self._clerk.owner(incoming)
        question = None if personal_data(incoming.said) else incoming.written()
        if not self._kept.take(name, incoming.key, question, owner if question else None):
            return
        if question is not None:
            self._loop.call_soon_threadsafe(self.look)
        else:
            self._loop.call_soon_threadsafe(self._take_unkept, _Waiting(name, incoming, is_kept=False))

    def look(self) -> None:
        """Answers what was taken since the last look, in whichever process; called in the loop."""
        self._is_looked_for = True
        if self._is_attended and not self._is_looking:
            self._is_looking = True
            self._begin(self._look())

    async def take_up(self) -> None:
        """Takes its place, and goes on with what was not answered by whoever was there before.

        Where that cannot be read, the place is not taken.
        """
        inbox = Inbox(self._kept)
        left = await inbox.begin()
        self._inbox, self._is_attended = inbox, True
        self._admit_all(left, is_left=True)

    async def leave(self) -> None:
        """Answers nothing more; what was not answered is kept, and what comes yet."""
        self._is_attended = False
        for task in self._tasks - self._sending:
            task.cancel()
        if self._sending:
            await asyncio.wait(self._sending, timeout=_SENT_WITHIN)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._queues.clear()
        self._under_way.clear()
        self._told_to_wait.clear()
        self._is_looking = False

    async def close(self) -> None:
        """Leaves for good."""
        self._is_closed = True
        await self.leave()

    async def _look(self) -> None:
        try:
            while self._is_looked_for:
                self._is_looked_for = False
                try:
                    self._admit_all(await self._inbox.look())
                except Exception:  # noqa: BLE001 - the database may be away for a while
                    _log.exception("teams: what waits for an answer cannot be read")
                    self._is_looked_for = True
                    await asyncio.sleep(_LOOKED_AGAIN_AFTER)
        finally:
            self._is_looking = False

    def _admit_all(self, seen: Seen, *, is_left: bool = False) -> None:
        self._deleted = seen.deleted
        for name in seen.deleted & self._under_way.keys():
            self._clerk.drop(self._under_way[name])
        for found in seen.new:
            try:
                incoming = Incoming.read(found.question)
            except TypeError:  # kept by an earlier version
                self._begin(self._inbox.end(found.digest))
                continue
            self._admit(_Waiting(found.digest, incoming, found.at.timestamp() if is_left else None))

    def _take_unkept(self, waiting: _Waiting) -> None:
        """Nobody else can see it: answered here, whoever is at the desk."""
        if self._is_attended:
            self._admit(waiting)
        elif not self._is_closed:
            self._begin(self._serve_apart(waiting))

    async def _serve_apart(self, waiting: _Waiting) -> None:
        """Answers a message once those of its conversation are through that are answered elsewhere."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._deadline):
                while await asyncio.to_thread(self._kept.waits, waiting.incoming.key):
                    await asyncio.sleep(_LOOKED_EVERY)
        await self._served(deque([waiting]))

    def _admit(self, waiting: _Waiting) -> None:
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
            while queue and self._is_attended:
                await self._served(queue)
        finally:
            self._queues.pop(key, None)

    async def _served(self, queue: deque[_Waiting]) -> None:
        """Answers the first, in a place among those who are answered; its sending takes none."""
        async with self._at_once:
            waiting = queue.popleft()
            self._under_way[waiting.name] = waiting.incoming
            why, rest = await self._answered(waiting)
        task = asyncio.current_task()
        assert task is not None
        self._sending.add(task)
        try:
            await self._end(waiting, why, rest)
        finally:
            self._sending.discard(task)

    async def _answered(self, waiting: _Waiting) -> tuple[str | None, Rest | None]:
        """What there is to apologize for, and what is left to do."""
        try:
            async with asyncio.timeout(self._deadline):
                if waiting.is_kept and await asyncio.to_thread(self._kept.is_dropped, waiting.name):
                    return "deleted", None
                return None, await self._clerk.serve(waiting.incoming, waiting.since)
        except TimeoutError:
            _log.warning("teams: a message was not answered within %.0f seconds", self._deadline)
            return "late", None
        except Exception:  # noqa: BLE001 - one message stops no other
            _log.exception("teams: a message was not answered")
            return "failed", None

    async def _end(self, waiting: _Waiting, why: str | None, rest: Rest | None) -> None:
        if rest is not None:
            why = await self._sent(rest)
        if why is not None:
            await self._apologize(waiting.incoming, why)
        await self._done(waiting)

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
        self._under_way.pop(waiting.name, None)
        await self._inbox.end(waiting.name)
