"""How much the language model is used, a day: counted so that many at once, in many processes, keep within a frame."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from corpus.store.database import Opened
from corpus.store.model_use_tables import EVERYBODY, ModelHoldRow, ModelUseRow

USE_DAYS = 2
"""How long it is kept what one user used: until the day is over in every time zone, and the night has tidied."""

TOTAL_DAYS = 30
"""How long the days of all together are kept."""

Refusal = Literal["user", "day", "cost", "under way"]
"""Why nothing is held: a user's tokens of the day are used up, those of all, what all may cost, or would be by what is
under way.
"""

_COUNTED = ("replies", "estimated", "prompt_tokens", "completion_tokens", "cost")


class Use(BaseModel):
    """What was used: `cost` in billionths; `estimated` of the `replies` had tokens that no provider counted."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    replies: int = 0
    estimated: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: int = 0

    @property
    def tokens(self) -> int:
        """Of prompts and of what was said."""
        return self.prompt_tokens + self.completion_tokens


class DayOfUse(Use):
    """What was used on a day."""

    day: date


class Users(NamedTuple):
    """How many used the model, and how many of them as much as they may."""

    all: int
    at_limit: int


@dataclass(frozen=True)
class Frame:
    """What may be used on a day; None is without end. `cost` is in billionths."""

    user_tokens: int | None = None
    tokens: int | None = None
    cost: int | None = None

    @property
    def has_end(self) -> bool:
        """Whether anything may be used up."""
        return (self.user_tokens, self.tokens, self.cost) != (None, None, None)


class Wanted(NamedTuple):
    """What a reply may use at most: whose, on which day, from when until when."""

    owner: str
    day: date
    tokens: int
    cost: int
    now: datetime
    until: datetime


class ModelUse:
    """What one store counts. `transaction` need not wait for the disk, as what a power cut loses is a reply or two."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def hold(self, wanted: Wanted, frame: Frame) -> str | Refusal:
        """Holds what a reply may use, where the day has room: a reply begins while something is left.

        What several begin at once is counted together, so that all of them overrun by no more than one reply. The row
        of everybody is locked meanwhile, on SQLite the file. What it gives is the hold's id, or a refusal.
        """
        with self._transaction() as session:
            _add(session, wanted.day, EVERYBODY, Use())  # locks
            session.execute(delete(ModelHoldRow).where(ModelHoldRow.until < wanted.now))
            refusal = _refusal(session, wanted, frame)
            if refusal is not None:
                return refusal
            held = ModelHoldRow(
                id=uuid.uuid4().hex,
                day=wanted.day,
                owner=wanted.owner,
                tokens=wanted.tokens,
                cost=wanted.cost,
                until=wanted.until,
            )
            session.add(held)
            return held.id

    def spend(self, day: date, owner: str, used: Use, hold: str | None = None) -> None:
        """Counts what was used, in place of what was held for it."""
        with self._transaction() as session:
            _add(session, day, EVERYBODY, used)
            if used != Use():
                _add(session, day, owner, used)
            if hold is not None:
                session.execute(delete(ModelHoldRow).where(ModelHoldRow.id == hold))

    def days(self, number: int = TOTAL_DAYS) -> list[DayOfUse]:
        """What all used, the last day first."""
        rows = select(ModelUseRow).where(ModelUseRow.owner == EVERYBODY).order_by(ModelUseRow.day.desc()).limit(number)
        with self._session() as session:
            return [DayOfUse.model_validate(row) for row in session.scalars(rows)]

    def users(self, day: date, limit: int | None) -> Users:
        """How many used the model on a day, and how many of them have no more of `limit` tokens."""
        used = ModelUseRow.prompt_tokens + ModelUseRow.completion_tokens
        number = select(func.count()).where(ModelUseRow.day == day, ModelUseRow.owner != EVERYBODY)
        with self._session() as session:
            there = session.scalar(number) or 0
            full = 0 if limit is None else session.scalar(number.where(used >= limit)) or 0
            return Users(there, full)

    def of(self, owners: Collection[str]) -> list[DayOfUse]:
        """What these used, the last day first."""
        rows = select(ModelUseRow).where(ModelUseRow.owner.in_(set(owners) - {EVERYBODY}))
        with self._session() as session:
            return [DayOfUse.model_validate(row) for row in session.scalars(rows.order_by(ModelUseRow.day.desc()))]


def forget_use(session: Session, owners: Collection[str]) -> None:
    """Deletes what these used; it stays counted among what all did."""
    theirs = set(owners) - {EVERYBODY}
    session.execute(delete(ModelUseRow).where(ModelUseRow.owner.in_(theirs)))
    session.execute(delete(ModelHoldRow).where(ModelHoldRow.owner.in_(theirs)))


def merge_use(session: Session, gone: str, kept: str) -> None:
    """Adds what one used to what another did, day by day."""
    for row in session.scalars(select(ModelUseRow).where(ModelUseRow.owner == gone)).all():
        _add(session, row.day, kept, Use.model_validate(row))
    session.execute(delete(ModelUseRow).where(ModelUseRow.owner == gone))


def use_before(before: datetime) -> ColumnElement[bool]:
    """Which rows are over their time where a user's are those of before a moment."""
    day = before.date()
    of_a_user = (ModelUseRow.owner != EVERYBODY) & (ModelUseRow.day < day)
    return of_a_user | (ModelUseRow.day < day - timedelta(days=TOTAL_DAYS - USE_DAYS))


def _refusal(session: Session, wanted: Wanted, frame: Frame) -> Refusal | None:
    total, theirs = (_used(session, wanted.day, owner) for owner in (EVERYBODY, wanted.owner))
    frames: tuple[tuple[Refusal, int | None, int, int], ...] = (
        ("user", frame.user_tokens, theirs.tokens, _held(session, ModelHoldRow.tokens, wanted.day, wanted.owner)),
        ("day", frame.tokens, total.tokens, _held(session, ModelHoldRow.tokens, wanted.day)),
        ("cost", frame.cost, total.cost, _held(session, ModelHoldRow.cost, wanted.day)),
    )
    for why, most, used, held in frames:
        if most is not None and used + held >= most:
            return why if used >= most else "under way"
    return None


def _used(session: Session, day: date, owner: str) -> Use:
    row = session.get(ModelUseRow, (day, owner))
    return Use.model_validate(row) if row else Use()


def _held(session: Session, column: Any, day: date, owner: str | None = None) -> int:
    query = select(func.coalesce(func.sum(column), 0)).where(ModelHoldRow.day == day)
    return int(session.scalar(query if owner is None else query.where(ModelHoldRow.owner == owner)) or 0)


def _add(session: Session, day: date, owner: str, used: Use) -> None:
    """Adds to a row in one statement, which holds it until the transaction ends."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = {name: getattr(used, name) for name in _COUNTED}
    begun = insert(ModelUseRow).values(day=day, owner=owner, **added)
    session.execute(
        begun.on_conflict_do_update(
            index_elements=["day", "owner"],
            set_={name: getattr(ModelUseRow, name) + added[name] for name in _COUNTED},
        )
    )
