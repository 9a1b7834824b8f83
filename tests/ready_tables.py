"""The tables of new SQLite files: made once a process by the revisions, and then copied.

The revisions took 60 ms a file, a tenth of what the tests of the stores take; those of the revisions go through all.
"""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from corpus.store import database
from corpus.store.revisions import upgrade


def upgrade_or_copy(connection: Connection) -> None:
    """Brings the tables up to date, as `upgrade` does; those of an empty file of SQLite are copied."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection) or raw.execute("SELECT count(*) FROM sqlite_schema").fetchone() != (0,):
        upgrade(connection)
        return
    with closing(sqlite3.connect(":memory:")) as ready:
        ready.deserialize(_made())
        ready.backup(raw)


@cache
def _made() -> bytes:
    """The bytes of a file that the revisions have made."""
    with TemporaryDirectory(prefix="planassistent-tables-") as folder:
        file = Path(folder) / "tables.sqlite3"
        engine = database.engine_at(f"sqlite:///{file}")
        with engine.connect() as connection:
            upgrade(connection)
            connection.commit()
        engine.dispose()
        with closing(sqlite3.connect(file)) as made:
            made.execute("PRAGMA journal_mode=DELETE")  # what is in memory cannot have a log beside it
            found: bytes = made.serialize()
        return found
