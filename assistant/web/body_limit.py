"""How much a request may send, and how slowly: what is more is not waited for, so that nobody fills the memory or the
disk, or keeps a connection for ever.
"""

import asyncio
import time
from collections.abc import Mapping

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.access import Rule
from assistant.api.problems import ProblemError
from assistant.auth.user import Permission
from assistant.web.paths import inner_path

MOST = 4 * 2**20
"""Bytes of a request that sends no files; the longest form, that on fifty uploads, has less than one million."""
SILENCE = 30.0
"""Seconds between two pieces of a body; a mobile connection that is lost for longer begins anew."""
SLOWEST = 16 * 2**10
"""Bytes a second, after the first SILENCE: a phone on a weak network sends ten times as many."""
AT_ONCE = 4
"""Bodies of files that are taken at the same time; on each, BodyLimit waits as above."""

_NO_ROOM = "det lastes opp mange filer akkurat nå; prøv igjen om 10 sekunder"
_EDITS = Rule(Permission.EDIT)


class BodyLimit:
    """Ends the reading of a body that is longer than its path takes (413) or that hardly comes (408).

    `own` are the paths that take another number of bytes: those of files more, from those who may edit, and so many at
    once (429).
    """

    def __init__(self, app: ASGIApp, own: Mapping[str, int]) -> None:
        self._app = app
        self._own = own
        self._room = AT_ONCE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(scope, receive, self._own.get(inner_path(scope)), self)
        try:
            await self._app(scope, body.counted, send)
        finally:
            if body.has_room:
                self._room += 1

    def takes_room(self) -> bool:
        """Whether there was room for one more body of files, which now is taken."""
        if self._room <= 0:
            return False
        self._room -= 1
        return True


class _Body:
    """The body of one request, as far as it has come; complaints are raised where it is read, within the handlers of
    errors.
    """

    def __init__(self, scope: Scope, receive: Receive, own: int | None, limit: BodyLimit) -> None:
        self._scope = scope
        self._receive = receive
        self._own = own
        self._limit = limit
        self._announced = int(Headers(scope=scope).get("content-length", "0"))  # the server takes digits only
        self._received = 0
        self._begun: float | None = None
        self._is_whole = False
        self.has_room = False

    async def counted(self) -> Message:
        """The next piece."""
        if self._is_whole:  # what is waited for now is that the browser goes away
            return await self._receive()
        await self._check(self._announced)
        message = await self._timely()
        self._received += len(message.get("body", b""))
        await self._check(self._received)
        self._is_whole = not message.get("more_body", False)
        return message

    async def _timely(self) -> Message:
        now = time.monotonic()
        self._begun = self._begun or now
        allowed = SILENCE + self._received / SLOWEST - (now - self._begun)
        try:
            return await asyncio.wait_for(self._receive(), max(0.0, min(SILENCE, allowed)))
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close"}) from None

    async def _check(self, length: int) -> None:
        if length > (self._own or MOST):
            raise HTTPException(413)
        if length > MOST and not self.has_room:
            await self._check_sender()
            self.has_room = self._limit.takes_room()
            if not self.has_room:
                raise HTTPException(429, _NO_ROOM, {"Retry-After": "10"})

    async def _check_sender(self) -> None:
        """A form is read before the route's rule is looked at: nobody fills the disk until then."""
        try:
            await run_in_threadpool(_EDITS, Request(self._scope))
        except ProblemError as error:
            raise HTTPException(error.status, error.detail) from error
