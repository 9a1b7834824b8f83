"""Files that wait: for their job, or for somebody to say what they are."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from corpus.store.database import Opened
from corpus.store.job_tables import HeldFileRow, JobRow
from corpus.store.schema import UNSCRUBBED, SettingRow
from corpus.store.times import Utc

HELD_DAYS = 1
"""What nobody said anything of in a day is deleted."""


class HeldFile(BaseModel):
    """A file that waits; the job `job_id` looks into it, `replaces` is the document that it is to be read for, and
    `owner` whose it is.
    """

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    file_name: str
    size: int
    job_id: str
    replaces: str | None = None
    owner: str | None = None
    held_at: Utc

    @property
    def replaced_id(self) -> str:
        """The id of the document that it is read for; empty where it is a new one."""
        return self.replaces or ""


class HeldFiles:
    """The files that wait in one store."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def get(self, file_id: str) -> HeldFile | None:
        """What is known of a file that waits for somebody to say what it is; None where it does not."""
        with self._session() as session:
            row = session.scalar(select(HeldFileRow).where(HeldFileRow.id == file_id, ~_IS_READ_IN))
            return HeldFile.model_validate(row) if row else None

    def owned(self, owners: Collection[str]) -> list[HeldFile]:
        """The files of these owners, the newest first."""
        query = select(HeldFileRow).where(HeldFileRow.owner.in_(set(owners))).order_by(HeldFileRow.held_at.desc())
        with self._session() as session:
            return [HeldFile.model_validate(row) for row in session.scalars(query)]

    def content(self, file_id: str) -> bytes | None:
        """The bytes of a file; None where it does not wait any more."""
        with self._session() as session:
            return session.scalar(select(HeldFileRow.content).where(HeldFileRow.id == file_id))

    def forget(self, file_id: str) -> None:
        """Deletes a file that waits for somebody."""
        with self._transaction() as session:
            drop_files(session, (HeldFileRow.id == file_id) & ~_IS_READ_IN)

    def forget_old(self, now: datetime | None = None) -> int:
        """Deletes what has waited for somebody for more than a day; how many files."""
        over = files_over((now or datetime.now(UTC)) - timedelta(days=HELD_DAYS))
        with self._session() as session:
            if session.scalar(select(HeldFileRow.id).where(over).limit(1)) is None:
                return 0
        with self._transaction() as session:
            return drop_files(session, over)


def hold_file(
    session: Session, content: bytes, file_name: str, job_id: str, owner: str | None, replaces: str | None
) -> str:
    """Writes a file that waits under a name that nobody guesses, which is returned."""
    file_id = secrets.token_hex(16)
    session.add(
        HeldFileRow(
            id=file_id,
            file_name=file_name,
            size=len(content),
            job_id=job_id,
            replaces=replaces,
            owner=owner,
            held_at=datetime.now(UTC),
            content=content,
        )
    )
    return file_id


def drop_files(session: Session, which: ColumnElement[bool], *, is_taken: bool = False) -> int:
    """Deletes files that wait; how many. The bytes of those that were not taken in are to leave the database's own
    files as well, when these are scrubbed.
    """
    found = session.execute(delete(HeldFileRow).where(which), execution_options={"synchronize_session": False})
    number = int(getattr(found, "rowcount", 0))
    if number and not is_taken:
        session.merge(SettingRow(key=UNSCRUBBED, value="yes"))
    return number


def files_over(before: datetime) -> ColumnElement[bool]:
    """Those kept before a moment that are not about to be read in."""
    return (HeldFileRow.held_at < before) & ~_IS_READ_IN


_IS_READ_IN = exists().where(JobRow.held_id == HeldFileRow.id, JobRow.kind == "upload")
