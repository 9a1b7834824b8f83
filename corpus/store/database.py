"""The SQL database that the catalogue is kept in: opened, brought up to date, and its errors told plainly."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session

from corpus.store import sockets
from corpus.store.claims import Claims
from corpus.store.revisions import upgrade

_POSTGRESQL = "postgresql+pg8000"  # of Python alone, and under a licence that asks for no more than to be named

_WRITERS_WAITED_FOR = 10_000  # ms
_WAITED_FOR_BRIEFLY = 2_000
_READERS_WAITED_FOR = 1_000  # ms, before the log can be emptied: questions are through by then, a backup is not
_PATIENCE = 10.0  # seconds that a database may be away, being started again, before whoever asks is told
_TRIED_EVERY = 0.2
_MIGRATING = 7_305_140_912_045  # of several processes that start at once, one makes the tables
_CONNECTIONS = {"pool_size": 8, "max_overflow": 8, "pool_timeout": _PATIENCE}
"""A worker's, of the 100 that PostgreSQL gives by default. Each is looked at before it is used."""

_PASSING = ("08", "53", "57")  # of SQLSTATE: no connection, too many of them, being stopped or started

Opened = Callable[[], AbstractContextManager[Session]]


class CatalogueError(Exception):
    """The store cannot be opened or written; the message says which, why and what to do."""


class Database:
    """SQLite or PostgreSQL by its address."""

    def __init__(self, url: str) -> None:
        """Opens the database and brings its tables up to date.

        Raises CatalogueError where it cannot be opened or written.
        """
        self.engine = engine_at(url)
        self._url = self.engine.url
        self._quick_engine = self.engine if self.is_shared else _engine(self._url, _quicken_sqlite)
        self._away_since: float | None = None
        self.claims = Claims(self.engine)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self) -> None:
        with self._connected(self.engine) as connection:
            if self.is_shared:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
            upgrade(connection)
            connection.commit()

    @property
    def is_shared(self) -> bool:
        """Whether several processes may have it open: PostgreSQL."""
        return self.engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Closes all connections."""
        self.claims.close()
        self._quick_engine.dispose()
        self.engine.dispose()

    def compact(self) -> bool:
        """Writes the file anew without the bytes of what was deleted; False where its log could not be emptied, being
        read just then.

        What is deleted is overwritten at once, but not what SQLite moved before that, from a page that was full to
        another. SQLite only: PostgreSQL frees bytes when it vacuums.
        """
        with self._told_plainly(), self.engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                return True
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_READERS_WAITED_FOR}")
            is_read = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_WRITERS_WAITED_FOR}")
            return not is_read

    @contextmanager
    def session(self) -> Iterator[Session]:
        """For reading."""
        with self._connected(self.engine) as connection, Session(connection) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """For writing: all of it, or nothing."""
        with self._connected(self.engine) as connection, Session(connection) as session, session.begin():
            yield session

    @contextmanager
    def quick_transaction(self) -> Iterator[Session]:
        """A transaction that does not wait for the disk: the last ones may be lost where the power fails."""
        with self._connected(self._quick_engine) as connection, self._quickly(connection) as session:
            yield session

    @contextmanager
    def brief_transaction(self) -> Iterator[Session]:
        """A quick one of what can be written later as well: another writer of SQLite holds it up for two seconds."""
        with (
            self._connected(self._quick_engine) as connection,
            _waiting_briefly(connection),
            self._quickly(connection) as session,
        ):
            yield session

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A connection for one purpose, which commits each statement; it is not used again where that fails."""
        with self._connected(self.engine) as connection:
            try:
                yield connection.execution_options(isolation_level="AUTOCOMMIT")
            except BaseException:
                connection.invalidate()
                raise

    @contextmanager
    def _quickly(self, connection: Connection) -> Iterator[Session]:
        with Session(connection) as session, session.begin():
            if self.is_shared:
                session.execute(text("SET LOCAL synchronous_commit TO OFF"))
            yield session

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        with self._told_plainly(), self._patiently(engine) as connection:
            yield connection

    def _patiently(self, engine: Engine) -> Connection:
        """A connection that works; a server that is being started again is waited for."""
        while True:
            began = time.monotonic()
            try:
                found = engine.connect()
            except (DBAPIError, OSError) as error:
                now = time.monotonic()
                self._away_since = self._away_since or began
                if not (self.is_shared and _is_passing(error)) or now - self._away_since > _PATIENCE:
                    if isinstance(error, OSError):
                        raise _unreached(error) from error
                    raise
                time.sleep(_TRIED_EVERY)
            else:
                self._away_since = None
                return found

    def _told_plainly(self) -> AbstractContextManager[None]:
        return told_plainly(self._url)


