"""The writes of a server: uploads in the background, deletions between them."""

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from assistant.auth import trail
from assistant.auth.trail import Trail
from assistant.auth.user import MACHINE, User, UserKind
from assistant.ingestion.remit import remit_of
from assistant.jobs.job import Job, seen
from assistant.jobs.work import Work
from assistant.jobs.worker import Worker
from corpus.library import Library
from corpus.models import Metadata
from corpus.store.audit import AuditLine
from corpus.store.held_files import HeldFile, HeldFiles
from corpus.store.job_records import AskedJob, JobKind, JobRecord, JobResult
from ingest.limits import Limits
from ingest.workers.pool import OwnReader, Readers

_PREPARED_AT_ONCE = 8  # passages: an upload or a question waits for no more
_WITH_ID = ("person", "service")

_log = logging.getLogger(__name__)


class Jobs:
    """The jobs as one worker has them: it queues some, does some, and tells of all."""

    def __init__(
        self,
        library: Library,
        readers: Readers = OwnReader(),  # noqa: B008 - has no state
        lines: Callable[[Job, Trail], list[AuditLine]] = lambda _job, _begun: [],
    ) -> None:
        """`lines` is what the audit log is to tell of a job that is over, by the trail of who began it."""
        self._library = library
        self._queue = library.jobs
        self._lines = lines
        self._readers = readers
        self._unprepared: list[int] = []
        work = Work(library, readers, self.writing)
        self._worker = Worker(self._queue, work, self._finish, self._prepare)
        self._begin_preparing()
        self._worker.start()

    @property
    def library(self) -> Library:
        """What is written to."""
        return self._library

    @property
    def limits(self) -> Limits:
        """What an uploaded file may ask for."""
        return self._readers.limits

    @property
    def held(self) -> HeldFiles:
        """The files that wait for somebody to say what they are."""
        return self._library.held_files

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What writes to the library is in it: one at a time."""
        with self._library.writing():
            yield

    # Asking

    def submit(
        self,
        content: bytes,
        file_name: str,
        metadata: Metadata,
        user: User = MACHINE,
        *,
        allow_personal_data: bool = False,
    ) -> Job:
        """Queues an upload of a user; the job is kept until 1,000 newer ones have been.

        Raises CatalogueError where the file cannot be held until its turn comes, NoCollectionError where the user may
        change no documents.
        """
        asked = self._upload(user, file_name, metadata, allow_personal_data=allow_personal_data)
        return self._queued(asked, content)

    def look(self, content: bytes, file_name: str, user: User = MACHINE, replaces: str | None = None) -> Job:
        """Queues a look of a user into a file, which waits in `held` until it is read in or forgotten: `replaces` is
        the document that it is to be read for. Raises as `submit` does.
        """
        remit_of(self._library, user.reads, user.edits)
        return self._queued(_asked(user, "look", file=file_name), content, replaces)

    def read_in(
        self, held: HeldFile, metadata: Metadata, user: User = MACHINE, *, allow_personal_data: bool = False
    ) -> Job:
        """Queues the upload of a file that waits. Raises as `submit` does."""
        asked = self._upload(user, held.file_name, metadata, allow_personal_data=allow_personal_data)
        return self._queued(asked.model_copy(update={"held_id": held.id}))

    def forget(self, held: HeldFile) -> None:
        """Deletes a file that waits, and cancels the look into it."""
        self._queue.cancel(held.job_id)
        self.held.forget(held.id)

    def rebuild(self) -> Job:
        """Queues the building of every index anew; the job that waits or runs already, where there is one."""
        known = self._queue.unfinished("rebuild")
        return Job.of(known) if known else self._queued(_asked(MACHINE, "rebuild"))

    def get(self, job_id: str, user: User = MACHINE) -> Job | None:
        """The job as it stands now, as a user may see it, or None."""
        found = self._queue.get(job_id)
        return seen(self._told(found), user) if found else None

    def all(self, user: User = MACHINE) -> list[Job]:
        """The jobs that are kept and a user may see, the newest first."""
        found = (seen(self._told(record), user) for record in self._queue.all())
        return [job for job in found if job is not None]

    def cancel(self, job_id: str) -> bool:
        """Cancels a job, or has who does it stop; False where it is over."""
        return self._queue.cancel(job_id)

    def remove(self, document_id: str) -> bool:
        """Deletes a document, after the upload that is being written, and the jobs that tell of it; False where there
        is none.
        """
        with self.writing():
            self._queue.forget_document(document_id)
            is_removed = self._library.remove(document_id)
            self._begin_preparing()
        return is_removed

    def close(self) -> None:
        """Stops working; jobs that wait are done after the next start, or by others."""
        self._worker.close()

    # Inside

    def _upload(self, user: User, file: str, metadata: Metadata, *, allow_personal_data: bool) -> AskedJob:
        home = remit_of(self._library, user.reads, user.edits).home
        said = metadata.model_dump(mode="json")
        place = metadata.collection or home
        asked = _asked(user, "upload", file=file, collection=place)
        return asked.model_copy(update={"said": said, "allow_personal_data": allow_personal_data})

    def _queued(self, asked: AskedJob, content: bytes | None = None, replaces: str | None = None) -> Job:
        record = self._queue.add(asked, content, replaces)
        self._worker.wake()
        return Job.of(record)

    def _told(self, record: JobRecord) -> Job:
        """A job with what its worker knows of it, and could not write."""
        if record.version is not None and self._queue.is_shared and self._library.version < record.version:
            self._library.catch_up()  # what is told as done is there for whoever is told so
        untold = self._worker.untold.get(record.id)
        job = Job.of(record)
        return job.model_copy(update={"status": untold.status, "error": untold.error}) if untold else job

    def _finish(self, record: JobRecord, result: JobResult) -> bool:
        over = Job.of(record.model_copy(update=result.model_dump(exclude={"is_taken"}, exclude_none=True)))
        result = result.model_copy(update={"version": self._library.version})
        is_ours = self._queue.finish(record, result, self._lines(over, Trail(user=_who_asked(record))))
        if record.kind != "look":
            self._begin_preparing()
        return is_ours

    def _begin_preparing(self) -> None:
        """Has what questions will need made, some passages at a time between the jobs; anew when documents change.

        Of several workers each begins elsewhere: what one has made the others pass by.
        """
        starts = list(range(0, len(self._library.snapshot.passages), _PREPARED_AT_ONCE))
        turn = random.randrange(len(starts)) if starts and self._queue.is_shared else 0
        self._unprepared = [*starts[turn:], *starts[:turn]]
        self._worker.wake()

    def _prepare(self) -> bool:
        """Makes some of it; whether there is more."""
        try:
            start = self._unprepared.pop(0)
        except IndexError:
            return False
        try:
            self._library.prepare(start, _PREPARED_AT_ONCE)
        except Exception:  # noqa: BLE001 - questions make what they need themselves
            _log.exception("preparing the passages from %d on failed", start)
            self._unprepared = []
        return bool(self._unprepared)


def _asked(user: User, kind: JobKind, file: str = "", collection: str | None = None) -> AskedJob:
    begun = trail.current()
    return AskedJob(
        kind=kind,
        owner=user.id or (begun.owner if begun else None),
        user_kind=user.kind,
        reads=_ids(user.reads),
        edits=_ids(user.edits),
        file=file,
        collection=collection,
    )


def _ids(collections: frozenset[str] | None) -> tuple[str, ...] | None:
    return None if collections is None else tuple(sorted(collections))


def _who_asked(record: JobRecord) -> User:
    """Who asked for a job, as the audit log tells it."""
    kind = cast("UserKind", record.user_kind)
    return User(kind, id=record.owner if kind in _WITH_ID else None)
