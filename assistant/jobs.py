"""The jobs of a server: uploads one at a time in the background, and deletions between them."""

import logging
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.auth import trail
from assistant.auth.trail import Trail
from assistant.auth.user import MACHINE, User
from assistant.ingestion.ingest import WritingStoppedError, ingest_content
from assistant.ingestion.looking import Look, look_into
from assistant.ingestion.remit import remit_of
from assistant.ingestion.reports import FileReport
from corpus.library import Library
from corpus.models import Metadata
from ingest.limits import Limits
from ingest.workers.pool import OwnReader, Readers

_PREPARED_AT_ONCE = 8  # passages: an upload or a question waits for no more
_JOBS_KEPT = 1_000
_IN_MEMORY = 2**20  # bytes; a larger file waits for its turn on the disk, however many do
_FAULT = "noe gikk galt i tjenesten; si fra til den som drifter den (loggen sier hva)"

JobKind = Literal["upload", "look", "rebuild"]
Stage = Literal["reading", "writing", "embedding", "publishing"]
_STAGES: dict[str, Stage] = {
    "reading": "reading",
    "begin": "writing",
    "written": "writing",
    "kept": "writing",
    "embedding": "embedding",
    "embedded": "embedding",
    "indexed": "publishing",
    "published": "publishing",
    "cleaned": "publishing",
}

_log = logging.getLogger(__name__)


class Job(BaseModel):
    """Work on its way: an upload, a look into a file that is to be uploaded, or a rebuild of the indexes.

    `collection` is the one that an upload is for, `owner` the id of who began it and `reads` what that one reads.
    `stage` says what is done now, `done` of `total` how far. `report` stands when an upload is done, `found` when a
    look is, `error` when the job failed.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: JobKind = "upload"
    status: Literal["queued", "running", "done", "failed"]
    file: str
    collection: str | None = None
    owner: str | None = Field(default=None, exclude=True)
    reads: frozenset[str] | None = Field(default=None, exclude=True)
    stage: Stage | None = None
    done: int = 0
    total: int = 0
    report: FileReport | None = None
    found: Look | None = None
    error: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.status in ("done", "failed")


class Jobs:
    """The writes of a server: uploads one after the other in a thread of their own, deletions between them."""

    def __init__(
        self,
        library: Library,
        readers: Readers = OwnReader(),  # noqa: B008 - has no state
        on_over: Callable[[Job, Trail | None], None] = lambda _job, _begun: None,
    ) -> None:
        """`on_over` is told of each job that is over, with the trail of the request that began it."""
        self._library = library
        self._on_over = on_over
        self._readers = readers
        self._writing = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._preparing = object()
        self._begin_preparing()

    @property
    def library(self) -> Library:
        """What is written to."""
        return self._library

    @property
    def limits(self) -> Limits:
        """What an uploaded file may ask for."""
        return self._readers.limits

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

        Raises OSError where the file cannot be held until its turn comes, NoCollectionError where the user may change
        no documents.
        """
        home = remit_of(self._library, user.reads, user.edits).home
        held = _held(content)

        def upload(job: Job) -> Job:
            with self._writing:
                report = ingest_content(
                    self._library,
                    _read(held),
                    file_name,
                    metadata,
                    on_step=lambda _file, step, done, total: self._tell(job.id, step, done, total),
                    readers=self._readers,
                    remit=remit_of(self._library, user.reads, user.edits),
                    allow_personal_data=allow_personal_data,
                )
                document = self._library.snapshot.documents.get(report.id or "")
            is_in = document.collection if document and report.status != "refused" else job.collection
            return job.model_copy(update={"status": "done", "report": report, "collection": is_in})

        job = _new_job(user, file=file_name, collection=metadata.collection or home)
        return self._queued(job, upload, held)

    def look(self, content: bytes, file_name: str, user: User = MACHINE) -> Job:
        """Queues a look of a user into a file: nothing of it is kept. Raises as `submit` does."""
        remit = remit_of(self._library, user.reads, user.edits)
        held = _held(content)

        def look(job: Job) -> Job:
            found = look_into(remit.seen, _read(held), file_name, self._readers)
            return job.model_copy(update={"status": "done", "found": found})

        return self._queued(_new_job(user, kind="look", file=file_name), look, held)

    def rebuild(self) -> Job:
        """Queues the building of every index anew; the job that waits or runs already, where there is one."""
        for job in list(self._jobs.values()):
            if job.kind == "rebuild" and not job.is_over:
                return job

        def rebuild(job: Job) -> Job:
            with self._writing:
                self._library.rebuild(lambda step, done, total: self._tell(job.id, step, done, total))
            return job.model_copy(update={"status": "done"})

        return self._queued(_new_job(MACHINE, kind="rebuild", file=""), rebuild)

    def get(self, job_id: str, user: User = MACHINE) -> Job | None:
        """The job as it stands now, as a user may see it, or None."""
        found = self._jobs.get(job_id)
        return _seen(found, user) if found else None

    def all(self, user: User = MACHINE) -> list[Job]:
        """The jobs that are kept and a user may see, the newest first."""
        seen = (_seen(job, user) for job in list(self._jobs.values())[::-1])
        return [job for job in seen if job is not None]

    def remove(self, document_id: str) -> bool:
        """Deletes a document, after the upload that is being written, and the jobs that tell of it; False where there
        is none.
        """
        with self._writing:
            is_removed = self._library.remove(document_id)
            told = [job.id for job in list(self._jobs.values()) if document_id in (_document_of(job), _looked_at(job))]
            for job_id in told:
                self._jobs.pop(job_id, None)
            self._begin_preparing()
            return is_removed

    def close(self) -> None:
        """Finishes the upload that is being written and drops those that wait."""
        self._preparing = object()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _begin_preparing(self) -> None:
        """Makes what questions will need, some passages at a time between the uploads; anew when documents change."""
        self._preparing = mark = object()
        self._worker.submit(self._prepare, 0, mark)

    def _prepare(self, start: int, mark: object) -> None:
        if mark is not self._preparing:
            return
        try:
            is_more = self._library.prepare(start, _PREPARED_AT_ONCE)
        except Exception:  # noqa: BLE001 - questions make what they need themselves
            _log.exception("preparing the passages from %d on failed", start)
            return
        if is_more and mark is self._preparing:
            self._worker.submit(self._prepare, start + _PREPARED_AT_ONCE, mark)

    def _queued(self, job: Job, work: Callable[[Job], Job], held: IO[bytes] | None = None) -> Job:
        self._jobs[job.id] = job
        for old in list(self._jobs)[:-_JOBS_KEPT]:
            if self._jobs[old].is_over:
                del self._jobs[old]
        done = self._worker.submit(self._run, job, work, trail.current())
        if held is not None:
            done.add_done_callback(lambda _done: held.close())
        return job

    def _run(self, job: Job, work: Callable[[Job], Job], begun: Trail | None) -> None:
        self._jobs[job.id] = job.model_copy(update={"status": "running"})
        try:
            over = work(job)
            self._on_over(over, begun)
            self._jobs[job.id] = over
            if job.kind != "look":
                self._begin_preparing()
        except WritingStoppedError as error:
            self._fail(job, str(error))
        except Exception:  # noqa: BLE001 - the thread must outlive whatever one file does to it
            _log.exception("job %s failed", job.id)  # a file's name may be a person's
            self._fail(job, _FAULT)

    def _fail(self, job: Job, error: str) -> None:
        self._jobs[job.id] = job.model_copy(update={"status": "failed", "error": error})

    def _tell(self, job_id: str, step: str, done: int, total: int) -> None:
        job = self._jobs.get(job_id)
        if job is not None:
            stage = _STAGES.get(step, job.stage)
            self._jobs[job_id] = job.model_copy(update={"stage": stage, "done": done, "total": total})


