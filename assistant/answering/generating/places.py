"""How many replies are waited for at once: a model that hangs must not take all that the service has to answer with."""

from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from assistant.language_model.model import Reply, Trouble
from assistant.language_model.replies import Relayed, Unasked

AT_ONCE = 16
"""Replies; an application answers requests in 40 threads, and the others go on."""


class Places:
    """Places for so many replies at once; who comes when all are taken is answered without one, and does not wait."""

    def __init__(self, count: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(count)

    def reply(self, ask: Callable[[], Reply]) -> Reply:
        """A reply that has a place until it is closed; where there is none, one of a model that is away."""
        if not self._free.acquire(blocking=False):
            return Unasked(Trouble.BUSY)
        try:
            return _Placed(ask(), self._free)
        except BaseException:
            self._free.release()
            raise


class _Placed(Relayed):
    def __init__(self, reply: Reply, free: BoundedSemaphore) -> None:
        super().__init__(reply)
        self._free: BoundedSemaphore | None = free
        self._lock = Lock()

    def close(self) -> None:
        super().close()
        with self._lock:
            free, self._free = self._free, None
        if free is not None:
            free.release()
