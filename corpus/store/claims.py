"""Names that one process at a time has, of any number: for what must not be done twice at the same time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Lock

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from corpus.store import sockets

_LOOKED_EVERY = 0.1  # seconds
_TRIED = "pg_try_advisory_lock"
_WAITED = 120.0  # longer than any answer takes
_LOST = (SQLAlchemyError, ValueError, OSError)  # of a socket that is closed drivers tell in their own way


class Claims:
    """The names of one process, as locks of PostgreSQL on one connection: they go with the process.

    A database that one process has open needs none. Where the database is away nobody is kept waiting.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: Connection | None = None
        self._is_closed = False

    @contextmanager
    def held(self, *name: str) -> Iterator[None]:
        """Waits while another process has the name. Who else in this one wants it is seen to by whoever calls."""
        if self._engine.dialect.name != "postgresql":
            yield
            return
        key = int.from_bytes(sha256("\0".join(name).encode()).digest()[:8], signed=True)
        until = time.monotonic() + _WAITED
        while (is_ours := self._asked(_TRIED, key)) is False and time.monotonic() < until:
            time.sleep(_LOOKED_EVERY)
        try:
            yield
        finally:
            if is_ours:
                self._asked("pg_advisory_unlock", key)

    def close(self) -> None:
        """Lets go of all names."""
        with self._lock:
            self._is_closed = True
            self._drop()

    def _asked(self, function: str, key: int) -> bool | None:
        """What a function of PostgreSQL says of a lock; None where it cannot be asked."""
        if not self._lock.acquire(timeout=sockets.ANSWERED_IN if function == _TRIED else -1):
            return None
        try:
            if self._is_closed:
                return None
            if self._connection is None:
                if function != _TRIED:  # what was claimed went with the connection
                    return None
                self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                sockets.limit(self._connection.connection.dbapi_connection)
            return bool(self._connection.execute(text(f"SELECT {function}(:key)"), {"key": key}).scalar())
        except _LOST:
            self._drop()
            return None
        finally:
            self._lock.release()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # else it were used again with its locks
            connection.close()
