"""The tables of jobs, and of the files that wait for one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema import Base

_MAYBE = JSON(none_as_null=True)


class JobRow(Base):
    """Work on its way, in the order in which it came: an upload, a look into a file, a rebuild of the indexes.

    `owner` is whose it is, `user_kind`, `reads` and `edits` what that one was and might do when it was asked for.
    `held_id` is the file that it waits with. Who works on it is `worker`; `attempts` counts those who began, and tells
    the one who has it now from those before; `beats` rises for as long as that one lives. `document_id` is what the
    report or the look is of, `version` the library's when it was done.
    """

    __tablename__ = "job"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), index=True)
    owner: Mapped[str | None] = mapped_column(String(64), index=True)
    user_kind: Mapped[str] = mapped_column(String(10))
    reads: Mapped[list[Any] | None] = mapped_column(_MAYBE)
    edits: Mapped[list[Any] | None] = mapped_column(_MAYBE)
    file: Mapped[str] = mapped_column(Text)
    held_id: Mapped[str | None] = mapped_column(String(32))
    said: Mapped[dict[str, Any]]
    allow_personal_data: Mapped[bool]
    collection: Mapped[str | None] = mapped_column(Text)
    stage: Mapped[str | None] = mapped_column(String(20))
    done: Mapped[int]
    total: Mapped[int]
    report: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE)
    found: Mapped[dict[str, Any] | None] = mapped_column(_MAYBE)
    document_id: Mapped[str | None] = mapped_column(String(200), index=True)
    error: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), index=True)
    attempts: Mapped[int]
    worker: Mapped[str | None] = mapped_column(String(32))
    beats: Mapped[int]
    is_cancelled: Mapped[bool]


class HeldFileRow(Base):
    """A file that waits for a job, or for somebody to say what it is; then `job_id` looks into it, and `replaces` is
    the document that it is to be read for.
    """

    __tablename__ = "held_file"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    file_name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    job_id: Mapped[str] = mapped_column(String(32), index=True)
    replaces: Mapped[str | None] = mapped_column(String(200))
    owner: Mapped[str | None] = mapped_column(String(64), index=True)
    held_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
