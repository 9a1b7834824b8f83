"""How many replies are waited for at once: a model that hangs must not take all that the service has to answer with."""

from collections.abc import Callable, Iterator
from threading import BoundedSemaphore, Lock

from assistant.language_model.model import Outcome, Reply, Trouble, Usage

AT_ONCE = 16
"""Replies; an application answers requests in 40 threads, and the others go on."""


class Places:
    """Places for so many replies at once; who comes when all are taken is answered without one, and does not wait."""

    def __init__(self, count: int = AT_ONCE) -> None:
        self._free = BoundedSemaphore(count)

    def reply(self, ask: Callable[[], Reply]) -> Reply:
        """A reply that has a place until it is closed; where there is none, one of a model that is away."""
        if not self._free.acquire(blocking=False):
            return _Unasked()
        try:
            return _Placed(ask(), self._free)
        except BaseException:
            self._free.release()
            raise


class _Placed:
    def __init__(self, reply: Reply, free: BoundedSemaphore) -> None:
        self._reply = reply
        self._free: BoundedSemaphore | None = free
        self._lock = Lock()

    def __iter__(self) -> Iterator[str]:
        return iter(self._reply)

    def close(self) -> None:
        self._reply.close()
        with self._lock:
            free, self._free = self._free, None
        if free is not None:
            free.release()

    @property
    def outcome(self) -> Outcome:
        return self._reply.outcome

    @property
    def usage(self) -> Usage:
        return self._reply.usage

    @property
    def trouble(self) -> Trouble | None:
        return self._reply.trouble


class _Unasked:
    outcome: Outcome = "away"
    usage = Usage()
    trouble: Trouble | None = Trouble.BUSY

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        """There is nothing to stop."""
