"""Every row of a store as it was at one moment, while others write."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection, MetaData, inspect, select
from sqlalchemy.orm import Session

from corpus.complaints import quoted
from corpus.store.cells import encoder, read_of
from corpus.store.database import CatalogueError, engine_at, told_plainly
from corpus.store.revisions import VERSION_TABLE, known_revisions, revision_of
from corpus.store.schema import Base

LEFT_OUT = MappingProxyType(
    {
        "login_session": "whoever is logged in logs in again; a login that was ended since would be open again",
        "entra_groups": "rights of groups as of a login: those who lost them since would have them again",
        "teams_activity": "questions from Teams that wait for their answer would be answered once more",
        "teams_outbox": "what waits to be sent to Teams would be sent once more",
        "model_hold": "replies under way are under way where they began",
        "worker": "the processes on the store; none of those is there where a backup is restored",
        "original": "files, which are in the archive as files, wherever they are kept",
    }
)
"""The tables that are in no backup, and why; every other one is."""

_AT_ONCE = 500
_WIDE = frozenset({"held_file"})  # whose rows are as large as files


class NoStoreError(CatalogueError):
    """There is nothing that could be taken."""


class Dump:
    """A store at one moment; `revision` is that of its tables."""

    def __init__(self, connection: Connection, revision: str) -> None:
        self._connection = connection
        self.revision = revision
        self._tables = tables_of(connection)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that are taken, each after those that it refers to."""
        return tuple(table.name for table in self._tables.sorted_tables if table.name not in LEFT_OUT)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """For reading what else is kept in it, as it was at the same moment."""
        with Session(self._connection) as session:
            yield session

    def rows(self, name: str) -> Iterator[str]:
        """The rows of a table, each a JSON object in a line, in the order of their keys."""
        table = self._tables.tables[name]
        encoders = [(column.name, encoder(column)) for column in table.columns]
        query = select(*map(read_of, table.columns)).order_by(*table.primary_key)
        found = self._connection.execution_options(yield_per=at_once(name)).execute(query)
        for row in found:
            values = {key: change(value) for (key, change), value in zip(encoders, row, strict=True)}
            yield json.dumps(values, ensure_ascii=False) + "\n"

    def originals(self) -> frozenset[str]:
        """The sha256 of every file that a published generation was read from."""
        generation = self._tables.tables["generation"]
        query = select(generation.c.sha256).where(generation.c.state != "building").distinct()
        return frozenset(self._connection.scalars(query))


@contextmanager
def dumped(url: str) -> Iterator[Dump]:
    """A store as it is now, for as long as the context lasts; others may write meanwhile, and nothing is changed.

    Raises NoStoreError where there is none, CatalogueError where it cannot be read or is of a newer version.
    """
    engine = engine_at(url)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file():
        raise NoStoreError(f"det er ingen katalog i {quoted(engine.url.database)}; ingenting er kopiert")
    is_sqlite = engine.dialect.name == "sqlite"
    options = {} if is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        with told_plainly(engine.url), engine.connect() as plain:
            connection = plain.execution_options(**options)
            if is_sqlite:  # whose driver else begins nothing for what only reads
                connection.exec_driver_sql("BEGIN")
            yield Dump(connection, _checked_revision(connection))
    finally:
        engine.dispose()


def tables_of(connection: Connection) -> MetaData:
    """Those of our tables that a database has, as it has them, the table of revisions aside."""
    found = MetaData()
    there = set(inspect(connection).get_table_names())
    found.reflect(connection, only=sorted(there & known_tables()), resolve_fks=False)
    return found


def at_once(name: str) -> int:
    """How many rows of a table are in memory at the same time."""
    return 1 if name in _WIDE else _AT_ONCE


def known_tables() -> frozenset[str]:
    """The names of all tables of ours."""
    import corpus.store.catalogue  # noqa: F401 - all tables have joined the base then

    return frozenset(Base.metadata.tables)


def _checked_revision(connection: Connection) -> str:
    revision = revision_of(connection)
    if revision is None:
        raise NoStoreError(f"databasen har ikke tabeller ({VERSION_TABLE} mangler); ingenting er kopiert")
    if revision not in known_revisions():
        raise CatalogueError(
            f"databasen er fra en nyere versjon ({quoted(revision)}); bruk kommandoen fra den versjonen"
        )
    return revision