def _new_job(user: User, *, file: str, kind: JobKind = "upload", collection: str | None = None) -> Job:
    return Job(
        id=uuid.uuid4().hex,
        kind=kind,
        status="queued",
        file=file,
        collection=collection,
        owner=user.id,
        reads=user.reads,
    )


def _seen(job: Job, user: User) -> Job | None:
    """A job as a user may see it: their own, and uploads to the collections whose documents they may change.

    What is told of documents that only its owner may read is left out.
    """
    if user.edits is None or (job.owner is not None and job.owner == user.id):
        return job
    if job.collection is None or not user.may_edit(job.collection):
        return None
    is_all_read = user.reads is None or (job.reads is not None and job.reads <= user.reads)
    if is_all_read or job.report is None:
        return job
    told = {"notes": (), "supersedes": None, "superseded_by": None, "edition_recognised": False}
    return job.model_copy(update={"report": job.report.model_copy(update=told)})


def _held(content: bytes) -> IO[bytes]:
    """A file's bytes while it waits: in a file without a name that goes with this process, where they are many."""
    held = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when the job is over
    try:
        held.write(content)
    except OSError:
        held.close()
        raise
    return held


def _read(held: IO[bytes]) -> bytes:
    held.seek(0)
    return held.read()


def _document_of(job: Job) -> str | None:
    return job.report.id if job.report else None


def _looked_at(job: Job) -> str | None:
    return job.found.id if job.found else None
