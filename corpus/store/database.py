"""The SQL database that the catalogue is kept in: opened, brought up to date, and its errors told plainly."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from corpus.store.revisions import upgrade

_POSTGRESQL = "postgresql+pg8000"  # of Python alone, and under a licence that asks for no more than to be named

_WRITERS_WAITED_FOR = 10_000  # ms
_READERS_WAITED_FOR = 1_000  # ms, before the log can be emptied: questions are through by then, a backup is not

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
        self._quick_engine = _engine(self._url, _quicken_sqlite)
        with self._told_plainly(), self.engine.connect() as connection:
            upgrade(connection)
            connection.commit()

    def close(self) -> None:
        """Closes all connections."""
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
        with self._told_plainly(), Session(self.engine) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """For writing: all of it, or nothing."""
        with self._told_plainly(), Session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def quick_transaction(self) -> Iterator[Session]:
        """A transaction that does not wait for the disk: the last ones may be lost where the power fails."""
        with self._told_plainly(), Session(self._quick_engine) as session, session.begin():
            yield session

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
        place = url.render_as_string(hide_password=True)
        raise CatalogueError(
            f"katalogen {place} kunne ikke leses eller skrives ({_reason(error)}); "
            "se etter at datamappen kan skrives og at disken har plass, og prøv igjen"
        ) from error


def _reason(error: DBAPIError) -> str:
    """What the database says, without the lines in which PostgreSQL tells of the row."""
    return str(error.orig).partition("\n")[0]


def _with_driver(url: URL) -> URL:
    """The address with the driver that comes with us, where it names none."""
    return url.set(drivername=_POSTGRESQL) if url.drivername == "postgresql" else url


def _engine(url: URL, *further: Callable[[object, object], None]) -> Engine:
    engine = create_engine(url, hide_parameters=True)  # errors are logged, and what was asked is in the parameters
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
    """A commit is written to the log and not waited for (0.8 ms instead of 4, measured), another writer but 2 s."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=2000")
    cursor.close()
