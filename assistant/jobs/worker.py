"""A worker: takes jobs, one at a time, in a thread of its own, and those of workers that fell."""

import logging
import threading
import time
import uuid
from collections.abc import Callable

from assistant.ingestion.ingest import WritingStoppedError
from assistant.jobs.lease import ClosingError, Lease, LostError
from corpus.store.database import CatalogueError
from corpus.store.job_queue import JobQueue
from corpus.store.job_records import Beat, JobRecord, JobResult

FALLEN_AFTER = 10.0  # seconds without a sign of life
_LOOKED_EVERY = 1.0  # seconds, where others queue jobs too
_TOLD_AGAIN = 2.0  # seconds
_FAULT = "noe gikk galt i tjenesten; si fra til den som drifter den (loggen sier hva)"

_log = logging.getLogger(__name__)


class Worker:
    """Does the jobs of a queue; what is cut short by its end or its fall, another or the next goes on with.

    `untold` are the jobs whose end the store did not take yet.
    """

    def __init__(
        self,
        queue: JobQueue,
        work: Callable[[Lease], JobResult],
        finish: Callable[[JobRecord, JobResult], bool],
        idle: Callable[[], bool],
    ) -> None:
        """`finish` says what became of a job, and whether it was still this worker's to say; `idle` does something
        else for a moment, and says whether there is more of that.
        """
        self.id = uuid.uuid4().hex
        self.untold: dict[str, JobResult] = {}
        self._queue = queue
        self._work = work
        self._finish = finish
        self._idle = idle
        self._fallen = Fallen(queue)
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def wake(self) -> None:
        """Says that there is something to do."""
        self._wake.set()

    def close(self) -> None:
        """Ends it: what it does is put back where that can be stopped, else done first."""
        self._closing.set()
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            try:
                is_idle = self._is_idle()
            except CatalogueError:
                _log.warning("no job could be taken", exc_info=True)
                self._wake.wait(_LOOKED_EVERY)
            except Exception:  # noqa: BLE001 - the thread must outlive whatever the store says
                _log.exception("a worker goes on after a fault")
                self._wake.wait(_LOOKED_EVERY)
            else:
                if is_idle:
                    self._wake.wait(_LOOKED_EVERY if self._queue.is_shared else None)

    def _is_idle(self) -> bool:
        """Does the next job, or something else for a moment; whether nothing is left to do."""
        job = self._next()
        if job is None:
            return not self._idle()
        self._do(job)
        return False

    def _next(self) -> JobRecord | None:
        self._fallen.look()
        return self._queue.claim(self.id)

    def _do(self, job: JobRecord) -> None:
        with Lease(self._queue, job, self._closing.is_set) as lease:
            try:
                self._end(job, self._result(lease))
            except LostError:
                _log.warning("job %s is another worker's by now, or gone; what this one did of it is dropped", job.id)
            except ClosingError:
                self._put_back(job)

    def _result(self, lease: Lease) -> JobResult:
        try:
            return self._work(lease)
        except (LostError, ClosingError):
            raise
        except WritingStoppedError as error:
            return JobResult(status="failed", error=str(error))
        except Exception:  # noqa: BLE001 - the thread must outlive whatever one file does to it
            _log.exception("job %s failed", lease.job.id)  # a file's name may be a person's
            return JobResult(status="failed", error=_FAULT)

    def _end(self, job: JobRecord, result: JobResult) -> None:
        """Says what became of a job, until the store takes it: a full disk is told of, and emptied some time."""
        while not self._closing.is_set():
            try:
                if not self._finish(job, result):
                    raise LostError
            except CatalogueError:
                _log.warning("what became of job %s could not be written", job.id, exc_info=True)
                self.untold[job.id] = result
                self._closing.wait(_TOLD_AGAIN)
            else:
                break
        self.untold.pop(job.id, None)

    def _put_back(self, job: JobRecord) -> None:
        try:
            self._queue.put_back(job)
        except CatalogueError:  # then it is taken for one whose worker fell
            _log.warning("job %s could not be put back", job.id, exc_info=True)


class Fallen:
    """Which workers have fallen: those whose job beats no more, by this process' own clock.

    Where no other process may take jobs, whoever had one before this began has fallen.
    """

    def __init__(self, queue: JobQueue, clock: Callable[[], float] = time.monotonic) -> None:
        self._queue = queue
        self._clock = clock
        self._since: dict[Beat, float] = {}
        self._looked: float | None = None

    def look(self) -> None:
        """Has the jobs of those that fell wait again. Who did not look for a while, begins to count anew: it knows
        nothing of that time. Raises CatalogueError.
        """
        if not self._queue.is_shared and self._looked is not None:
            return
        now, seen = self._clock(), self._queue.beats()
        if self._looked is None or now - self._looked > FALLEN_AFTER / 2:
            self._since = {}
        self._looked = now
        self._since = {beat: self._since.get(beat, now) for beat in seen}
        fallen = [beat for beat, since in self._since.items() if now - since >= self._patience]
        if fallen:
            _log.warning("%d jobs were left by workers that fell", len(fallen))
            self._queue.give_up_on(fallen)

    @property
    def _patience(self) -> float:
        return FALLEN_AFTER if self._queue.is_shared else 0.0
