"""One value of a row as JSON has it, the same from SQLite and PostgreSQL, and back.

Columns of JSON are taken as the text that stands in them: read and written anew, a number or an order of keys might
become another, and that there is nothing could not be told from a `null`.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    Cast,
    Column,
    ColumnElement,
    Date,
    DateTime,
    LargeBinary,
    Text,
    bindparam,
    cast,
)

Cell = str | int | float | bool | None
Change = Callable[[Any], Any]


def read_of(column: Column[Any]) -> ColumnElement[Any]:
    """What is asked for to have a column's value."""
    return cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column


def written_to(column: Column[Any], *, is_sqlite: bool) -> BindParameter[Any] | Cast[Any]:
    """What is written into a column, as the parameter of its name."""
    if not isinstance(column.type, JSON):
        return bindparam(column.name, type_=column.type)
    text = bindparam(column.name, type_=Text())
    return text if is_sqlite else cast(text, column.type)


def encoder(column: Column[Any]) -> Change:
    """From what the database gives to what stands in a line of JSON."""
    return _but_nothing(_change(column, _ENCODERS))


def decoder(column: Column[Any]) -> Change:
    """From what stands in a line of JSON to what the database is given."""
    return _but_nothing(_change(column, _DECODERS))


def _change(column: Column[Any], changes: dict[type, Change]) -> Change:
    return next((change for kind, change in changes.items() if isinstance(column.type, kind)), lambda value: value)


def _but_nothing(change: Change) -> Change:
    return lambda value: None if value is None else change(value)


def _utc(moment: datetime) -> datetime:
    """SQLite gives times back without their zone, and keeps them so: all of ours are UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


_ENCODERS: dict[type, Change] = {
    DateTime: lambda moment: _utc(moment).isoformat(),
    Date: date.isoformat,
    LargeBinary: lambda content: b64encode(content).decode(),
}
_DECODERS: dict[type, Change] = {
    DateTime: lambda told: _utc(datetime.fromisoformat(told)),
    Date: date.fromisoformat,
    LargeBinary: lambda told: b64decode(told, validate=True),
}
