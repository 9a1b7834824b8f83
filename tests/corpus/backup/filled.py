"""Stores with a made-up row in every table, and all that stands in them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    delete,
    insert,
    select,
)

from corpus.backup.taking import Home
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from corpus.store.schema import Base

NOW = datetime(2026, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
NESTED = {"å": [1, 2.50, None, True, "«»\u2028"], "b": {}, "a": 1e-7}


def of_sqlite(folder: Path) -> str:
    """The address of the store of a data directory."""
    return f"sqlite:///{folder / 'catalogue.sqlite3'}"


def tables() -> list[Table]:
    """All tables of the application, each after those that it refers to."""
    return list(Base.metadata.sorted_tables)


def fill(url: str) -> None:
    """Puts two rows into each table: one with something in each column, one with nothing wherever that may be."""
    Catalogue(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(delete(Base.metadata.tables["library_state"]))
        for table in tables():
            for number in (1, 2):
                connection.execute(insert(table).values({c: value(c, number) for c in table.columns}))
    engine.dispose()


def value(column: Column[Any], number: int) -> Any:
    """What stands in a column of the first or second row; keys are the same in all tables."""
    if column.nullable and number == 2:
        return None
    if isinstance(column.type, Boolean):
        return number == 1
    if isinstance(column.type, Integer):
        return number
    if isinstance(column.type, DateTime):
        return NOW.replace(second=number)
    if isinstance(column.type, Date):
        return date(2026, 5, number)
    if isinstance(column.type, LargeBinary):
        return bytes([0, 255, number])
    return NESTED if column.type.python_type is dict else f"æ{number}"


def contents(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, as the application's own types have them."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: [
                tuple(item.replace(tzinfo=UTC) if isinstance(item, datetime) else item for item in row)
                for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in tables()
        }
    engine.dispose()
    return found


def home(folder: Path) -> Home:
    """Where original files are kept."""
    return lambda _opened: Originals(folder)
