"""What one process at a time does for all on a database: an advisory lock of PostgreSQL says which."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from corpus.store.database import Database

WRITING = 7_305_140_912_044  # numbers of our own among the advisory locks of a database
AT_THE_TEAMS_DESK = 7_305_140_912_046

_LOOKED_EVERY = 0.1  # seconds

_LOST = (SQLAlchemyError, ValueError, OSError)  # of a socket that is closed drivers tell in their own way

# A machine that falls without a word is given up after some 25 seconds, and its lock is free.
_KEPT_ALIVE = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3")


class HeldLock:
    """A lock that was taken, for as long as its connection lives; asked from any thread, by one at a time."""

    def __init__(self, connection: Connection | None) -> None:
        self._connection = connection
        self._lock = Lock()

    def is_ours(self) -> bool:
        """Asks the connection that holds the lock: had it been lost, the lock might be another's."""
        return self._connection is None or self._asked(self._connection, "SELECT 1")

    def give_back(self, key: int) -> None:
        """Lets the next have it."""
        if self._connection is not None and not self._asked(self._connection, f"SELECT pg_advisory_unlock({key})"):
            self._connection.invalidate()  # with the connection the lock is gone too

    def _asked(self, connection: Connection, statement: str) -> bool:
        with self._lock:
            try:
                connection.execute(text(statement))
            except _LOST:
                return False
            return True


class AdvisoryLock:
    """Something that one process at a time does. A database that one process has open needs no lock for it."""

    def __init__(self, database: Database, key: int) -> None:
        self._database = database
        self._key = key

    @property
    def is_shared(self) -> bool:
        """Whether another process may have it."""
        return self._database.is_shared

    @contextmanager
    def taken(self, *, wait: bool) -> Iterator[HeldLock | None]:
        """The lock, until the context ends or the process does; None where it is another's, which may be waited for.

        It is held by a connection of its own.
        """
        if not self.is_shared:
            yield HeldLock(None)
            return
        with self._database.apart() as connection:
            while not (is_ours := self._is_free(connection)) and wait:
                time.sleep(_LOOKED_EVERY)
            if not is_ours:
                yield None
                return
            held = HeldLock(connection)
            try:
                for setting in _KEPT_ALIVE:
                    connection.execute(text(f"SET {setting}"))
                yield held
            finally:
                held.give_back(self._key)

    def _is_free(self, connection: Connection) -> bool:
        taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key})
        return bool(taken.scalar())
