"""The tables of what several processes on one store must know of each other."""

from datetime import datetime

from sqlalchemy import DateTime, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema import Base


class LibraryStateRow(Base):
    """The one row that says what the library is at: `version` grows by one whenever what is published changes.

    `rebuilt` is the version that the indexes were last built anew at, `writer` who writes now: where it stands there
    and nobody holds the lock, its process fell on the way.
    """

    __tablename__ = "library_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    rebuilt: Mapped[int]
    writer: Mapped[str | None] = mapped_column(String(40))


class WorkerRow(Base):
    """A process on the store, and the version that it answers from; `seen_at` is by the database's clock."""

    __tablename__ = "worker"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    host: Mapped[str] = mapped_column(String(200))
    pid: Mapped[int]
    version: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class OriginalRow(Base):
    """A part of an original file, by the sha256 of the whole."""

    __tablename__ = "original"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
