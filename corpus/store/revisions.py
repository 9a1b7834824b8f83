"""The revisions of the tables: which there are, and how a database is brought to one."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

HEAD = "head"
VERSION_TABLE = "alembic_version"


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Brings the tables up to a revision; in the transaction that has begun, else in one of its own."""
    with _scripts() as config:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision that a database is at; None where it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> frozenset[str]:
    """Every revision that this version of the application can bring up to date."""
    with _scripts() as config:
        return frozenset(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())


@contextmanager
def _scripts() -> Iterator[Config]:
    with as_file(files("corpus.store") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts))
        yield config
