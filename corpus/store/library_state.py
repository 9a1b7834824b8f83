"""What the library is at, and who writes in it: one writer at a time, whichever process it is in."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

from sqlalchemy import update
from sqlalchemy.orm import Session

from corpus.store.advisory_locks import WRITING, AdvisoryLock
from corpus.store.database import CatalogueError, Database
from corpus.store.worker_tables import LibraryStateRow

Entered = Callable[[bool], None]
"""Told, before anything is written, whether a writer before fell on the way."""


class WriterLostError(CatalogueError):
    """Another writes: this one was away too long, or the database was started again. Nothing was changed; try again."""

    def __init__(self) -> None:
        super().__init__("et annet program skriver i biblioteket nå; prøv igjen")


@dataclass(frozen=True)
class LibraryState:
    """The version of what is published, the version of the last rebuild, and who is writing."""

    version: int
    rebuilt: int
    writer: str | None


class LibraryStates:
    """The state of one library, and its writer's lock.

    The lock is this process's own, and on PostgreSQL also the database's, held by a connection that ends with the
    process. Should the connection be lost while its holder writes on, the state's `writer` keeps it from publishing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = AdvisoryLock(database, WRITING)
        self._threads = RLock()
        self._depth = 0
        self._token: str | None = None

    def read(self) -> LibraryState:
        """The state as it is now."""
        with self._database.session() as session:
            row = session.get_one(LibraryStateRow, 1)
            return LibraryState(row.version, row.rebuilt, row.writer)

    @property
    def is_writing(self) -> bool:
        """Whether this process writes."""
        return self._token is not None

    @contextmanager
    def writing(self, entered: Entered, *, wait: bool = True) -> Iterator[bool]:
        """To write in; the thread that does may enter again. Without `wait` it is False where somebody else does."""
        if not self._threads.acquire(blocking=wait):
            yield False
            return
        try:
            if self._depth or not self._database.is_shared:
                self._depth += 1
                try:
                    yield True
                finally:
                    self._depth -= 1
                return
            with self._lock.taken(wait=wait) as held:
                if held is None:
                    yield False
                    return
                with self._named() as is_left_over:
                    self._depth += 1
                    try:
                        entered(is_left_over)
                        yield True
                    finally:
                        self._depth -= 1
        finally:
            self._threads.release()

    def check(self, session: Session) -> None:
        """Raises WriterLostError where another has begun to write; in the transaction it is certain until its end."""
        self._touch(session, {"version": LibraryStateRow.version})

    @contextmanager
    def fenced(self) -> Iterator[None]:
        """To delete in stores that know nothing of the lock: no other process begins to write until it is left.

        Raises WriterLostError where another has begun already. Where one process owns the stores there is none.
        """
        if not self._database.is_shared:
            yield
            return
        with self._database.transaction() as session:
            self.check(session)
            yield

    def grow(self, session: Session) -> None:
        """What is published is another from the end of this transaction on; raises WriterLostError."""
        self._touch(session, {"version": LibraryStateRow.version + 1})

    def grow_rebuilt(self) -> None:
        """The indexes were built anew; raises WriterLostError."""
        with self._database.transaction() as session:
            grown = LibraryStateRow.version + 1
            self._touch(session, {"version": grown, "rebuilt": grown})

    # Inside

    def _touch(self, session: Session, values: dict[str, object]) -> None:
        wanted = update(LibraryStateRow).where(LibraryStateRow.id == 1)
        if self._token is not None:
            wanted = wanted.where(LibraryStateRow.writer == self._token)
        if not session.connection().execute(wanted.values(values)).rowcount:
            raise WriterLostError

    @contextmanager
    def _named(self) -> Iterator[bool]:
        """The state names this writer; True where another stood there, which had fallen."""
        token = uuid.uuid4().hex
        with self._database.transaction() as session:
            row = session.get_one(LibraryStateRow, 1, with_for_update=True)
            is_left_over, row.writer = row.writer is not None, token
        self._token = token
        is_done = False
        try:
            yield is_left_over
            is_done = True
        finally:
            self._token = None
            if is_done:  # else the next one looks what was left
                ours = update(LibraryStateRow).where(LibraryStateRow.writer == token)
                with self._database.transaction() as session:
                    session.execute(ours.values(writer=None))
