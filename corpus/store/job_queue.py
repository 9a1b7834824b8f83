"""The jobs of one store: any worker takes the first that waits, and only who has it says what became of it.

A job is claimed by one conditional update, which both databases make once however many workers try. Who has it is told
by the worker and the number of the attempt: what one says that was taken for dead, and wakes up, changes nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from corpus.store.audit import AuditLine, append_lines
from corpus.store.database import Opened
from corpus.store.held_files import drop_files, hold_file
from corpus.store.job_records import MOST_ATTEMPTS, AskedJob, Beat, JobRecord, JobResult, OwnJob
from corpus.store.job_tables import HeldFileRow, JobRow

_JOBS_KEPT = 1_000
_UNFINISHED = ("queued", "running")
_GIVEN_UP = f"arbeidet ble avbrutt {MOST_ATTEMPTS} ganger uten å bli ferdig; se i loggen hva som stopper tjenesten"


class JobQueue:
    """The jobs of one store; `is_shared` is whether other processes may take them."""

    def __init__(self, session: Opened, transaction: Opened, quick_transaction: Opened, *, is_shared: bool) -> None:
        self._session = session
        self._transaction = transaction
        self._quick = quick_transaction
        self.is_shared = is_shared

    # Asking

    def add(self, asked: AskedJob, content: bytes | None = None, replaces: str | None = None) -> JobRecord:
        """Queues a job, with the file that it waits with; those that are over are kept until a thousand newer ones
        are. Raises CatalogueError where it cannot be written.
        """
        with self._transaction() as session:
            held = asked.held_id
            if content is not None:
                held = hold_file(session, content, asked.file, asked.id, asked.owner, replaces)
            row = JobRow(
                **asked.model_dump(exclude={"held_id"}),
                held_id=held,
                status="queued",
                created_at=datetime.now(UTC),
                **_NOT_BEGUN,
            )
            session.add(row)
            session.flush()
            old = JobRow.number <= row.number - _JOBS_KEPT
            session.execute(delete(JobRow).where(old, JobRow.status.not_in(_UNFINISHED)), execution_options=_BLIND)
            return JobRecord.model_validate(row)

    def get(self, job_id: str) -> JobRecord | None:
        """A job as it stands, or None."""
        found = self._found(JobRow.id == job_id)
        return found[0] if found else None

    def all(self) -> list[JobRecord]:
        """All that are kept, the newest first."""
        return self._found()

    def unfinished(self, kind: str) -> JobRecord | None:
        """The first of a kind that waits or is worked on, or None."""
        found = self._found(JobRow.kind == kind, JobRow.status.in_(_UNFINISHED))
        return found[-1] if found else None

    def owned(self, owners: Collection[str]) -> list[OwnJob]:
        """The jobs of these owners, the newest first."""
        query = select(JobRow).where(JobRow.owner.in_(set(owners))).order_by(JobRow.number.desc())
        with self._session() as session:
            return [OwnJob.model_validate(row) for row in session.scalars(query)]

    def cancel(self, job_id: str) -> bool:
        """Has a job cancelled: at once where it waits, by who has it where it is begun; False where it is over."""
        with self._transaction() as session:
            if self._over(session, JobRow.status == "queued", job_id, JobResult(status="cancelled")):
                return True
            asked = update(JobRow).where(JobRow.id == job_id, JobRow.status == "running").values(is_cancelled=True)
            return _number(session.execute(asked, execution_options=_BLIND)) == 1

    def forget_document(self, document_id: str) -> None:
        """Deletes the jobs that tell of a document."""
        with self._transaction() as session:
            session.execute(delete(JobRow).where(JobRow.document_id == document_id), execution_options=_BLIND)

    # Working

    def claim(self, worker: str) -> JobRecord | None:
        """The first job that waits, which is this worker's from now on; None where none does."""
        with self._transaction() as session:
            waiting = select(JobRow).where(JobRow.status == "queued").order_by(JobRow.number).limit(1)
            row = session.scalar(waiting.with_for_update(skip_locked=True))
            if row is None:
                return None
            taken = update(JobRow).where(JobRow.number == row.number, JobRow.status == "queued")
            begun = {"status": "running", "attempts": row.attempts + 1, "worker": worker, "started_at": _now()}
            if _number(session.execute(taken.values(**begun, **_FRESH), execution_options=_BLIND)) == 0:
                return None
            session.refresh(row)
            return JobRecord.model_validate(row)

    def beat(self, job: JobRecord) -> bool | None:
        """A sign of life of who has a job: whether it is to be cancelled; None where it is another's, or gone."""
        with self._quick() as session:
            alive = update(JobRow).where(_had(job)).values(beats=JobRow.beats + 1).returning(JobRow.is_cancelled)
            return session.scalar(alive, execution_options=_BLIND)

    def tell(self, job: JobRecord, stage: str | None, done: int, total: int) -> bool:
        """Says how far a job is; False where it is another's by now, or gone."""
        with self._quick() as session:
            said = update(JobRow).where(_had(job)).values(stage=stage, done=done, total=total)
            return _number(session.execute(said, execution_options=_BLIND)) == 1

    def finish(self, job: JobRecord, result: JobResult, lines: Sequence[AuditLine] = ()) -> bool:
        """Says what became of a job, and writes what the audit log is to tell of it, at once; its file is deleted.

        False, and nothing written, where it is another's by now. Raises CatalogueError.
        """
        with self._transaction() as session:
            if not self._over(session, _had(job), job.id, result):
                return False
            append_lines(session, lines)
            return True

    def put_back(self, job: JobRecord) -> None:
        """Has a job wait again as if this worker had not begun it: it stops, and the job is to blame for nothing."""
        with self._transaction() as session:
            waits = update(JobRow).where(_had(job)).values(status="queued", attempts=job.attempts - 1, **_FRESH)
            session.execute(waits, execution_options=_BLIND)

    # Of workers that fell

    def beats(self) -> list[Beat]:
        """The signs of life of all jobs that somebody works on."""
        with self._session() as session:
            rows = session.execute(select(JobRow.id, JobRow.attempts, JobRow.beats).where(JobRow.status == "running"))
            return [Beat.model_validate(row) for row in rows]

    def give_up_on(self, fallen: Iterable[Beat]) -> None:
        """Has jobs wait again whose workers have fallen, and are as they were seen; one that cost three fails."""
        with self._transaction() as session:
            for seen in fallen:
                as_seen = (JobRow.attempts == seen.attempts) & (JobRow.beats == seen.beats)
                as_seen = as_seen & (JobRow.id == seen.id) & (JobRow.status == "running")
                if seen.attempts >= MOST_ATTEMPTS:
                    self._over(session, as_seen, seen.id, JobResult(status="failed", error=_GIVEN_UP))
                else:
                    waits = update(JobRow).where(as_seen).values(status="queued", **_FRESH)
                    session.execute(waits, execution_options=_BLIND)

    # Inside

    def _found(self, *conditions: ColumnElement[bool]) -> list[JobRecord]:
        with self._session() as session:
            rows = session.scalars(select(JobRow).where(*conditions).order_by(JobRow.number.desc()))
            return [JobRecord.model_validate(row) for row in rows]

    @staticmethod
    def _over(session: Session, which: ColumnElement[bool], job_id: str, result: JobResult) -> bool:
        """Notes what became of a job that is as it should be, and deletes its file, but for one looked into: that
        waits for somebody still.
        """
        told = result.model_dump(exclude={"is_taken", "collection"})
        told |= {"collection": result.collection} if result.collection else {}
        row = session.scalar(select(JobRow).where(which, JobRow.id == job_id).with_for_update())
        if row is None:
            return False
        held, is_look = row.held_id, row.kind == "look"
        ended = update(JobRow).where(which, JobRow.id == job_id).values(**told, held_id=None, finished_at=_now())
        if _number(session.execute(ended, execution_options=_BLIND)) == 0:
            return False
        if held and not is_look:
            drop_files(session, HeldFileRow.id == held, is_taken=result.is_taken)
        return True


