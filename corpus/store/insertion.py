"""A row that is written once, whoever else writes it at the same time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from corpus.store.schema import Base


def insert_new(session: Session, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Writes a row unless there is one of its key; whether it was written."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    key = inspect(table).primary_key  # drivers of PostgreSQL do not all count what was left out
    written = session.execute(insert.values(**values).on_conflict_do_nothing().returning(*key))
    return written.first() is not None
