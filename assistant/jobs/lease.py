"""A job in the hands of a worker: a sign of life every second, and whether the work is to stop.

StoppedError
├── CancelledError  somebody cancelled the job
├── LostError       the job is another's by now, or gone: nothing more may come of it here
└── ClosingError    this worker stops; another goes on
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, wait
from types import TracebackType
from typing import Self

from assistant.jobs.job import STAGES
from corpus.models import Metadata, Unit
from corpus.store.database import CatalogueError
from corpus.store.job_queue import JobQueue
from corpus.store.job_records import JobRecord
from ingest.pipeline import Reading
from ingest.workers.pool import Readers

BEAT_EVERY = 1.0  # seconds
_TOLD_EVERY = 0.3  # seconds: pages ask once a second
_LOOKED_EVERY = 0.1  # seconds, while a file is read
_STOPPABLE = frozenset({"reading", "embedding"})
"""The steps at which nothing is half done that anybody would see."""

_log = logging.getLogger(__name__)


class StoppedError(BaseException):
    """The work on a job is to stop; no fault of a file, which ingestion takes every Exception for."""


class CancelledError(StoppedError):
    """Somebody cancelled the job."""


class LostError(StoppedError):
    """The job is another's by now, or gone."""


class ClosingError(StoppedError):
    """This worker stops."""


class Lease:
    """A job while this worker has it; a context, which says until its end that the worker lives."""

    def __init__(self, queue: JobQueue, job: JobRecord, is_closing: Callable[[], bool] = lambda: False) -> None:
        self.job = job
        self._queue = queue
        self._is_closing = is_closing
        self._stop: StoppedError | None = None
        self._told: tuple[str | None, float] = (None, 0.0)
        self._is_over = threading.Event()
        self._beating = threading.Thread(target=self._keep_beating, name="job-beats", daemon=True)

    def __enter__(self) -> Self:
        """The lease, which beats."""
        self._beating.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Stops beating."""
        self._is_over.set()
        self._beating.join()

    def check(self) -> None:
        """Raises StoppedError where the work is to stop."""
        if self._stop is not None:
            raise self._stop
        if self._is_closing():
            raise ClosingError

    def on_step(self, step: str, done: int, total: int) -> None:
        """Takes what ingestion tells of its steps; raises StoppedError where the work is to stop there.

        Before a reading is shown, the store is asked whether this worker still has the job: LostError where not.
        """
        if step == "indexed":
            if not self._queue.tell(self.job, "publishing", done, total):
                raise LostError
            return
        if step in _STOPPABLE:
            self.check()
        elif isinstance(self._stop, LostError):
            raise self._stop
        self._tell(STAGES.get(step), done, total)

    def _tell(self, stage: str | None, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == self._told[0] and now - self._told[1] < _TOLD_EVERY:
            return
        self._told = stage, now
        try:
            self._queue.tell(self.job, stage, done, total)
        except CatalogueError:
            _log.debug("how far a job is could not be told", exc_info=True)

    def _keep_beating(self) -> None:
        while not self._is_over.wait(BEAT_EVERY) and self._stop is None:
            try:
                is_cancelled = self._queue.beat(self.job)
            except CatalogueError:  # the next one may be taken; who waits too long for one takes the job over
                _log.debug("a sign of life could not be given", exc_info=True)
                continue
            if is_cancelled is None:
                self._stop = LostError()
            elif is_cancelled:
                self._stop = CancelledError()


class LeasedReaders:
    """Reads for a job: what is being read when that is to stop, is not read to its end."""

    def __init__(self, readers: Readers, lease: Lease) -> None:
        self.limits = readers.limits
        self._readers = readers
        self._lease = lease

    @property
    def ahead(self) -> int:
        """No file but one is read."""
        return 0

    def submit(self, content: bytes, file_name: str, metadata: Metadata, units: Iterable[Unit]) -> Future[Reading]:
        """The reading, done. Raises StoppedError."""
        self._lease.on_step("reading", 0, 1)
        reading = self._readers.submit(content, file_name, metadata, units)
        while not wait([reading], _LOOKED_EVERY).done:
            try:
                self._lease.check()
            except StoppedError:
                self._readers.abandon(reading)
                raise
        return reading

    def abandon(self, reading: Future[Reading]) -> None:
        """Ends a reading that nobody waits for."""
        self._readers.abandon(reading)
