"""A job as surfaces show it: to each user what that one may see of it."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.auth.user import User
from assistant.ingestion.looking import Look
from assistant.ingestion.reports import FileReport
from corpus.store.job_records import JobKind, JobRecord, JobStatus

Stage = Literal["reading", "writing", "embedding", "publishing"]
STAGES: dict[str, Stage] = {
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
"""Of each step of ingestion."""


class Job(BaseModel):
    """Work on its way: an upload, a look into a file that is to be uploaded, or a rebuild of the indexes.

    `collection` is the one that an upload is for, `owner` the id of who began it and `reads` what that one reads; a
    look is into the file `held_id`. `stage` says what is done now, `done` of `total` how far. `report` stands when an
    upload is done, `found` when a look is, `error` when the job failed. `attempts` is how many workers have begun it:
    more than one, where one fell.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: JobKind = "upload"
    status: JobStatus
    file: str
    collection: str | None = None
    owner: str | None = Field(default=None, exclude=True)
    reads: frozenset[str] | None = Field(default=None, exclude=True)
    held_id: str | None = Field(default=None, exclude=True)
    version: int | None = Field(default=None, exclude=True)
    stage: Stage | None = None
    done: int = 0
    total: int = 0
    report: FileReport | None = None
    found: Look | None = None
    error: str | None = None
    attempts: int = 0
    created_at: datetime

    @classmethod
    def of(cls, record: JobRecord) -> Self:
        """A job as it is kept."""
        kept = record.model_dump(include=set(cls.model_fields))
        return cls.model_validate(kept)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.status in ("done", "failed", "cancelled")


def seen(job: Job, user: User) -> Job | None:
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
