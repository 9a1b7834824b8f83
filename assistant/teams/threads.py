"""The threads that messages of Teams are worked on in: those of the pages wait for none of them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TypeVar

AT_ONCE = 8
"""Messages that are worked on at the same time; one that a language model writes waits for that most of its time."""

_Found = TypeVar("_Found")


class Threads:
    """Some threads."""

    def __init__(self, name: str, at_once: int = AT_ONCE) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix=name)

    async def run(self, call: Callable[..., _Found], *given: object) -> _Found:
        """What a call gives, done for whom this is done."""
        done = partial(copy_context().run, call, *given)
        return await asyncio.get_running_loop().run_in_executor(self._pool, done)

    def close(self) -> None:
        """Begins nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
