"""A store filled with the rows of a dump, in one transaction: all of them, brought up to date, or none."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, column, delete, func, insert, inspect, select, table
from sqlalchemy.orm import Session

from corpus.complaints import quoted
from corpus.store.cells import decoder, written_to
from corpus.store.database import CatalogueError, engine_at, told_plainly
from corpus.store.dump import LEFT_OUT, at_once, tables_of
from corpus.store.revisions import VERSION_TABLE, known_revisions, upgrade
from corpus.store.schema import UNPURGED, SettingRow
from corpus.store.worker_tables import WorkerRow
from corpus.store.workers import workers_of

_MADE_BY_A_START = frozenset({"setting", "library_state"})
"""Tables that have rows in a store that nobody has used yet."""


class NotEmptyError(CatalogueError):
    """The store that was to be filled holds something already."""


class InUseError(CatalogueError):
    """Live processes use the store that was to be filled."""


class StrangeRowError(CatalogueError):
    """A row has other columns than its table, or something in them that does not belong there."""


class Filling:
    """A transaction in which a store is filled."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables = tables_of(connection)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """For writing what else is kept in it, in the same transaction."""
        with Session(self._connection) as session:
            yield session
            session.flush()

    def put(self, name: str, lines: Iterable[str]) -> None:
        """Writes the rows of a table, which those that it refers to come before."""
        found = self._tables.tables.get(name)
        if found is None:
            raise StrangeRowError(f"tabellen {quoted(name)} finnes ikke")
        rows, statement = _rows(found, lines), _insertion(found, self._connection)
        while part := list(islice(rows, at_once(name))):
            self._connection.execute(statement, part)
        self._count_on(found)

    def _count_on(self, found: Table) -> None:
        """PostgreSQL gives numbers of its own from the next one on; SQLite does by itself."""
        counted = found.autoincrement_column
        if counted is None or self._connection.dialect.name == "sqlite":
            return
        named = self._connection.scalar(select(func.pg_get_serial_sequence(found.name, counted.name)))
        last = self._connection.scalar(select(func.max(counted)))
        if named is not None and last is not None:
            self._connection.execute(select(func.setval(named, last)))


@contextmanager
def filled(url: str, revision: str, *, replace: bool, before_the_end: Callable[[], None]) -> Iterator[Filling]:
    """A store in the tables of a revision, without rows; at the end it is brought up to date, and whole or as before.

    With `replace` it is emptied where it is not empty. `before_the_end` is the last that may fail. Raises
    InUseError, NotEmptyError, StrangeRowError, and CatalogueError where it cannot be written or the revision is of a
    newer version.
    """
    if revision not in known_revisions():
        raise CatalogueError(
            f"kopien er fra en nyere versjon ({quoted(revision)}); oppgrader programmet, og prøv igjen"
        )
    engine = engine_at(url)
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    try:
        with told_plainly(engine.url), engine.connect() as connection, connection.begin():
            if connection.dialect.name == "sqlite":  # whose driver else makes tables outside of any transaction
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            _check_unused(connection)
            if not replace:
                _check_empty(connection)
            _drop(connection)
            upgrade(connection, revision)
            for made in reversed(tables_of(connection).sorted_tables):
                if made.name not in LEFT_OUT:  # what its revision began with is in the dump as it is by now
                    connection.execute(delete(made))
            yield Filling(connection)
            upgrade(connection)
            if replace:
                _note_replaced(connection)
            before_the_end()
    finally:
        engine.dispose()


def counts(url: str) -> dict[str, int]:
    """How many rows each table of a store has that is not empty; nothing where there is none."""
    engine = engine_at(url)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file():
        return {}
    try:
        with told_plainly(engine.url), engine.connect() as connection:
            return _counts(connection)
    finally:
        engine.dispose()


def _counts(connection: Connection) -> dict[str, int]:
    found = {
        made.name: connection.scalar(select(func.count()).select_from(made)) or 0
        for made in tables_of(connection).sorted_tables
    }
    return {name: number for name, number in found.items() if number}


def _check_unused(connection: Connection) -> None:
    """Of SQLite the lock of the data directory sees to it."""
    if connection.dialect.name == "sqlite" or WorkerRow.__tablename__ not in inspect(connection).get_table_names():
        return
    with Session(connection) as session:
        alive = [found for found in workers_of(session) if found.is_alive]
    if alive:
        told = ", ".join(f"{found.host} (prosess {found.pid})" for found in alive)
        raise InUseError(f"databasen er i bruk av tjenesten på {told}; stopp den, vent ti sekunder og prøv igjen")


def _check_empty(connection: Connection) -> None:
    if used := set(_counts(connection)) - _MADE_BY_A_START - set(LEFT_OUT):
        raise NotEmptyError(
            f"databasen er ikke tom ({', '.join(sorted(used))}); velg en ny datamappe eller database, eller legg til "
            "--replace for å slette det som er der"
        )


def _note_replaced(connection: Connection) -> None:
    """Has the next start rid all files of the bytes of what was there before."""
    with Session(connection) as session:
        session.merge(SettingRow(key=UNPURGED, value="yes"))
        session.flush()


def _drop(connection: Connection) -> None:
    tables_of(connection).drop_all(connection)
    if VERSION_TABLE in inspect(connection).get_table_names():
        versions = MetaData()
        versions.reflect(connection, only=[VERSION_TABLE])
        versions.drop_all(connection)


def _insertion(found: Table, connection: Connection) -> Any:
    is_sqlite = connection.dialect.name == "sqlite"
    plain = table(found.name, *(column(own.name) for own in found.columns))
    return insert(plain).values({own.name: written_to(own, is_sqlite=is_sqlite) for own in found.columns})


def _rows(found: Table, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    decoders = {own.name: decoder(own) for own in found.columns}
    for line in lines:
        try:
            told = json.loads(line)
            if told.keys() != decoders.keys():
                raise StrangeRowError(f"en rad i tabellen {quoted(found.name)} har andre kolonner enn den")
            yield {name: change(told[name]) for name, change in decoders.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise StrangeRowError(f"en rad i tabellen {quoted(found.name)} kan ikke leses") from error
