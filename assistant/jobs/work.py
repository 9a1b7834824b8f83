"""What is done in each kind of job, and what becomes of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from assistant.ingestion.ingest import ingest_content
from assistant.ingestion.looking import look_into
from assistant.ingestion.remit import Remit, remit_of
from assistant.ingestion.reports import FileReport
from assistant.jobs.lease import CancelledError, Lease, LeasedReaders
from corpus.library import Library
from corpus.models import Metadata
from corpus.store.job_records import JobRecord, JobResult
from ingest.workers.pool import Readers

Writing = Callable[[], AbstractContextManager[None]]
"""What a job that writes is in while it does: one at a time, whoever else writes."""

_GONE = "filen ventet for lenge og er slettet; last den opp på nytt"


class Work:
    """The work of jobs on one library, by the reading processes of this worker."""

    def __init__(self, library: Library, readers: Readers, writing: Writing) -> None:
        self._library = library
        self._readers = readers
        self._writing = writing

    def __call__(self, lease: Lease) -> JobResult:
        """Does a job; of one that is cancelled nothing is left. Raises LostError, ClosingError, WritingStoppedError."""
        kinds = {"upload": self._upload, "look": self._look, "rebuild": self._rebuild}
        try:
            lease.check()
            return kinds[lease.job.kind](lease)
        except CancelledError:
            with self._writing():
                self._library.drop_unfinished()
            return JobResult(status="cancelled")

    def _upload(self, lease: Lease) -> JobResult:
        job, library = lease.job, self._library
        content = self._content(job)
        if content is None:
            return JobResult(status="failed", error=_GONE)
        report = ingest_content(
            library,
            content,
            job.file,
            Metadata.model_validate(job.said),
            on_step=lambda _file, step, done, total: lease.on_step(step, done, total),
            readers=LeasedReaders(self._readers, lease),
            remit=self._remit(job),
            allow_personal_data=job.allow_personal_data,
            writing=self._writing,
        )
        report = _told_of_both(job, report)
        document = library.snapshot.documents.get(report.id or "")
        is_taken = report.status != "refused"
        return JobResult(
            status="done",
            report=report.model_dump(mode="json"),
            document_id=report.id,
            collection=document.collection if document and is_taken else None,
            is_taken=is_taken,
        )

    def _look(self, lease: Lease) -> JobResult:
        content = self._content(lease.job)
        if content is None:
            return JobResult(status="failed", error=_GONE)
        readers = LeasedReaders(self._readers, lease)
        found = look_into(self._remit(lease.job).seen, content, lease.job.file, readers)
        return JobResult(status="done", found=found.model_dump(mode="json"), document_id=found.id)

    def _rebuild(self, lease: Lease) -> JobResult:
        with self._writing():
            self._library.rebuild(lease.on_step)
        return JobResult(status="done")

    def _remit(self, job: JobRecord) -> Remit:
        reads, edits = (None if ids is None else frozenset(ids) for ids in (job.reads, job.edits))
        return remit_of(self._library, reads, edits)

    def _content(self, job: JobRecord) -> bytes | None:
        return self._library.held_files.content(job.held_id or "")


def _told_of_both(job: JobRecord, report: FileReport) -> FileReport:
    """The report of a job, whoever did which part of it: what one worker showed, and fell, the next finds there."""
    if job.stage == "publishing" and report.status == "unchanged" and report.reason is None:
        return report.model_copy(update={"status": "indexed"})
    return report
