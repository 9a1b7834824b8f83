"""Whether who asked has gone: what costs is given up then."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from threading import Event
from typing import Annotated

from fastapi import Depends, Request

HasLeft = Callable[[], bool]

_LOOKED_EVERY = 0.25  # seconds


@asynccontextmanager
async def watched(request: Request) -> AsyncIterator[HasLeft]:
    """Asks for the length of a context, of any thread, whether the browser or program that sent a request is gone.

    Only where its body was read: before that, what comes next is the body.
    """
    left = Event()
    watching = asyncio.create_task(_watch(request, left))
    try:
        yield left.is_set
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def _watch(request: Request, left: Event) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(_LOOKED_EVERY)
    left.set()


async def _has_left(request: Request) -> AsyncIterator[HasLeft]:
    async with watched(request) as asked:
        yield asked


HasLeftDep = Annotated[HasLeft, Depends(_has_left)]
"""For routes whose body is JSON: it is read before anything that a route depends on."""
