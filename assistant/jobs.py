"""The jobs of a server: uploads one at a time in the background, and deletions between them."""

import logging
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.ingestion.ingest import WritingStoppedError, ingest_content
from assistant.ingestion.reports import FileReport
from corpus.library import Library
from corpus.models import Metadata
from ingest.limits import Limits
from ingest.workers.pool import OwnReader, Readers

_PREPARED_AT_ONCE = 8  # passages: an upload or a question waits for no more
_JOBS_KEPT = 1_000

_log = logging.getLogger(__name__)


class Job(BaseModel):
    """An upload on its way; `report` stands when it is done, `error` when it failed."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: Literal["queued", "running", "done", "failed"]
    file: str
    report: FileReport | None = None
    error: str | None = None


class Jobs:
    """The writes of a server: uploads one after the other in a thread of their own, deletions between them."""

    def __init__(self, library: Library, readers: Readers = OwnReader()) -> None:  # noqa: B008 - has no state
        self._library = library
        self._readers = readers
        self._writing = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._preparing = object()
        self._begin_preparing()

    @property
    def limits(self) -> Limits:
        """What an uploaded file may ask for."""
        return self._readers.limits

    def submit(self, content: bytes, file_name: str, metadata: Metadata, *, allow_personal_data: bool = False) -> Job:
        """Queues an upload; the job is kept until 1,000 newer ones have been."""
        job = Job(id=uuid.uuid4().hex, status="queued", file=file_name)
        self._jobs[job.id] = job
        for old in list(self._jobs)[:-_JOBS_KEPT]:
            if self._jobs[old].status in ("done", "failed"):
                del self._jobs[old]
        self._worker.submit(self._run, job, content, metadata, allow_personal_data)
        return job

    def get(self, job_id: str) -> Job | None:
        """The job as it stands now, or None."""
        return self._jobs.get(job_id)

    def remove(self, document_id: str) -> bool:
        """Deletes a document, after the upload that is being written, and the jobs that tell of it; False where there
        is none.
        """
        with self._writing:
            is_removed = self._library.remove(document_id)
            told = [job.id for job in list(self._jobs.values()) if job.report and job.report.id == document_id]
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

    def _run(self, job: Job, content: bytes, metadata: Metadata, allow_personal_data: bool) -> None:
        self._jobs[job.id] = job.model_copy(update={"status": "running"})
        try:
            with self._writing:
                report = ingest_content(
                    self._library,
                    content,
                    job.file,
                    metadata,
                    readers=self._readers,
                    allow_personal_data=allow_personal_data,
                )
            self._jobs[job.id] = job.model_copy(update={"status": "done", "report": report})
            self._begin_preparing()
        except WritingStoppedError as error:
            self._jobs[job.id] = job.model_copy(update={"status": "failed", "error": str(error)})
        except Exception:  # noqa: BLE001 - the thread must outlive whatever one file does to it
            _log.exception("the job of %r failed", job.file)
            self._jobs[job.id] = job.model_copy(
                update={
                    "status": "failed",
                    "error": "noe gikk galt i tjenesten; si fra til den som drifter den (loggen sier hva)",
                }
            )
