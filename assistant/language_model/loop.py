"""The one thread in which providers are waited for, so that whoever asked can turn away from any of them at once."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def begin(work: Coroutine[Any, Any, None]) -> "Future[None]":
    """Begins a piece of work there; cancelling what is returned ends it at its next wait."""
    return asyncio.run_coroutine_threadsafe(work, _running())


def _running() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="language-model", daemon=True).start()
        return _loop
