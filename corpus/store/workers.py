"""The processes on one store: which there are, and from which version each answers."""

import os
import socket
import uuid
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import DateTime, delete, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from corpus.store.database import Opened
from corpus.store.worker_tables import WorkerRow

ALIVE = timedelta(seconds=10)
"""A worker that has not been heard of for so long answers nothing any more: it looks before it does."""

_FORGOTTEN_AFTER = timedelta(hours=1)
_HOST_LENGTH = 200


class Worker(BaseModel):
    """A process on the store; `seconds` are those since it was last heard of."""

    model_config = ConfigDict(frozen=True)

    id: str
    host: str
    pid: int
    version: int
    started_at: datetime
    seconds: float
    is_alive: bool
    is_this: bool


class Workers:
    """The workers of one store, this process among them; all times are by the database's clock."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction
        self.id = uuid.uuid4().hex[:12]

    def beat(self, version: int) -> None:
        """Says that this process is there, and answers from a version."""
        with self._transaction() as session:
            ours = update(WorkerRow).where(WorkerRow.id == self.id)
            if session.connection().execute(ours.values(version=version, seen_at=_NOW)).rowcount:
                return
            session.execute(delete(WorkerRow).where(WorkerRow.seen_at < _NOW - _FORGOTTEN_AFTER))
            own = {"id": self.id, "host": socket.gethostname()[:_HOST_LENGTH], "pid": os.getpid(), "version": version}
            session.execute(insert(WorkerRow).values(**own, started_at=_NOW, seen_at=_NOW))

    def leave(self) -> None:
        """Says that this process is gone."""
        with self._transaction() as session:
            session.execute(delete(WorkerRow).where(WorkerRow.id == self.id))

    def behind(self, version: int) -> int:
        """How many other live workers still answer from an earlier version."""
        with self._session() as session:
            late = (
                select(func.count())
                .select_from(WorkerRow)
                .where(WorkerRow.id != self.id, WorkerRow.version < version, _is_alive(WorkerRow.seen_at))
            )
            return session.scalar(late) or 0

    def all(self) -> list[Worker]:
        """Every worker that was heard of within the hour, the oldest first."""
        with self._session() as session:
            return workers_of(session, self.id)


_NOW = func.now(type_=DateTime(timezone=True))


def _is_alive(seen_at: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    return seen_at > _NOW - ALIVE


def workers_of(session: Session, this: str = "") -> list[Worker]:
    """Every worker of a store that was heard of within the hour, the oldest first; `this` is the id of one's own."""
    found = select(WorkerRow, _NOW.label("now")).order_by(WorkerRow.started_at, WorkerRow.id)
    return [_told(row, now, this) for row, now in session.execute(found)]


def _told(row: WorkerRow, now: datetime, this: str) -> Worker:
    age = now.replace(tzinfo=None) - row.seen_at.replace(tzinfo=None)
    return Worker(
        id=row.id,
        host=row.host,
        pid=row.pid,
        version=row.version,
        started_at=row.started_at,
        seconds=round(age.total_seconds(), 1),
        is_alive=age < ALIVE,
        is_this=row.id == this,
    )
