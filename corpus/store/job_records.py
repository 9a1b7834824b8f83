"""What is kept of a job, and what is said of one that is asked for."""

import uuid
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.store.times import Utc

JobKind = Literal["upload", "look", "rebuild"]
JobStatus = Literal["queued", "running", "done", "failed", "cancelled"]

JOB_DAYS = 30
"""How long a job is told of when it is over."""

MOST_ATTEMPTS = 3
"""Workers that one job may cost: a file that ends each that reads it does not go round for ever."""


class AskedJob(BaseModel):
    """A job as it is asked for: `owner` is whose it is, `user_kind`, `reads` and `edits` what that one is and may.

    `held_id` is a file that waits already; `said` is the metadata of an upload.
    """

    model_config = ConfigDict(frozen=True)

    id: str = Field(default_factory=lambda: uuid.uuid4().hex)
    kind: JobKind
    owner: str | None = None
    user_kind: str
    reads: tuple[str, ...] | None = None
    edits: tuple[str, ...] | None = None
    file: str = ""
    held_id: str | None = None
    said: dict[str, Any] = {}
    allow_personal_data: bool = False
    collection: str | None = None


class JobRecord(AskedJob):
    """A job as it stands; `attempts` says how many workers have begun it, the last of which may have it now."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    status: JobStatus = "queued"
    stage: str | None = None
    done: int = 0
    total: int = 0
    report: dict[str, Any] | None = None
    found: dict[str, Any] | None = None
    document_id: str | None = None
    error: str | None = None
    version: int | None = None
    created_at: Utc
    started_at: Utc | None = None
    finished_at: Utc | None = None
    attempts: int = 0
    worker: str | None = None


class OwnJob(BaseModel):
    """A job as it is told to whoever's it is: which file, when, and which document it became."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    kind: JobKind
    file: str
    status: JobStatus
    document_id: str | None
    created_at: Utc
    finished_at: Utc | None


class JobResult(BaseModel):
    """What became of a job; `is_taken` is whether its file was taken in."""

    model_config = ConfigDict(frozen=True)

    status: Literal["done", "failed", "cancelled"]
    report: dict[str, Any] | None = None
    found: dict[str, Any] | None = None
    document_id: str | None = None
    collection: str | None = None
    error: str | None = None
    version: int | None = None
    is_taken: bool = False


class Beat(BaseModel):
    """A sign of life of the worker that has a job: while it lives, another number at each look."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    attempts: int
    beats: int