def engine_at(url: str) -> Engine:
    """What connects to a database; raises CatalogueError where its address cannot be used."""
    try:
        return _engine(_with_driver(make_url(url)))
    except (ArgumentError, ModuleNotFoundError) as error:
        raise CatalogueError(
            f"adressen til databasen kan ikke brukes ({error}); skriv den som sqlite:///fil eller "
            "postgresql://bruker@maskin/navn"
        ) from error


@contextmanager
def told_plainly(url: URL) -> Iterator[None]:
    """Has what a database at an address says of a fault told as a CatalogueError."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, OSError):
            raise _unreached(error.orig) from error
        place = url.render_as_string(hide_password=True)
        raise CatalogueError(
            f"katalogen {place} kunne ikke leses eller skrives ({_reason(error)}); "
            "se etter at datamappen kan skrives og at disken har plass, og prøv igjen"
        ) from error
    except NoConnectionError as error:
        raise CatalogueError("alle forbindelser til databasen er i bruk; prøv igjen om litt") from error


def _unreached(error: OSError) -> CatalogueError:
    return CatalogueError(f"databasen svarer ikke ({error}); prøv igjen om litt")


@contextmanager
def _waiting_briefly(connection: Connection) -> Iterator[None]:
    """Has a connection to SQLite wait less for another writer; said to SQLite itself, it begins no transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_WAITED_FOR_BRIEFLY}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout={_WRITERS_WAITED_FOR}")
        cursor.close()


def _reason(error: DBAPIError) -> str:
    """What the database says, without the lines in which PostgreSQL tells of the row."""
    told = error.orig.args[0] if error.orig is not None and error.orig.args else None
    said = told.get("M") if isinstance(told, dict) else error.orig
    return str(said).partition("\n")[0]


def _is_passing(error: DBAPIError | OSError) -> bool:
    """Whether a server that could not be reached, or refused, may be there in a moment. What the network says before
    anybody has answered, pg8000 tells as it comes.
    """
    if isinstance(error, OSError):
        return True
    code = _code(error.orig)
    return code.startswith(_PASSING) if code else not isinstance(error.orig, (ValueError, TypeError))


def _code(error: BaseException | None) -> str:
    """PostgreSQL's SQLSTATE, where it is told: by pg8000 among what it says, by others beside it."""
    told = error.args[0] if error is not None and error.args else None
    found = told.get("C") if isinstance(told, dict) else getattr(error, "sqlstate", None)
    return str(found or "")


def _let_go(connection: object, *_: object) -> None:
    """Closes the socket of a connection that is lost: pg8000 leaves it open where it cannot say goodbye."""
    for part in ("_sock", "_usock"):
        with suppress(OSError, ValueError, AttributeError):
            getattr(connection, part).close()


def _note_lost(context: ExceptionContext) -> OperationalError | None:
    """A connection that the server or the network ended is not used again. What the network says in the midst of a
    statement pg8000 tells as it comes: it is told as one of the database's errors, which whoever asks knows.
    """
    error = context.original_exception
    if isinstance(error, OSError):
        context.is_disconnect = True
        return OperationalError(None, None, error, hide_parameters=True, connection_invalidated=True)
    if _code(error).startswith("57P"):
        context.is_disconnect = True
    return None


def _with_driver(url: URL) -> URL:
    """The address with the driver that comes with us, where it names none."""
    return url.set(drivername=_POSTGRESQL) if url.drivername == "postgresql" else url


def _engine(url: URL, *further: Callable[[object, object], None]) -> Engine:
    """Without parameters in errors: those are logged, and what was asked is in the parameters."""
    if url.get_backend_name() == "postgresql":
        timed = {"timeout": sockets.ANSWERED_IN} if url.drivername == _POSTGRESQL else {}
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=timed, **_CONNECTIONS)
        event.listen(engine, "handle_error", _note_lost)
        event.listen(engine, "invalidate", _let_go)
        event.listen(engine, "connect", sockets.watch)
        event.listen(engine, "checkout", sockets.unlimit)
        event.listen(engine, "checkin", sockets.limit)  # whether it lives it is asked before it is checked out
        return engine
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        for prepare in (_prepare_sqlite, *further):
            event.listen(engine, "connect", prepare)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Foreign keys on; a write-ahead log, so that readers never wait for the writer; what is deleted is overwritten."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA busy_timeout={_WRITERS_WAITED_FOR}")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _quicken_sqlite(connection: object, _record: object) -> None:
    """A commit is written to the log and not waited for (0.8 ms instead of 4, measured)."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
