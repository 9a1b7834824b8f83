"""Which of several processes is at the desk: the one that answers in Teams and sends, until it ends or is lost."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, ExitStack
from typing import Any

from assistant.teams.connector import SendError
from assistant.teams.sending import Sends
from corpus.store.advisory_locks import AdvisoryLock, HeldLock

_ASKED_EVERY = 1.0  # seconds; whether the place is free
_LOOKED_EVERY = 0.3  # for what other processes took, and whether the place is still this one's
_SETTLED_AFTER = 3.0
"""Before it is served: who was there before, and has lost its connection alone, has noticed by then, and ended."""
_ANSWERED_WITHIN = 5.0  # by the database, which gives up a connection of which it hears nothing after 25

_log = logging.getLogger(__name__)


class Attendance:
    """This process's turn at the desk. One that owns its stores is always there."""

    def __init__(self, turn: AdvisoryLock) -> None:
        self._turn = turn
        self._held: HeldLock | None = None
        self._sure_at = 0.0
        self._asking = asyncio.Lock()

    async def attend(self, serve: Callable[[], AbstractAsyncContextManager[None]], look: Callable[[], None]) -> None:
        """Serves whenever it is this process's turn, and has what came looked for, until it is cancelled."""
        while True:
            try:
                await self._attended(serve, look)
            except Exception:  # noqa: BLE001 - the database may be away for a while
                _log.exception("teams: the messages that wait cannot be answered now")
            await asyncio.sleep(_ASKED_EVERY)

    async def is_ours(self) -> bool:
        """Whether this process is at the desk: known for certain some tenths of a second ago at most."""
        async with self._asking:
            held = self._held
            if held is None:
                return False
            now = time.monotonic()
            if self._turn.is_shared and now - self._sure_at >= _LOOKED_EVERY:
                if not await _asked(held):
                    self._held = None
                    _log.warning("teams: another process may answer now: the connection to the database was lost")
                    return False
                self._sure_at = now
            return self._held is not None

    async def _attended(self, serve: Callable[[], AbstractAsyncContextManager[None]], look: Callable[[], None]) -> None:
        with_turn = ExitStack()
        taking = asyncio.ensure_future(asyncio.to_thread(with_turn.enter_context, self._turn.taken(wait=False)))
        try:
            held = await asyncio.shield(taking)
            if held is None:
                return
            if self._turn.is_shared:
                await asyncio.sleep(_SETTLED_AFTER)
            self._held, self._sure_at = held, 0.0
            if await self.is_ours():
                async with serve():
                    await self._served(look)
        finally:
            self._held = None
            await _let_go(taking, with_turn)

    async def _served(self, look: Callable[[], None]) -> None:
        while await self.is_ours():
            look()
            if not self._turn.is_shared:
                await asyncio.Event().wait()
            await asyncio.sleep(_LOOKED_EVERY)


class Fenced:
    """Sends while this process is at the desk, and nothing from when it may not be."""

    def __init__(self, connector: Sends, attendance: Attendance) -> None:
        self._connector = connector
        self._attendance = attendance

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        """Sends a message. Raises SendError."""
        await self._check()
        return await self._connector.send(service_url, conversation, activity)

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        """Puts a message in the place of one that was sent. Raises SendError."""
        await self._check()
        return await self._connector.replace(service_url, conversation, sent_id, activity)

    async def _check(self) -> None:
        if not await self._attendance.is_ours():
            raise SendError("another process is at the desk")


async def _let_go(taking: asyncio.Future[HeldLock | None], with_turn: ExitStack) -> None:
    """Gives back a turn, once it is known whether it was taken; a database that hangs is not waited for."""
    await asyncio.wait({taking}, timeout=_ANSWERED_WITHIN)
    if taking.done():
        await asyncio.wait({asyncio.ensure_future(asyncio.to_thread(with_turn.close))}, timeout=_ANSWERED_WITHIN)


async def _asked(held: HeldLock) -> bool:
    try:
        async with asyncio.timeout(_ANSWERED_WITHIN):
            return await asyncio.to_thread(held.is_ours)
    except TimeoutError:
        return False
