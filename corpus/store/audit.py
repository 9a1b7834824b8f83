"""Who saw and changed what, without what stood in it."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow, AuditRow, TokenRow
from corpus.store.database import Opened
from corpus.store.times import Utc

DELETED = "deleted"
"""The actor of what somebody did whose account is gone."""

_PERSON = "person"
_AT_ONCE = 1_000
_LONGEST_ID = 400


class AuditLine(BaseModel):
    """That somebody did something: `actor` is an account's id, a token's, or the kind of user that has none.

    `outcome` is "ok", "refused" or "failed"; `collection` that of the document that it was done to.
    """

    model_config = ConfigDict(frozen=True, from_attributes=True)

    at: Utc
    actor: str
    actor_kind: str
    action: str
    thing: str
    thing_id: str = ""
    collection: str | None = None
    outcome: str = "ok"


class AuditEntry(AuditLine):
    """A line as it is shown: `who` is what the log calls the person, or the name of the service's token."""

    id: int
    who: str


class AuditFilter(BaseModel):
    """Which lines; None is any. `day` is one of UTC."""

    model_config = ConfigDict(frozen=True)

    actor_kind: str | None = None
    action: str | None = None
    thing: str | None = None
    collection: str | None = None
    day: date | None = None
    actor: str | None = None


class AuditLog:
    """The lines of one store."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def append(self, lines: Sequence[AuditLine]) -> None:
        """Writes lines; those of people whose account was deleted meanwhile stand without them."""
        with self._transaction() as session:
            append_lines(session, lines)

    def count(self, wanted: AuditFilter = AuditFilter()) -> int:  # noqa: B008 - frozen
        """How many lines meet the conditions."""
        with self._session() as session:
            return session.scalar(_met(select(func.count()).select_from(AuditRow), wanted)) or 0

    def list(
        self,
        wanted: AuditFilter = AuditFilter(),  # noqa: B008 - frozen
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[AuditEntry]:
        """The lines that meet the conditions, the newest first."""
        query = _met(select(AuditRow), wanted).order_by(AuditRow.at.desc(), AuditRow.id.desc())
        query = query.offset(offset).limit(limit) if limit is not None else query.offset(offset)
        with self._session() as session:
            rows = session.scalars(query).all()
            names = _names(session, {row.actor for row in rows})
            return [_entry(row, names) for row in rows]

    def each(self, wanted: AuditFilter) -> Iterator[AuditEntry]:
        """All lines that meet the conditions, the newest first, some at a time."""
        start = 0
        while part := self.list(wanted, limit=_AT_ONCE, offset=start):
            yield from part
            start += len(part)

    def values(self) -> dict[str, tuple[str, ...]]:
        """What there is to choose from, by the name of the condition."""
        columns = {
            "actor_kind": AuditRow.actor_kind,
            "action": AuditRow.action,
            "thing": AuditRow.thing,
            "collection": AuditRow.collection,
        }
        with self._session() as session:
            return {
                name: tuple(sorted(value for value in session.scalars(select(column).distinct()) if value))
                for name, column in columns.items()
            }


def append_lines(session: Session, lines: Sequence[AuditLine]) -> None:
    """Writes lines; those of people whose account was deleted meanwhile stand without them."""
    people = {line.actor for line in lines if line.actor_kind == _PERSON}
    known = set(session.scalars(select(AccountRow.id).where(AccountRow.id.in_(people)))) if people else set()
    session.add_all(_row(line, known) for line in lines)


def forget_actor(session: Session, account_id: str) -> None:
    """Takes a person out of the lines, which stay: that it was done, on that day, by somebody who is gone.

    They are written anew in an order of their own: neither a time nor a place among others leads back to anybody.
    """
    rows = session.scalars(select(AuditRow).where(AuditRow.actor == account_id)).all()
    told = [AuditLine.model_validate(row) for row in rows]
    session.execute(delete(AuditRow).where(AuditRow.actor == account_id))
    without = [
        line.model_copy(update={"actor": DELETED, "at": datetime.combine(line.at.date(), time(), UTC)}) for line in told
    ]
    without.sort(key=lambda line: (line.at, line.action, line.thing, line.thing_id))
    session.add_all(_row(line, ()) for line in without)


def _row(line: AuditLine, known: Collection[str]) -> AuditRow:
    is_gone = line.actor_kind == _PERSON and line.actor not in known
    said = line.model_dump() | {"thing_id": line.thing_id[:_LONGEST_ID]}
    if is_gone:
        said |= {"actor": DELETED, "at": datetime.combine(line.at.date(), time(), UTC)}
    return AuditRow(**said)


def _met(query: Select[Any], wanted: AuditFilter) -> Select[Any]:
    for name in ("actor_kind", "action", "thing", "collection", "actor"):
        value = getattr(wanted, name)
        if value is not None:
            query = query.where(getattr(AuditRow, name) == value)
    if wanted.day is not None:
        start = datetime.combine(wanted.day, time(), UTC)
        query = query.where(AuditRow.at >= start, AuditRow.at < start + timedelta(days=1))
    return query


def _names(session: Session, actors: Collection[str]) -> dict[str, str]:
    people = session.execute(select(AccountRow.id, AccountRow.log_name).where(AccountRow.id.in_(actors)))
    services = session.execute(select(TokenRow.id, TokenRow.name).where(TokenRow.id.in_(actors)))
    return {row[0]: row[1] for row in (*people, *services)}


def _entry(row: AuditRow, names: dict[str, str]) -> AuditEntry:
    line = AuditLine.model_validate(row)
    return AuditEntry(**line.model_dump(), id=row.id, who=names.get(row.actor, row.actor))