def forget_jobs_of(session: Session, owners: Collection[str]) -> None:
    """Deletes the jobs of these people and their files that wait; who works on one sees it, and stops."""
    people = set(owners)
    session.execute(delete(JobRow).where(JobRow.owner.in_(people)), execution_options=_BLIND)
    drop_files(session, HeldFileRow.owner.in_(people))


def is_any_unfinished(session: Session) -> bool:
    """Whether a job waits or is worked on."""
    return session.scalar(select(JobRow.number).where(JobRow.status.in_(_UNFINISHED)).limit(1)) is not None


def jobs_over(before: datetime) -> ColumnElement[bool]:
    """The jobs that were over before a moment."""
    return JobRow.finished_at < before


def _had(job: JobRecord) -> ColumnElement[bool]:
    """Whether a job is still in the hands that have it."""
    had = (JobRow.id == job.id) & (JobRow.attempts == job.attempts) & (JobRow.worker == job.worker)
    return had & (JobRow.status == "running")


def _now() -> datetime:
    return datetime.now(UTC)


def _number(result: Any) -> int:
    return int(getattr(result, "rowcount", 0))


_BLIND = {"synchronize_session": False}
_FRESH: dict[str, Any] = {"done": 0, "total": 0, "beats": 0}
"""The stage stays: it says how far the one before came."""

_NOT_BEGUN: dict[str, Any] = {**_FRESH, "attempts": 0, "is_cancelled": False}
