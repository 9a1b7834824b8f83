"""What is over its time, a kind of data at a time: counted, and deleted."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal, get_args

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from corpus.store.access_tables import AccountRow, AuditRow, LoginSessionRow, TokenRow
from corpus.store.database import Opened
from corpus.store.draft_tables import DraftRow
from corpus.store.held_files import files_over
from corpus.store.job_queue import jobs_over
from corpus.store.job_tables import HeldFileRow, JobRow
from corpus.store.model_use import use_before
from corpus.store.model_use_tables import ModelHoldRow, ModelUseRow
from corpus.store.persons import forget_account
from corpus.store.schema import (
    DOUBTED,
    TIDIED,
    UNSCRUBBED,
    Base,
    ConversationRow,
    GenerationRow,
    SettingRow,
    TurnRow,
)
from corpus.store.teams_tables import EntraGroupsRow, TeamsActivityRow, TeamsConversationRow, TeamsOutboxRow

Kind = Literal[
    "conversations",
    "drafts",
    "jobs",
    "held_files",
    "sessions",
    "tokens",
    "teams_conversations",
    "teams_activities",
    "teams_outbox",
    "entra_groups",
    "model_use",
    "model_holds",
    "accounts",
    "audit",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are deleted."""


class Retention:
    """What one store has kept long enough."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def last(self) -> datetime | None:
        """When it was last tidied; before it ever was, the last moment at which something happened that is kept. None
        where there is nothing.
        """
        with self._session() as session:
            tidied = session.get(SettingRow, TIDIED)
            if tidied is not None:
                return datetime.fromisoformat(tidied.value)
            found = [session.scalar(select(func.max(column))) for column in _HAPPENED]
        moments = [moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in found if moment]
        return max(moments, default=None)

    def tidied(self, moment: datetime) -> None:
        """Notes that it was tidied, by a clock that is believed: what is written by one that is not tells nothing."""
        with self._transaction() as session:
            session.merge(SettingRow(key=TIDIED, value=moment.isoformat()))
            session.execute(delete(SettingRow).where(SettingRow.key == DOUBTED))

    def doubted(self) -> datetime | None:
        """What the clock said when a start was first not believed since it was last tidied; None where each was."""
        with self._session() as session:
            doubted = session.get(SettingRow, DOUBTED)
            return datetime.fromisoformat(doubted.value) if doubted is not None else None

    def doubts(self, moment: datetime) -> None:
        """Notes what the clock says at a start that is not believed."""
        with self._transaction() as session:
            session.merge(SettingRow(key=DOUBTED, value=moment.isoformat()))

    def over(self, kind: Kind, before: datetime) -> int:
        """How many of a kind are from before a moment: conversations by the last question, drafts by the last change,
        jobs, logins and tokens by their end, files that nobody said anything of by when they came, accounts by the last
        day they were seen; of Teams those conversations that are bound to none here, which else go with that.
        """
        row, is_over = _TABLES[kind], _OVER[kind](before)
        with self._session() as session:
            return session.scalar(select(func.count()).select_from(row).where(is_over)) or 0

    def forget(self, kind: Kind, before: datetime) -> int:
        """Deletes those; how many they were. Their bytes stand in the files until these are scrubbed."""
        with self._transaction() as session:
            number = _accounts(session, before) if kind == "accounts" else _rows(session, kind, before)
            if number:
                session.merge(SettingRow(key=UNSCRUBBED, value="yes"))
            return number


def _rows(session: Session, kind: Kind, before: datetime) -> int:
    found = session.execute(
        delete(_TABLES[kind]).where(_OVER[kind](before)), execution_options={"synchronize_session": False}
    )
    return int(getattr(found, "rowcount", 0))


def _accounts(session: Session, before: datetime) -> int:
    """Accounts go with all that is theirs."""
    over = session.scalars(select(AccountRow.id).where(_OVER["accounts"](before))).all()
    for account_id in over:
        forget_account(session, account_id)
    return len(over)


def _last_asked(before: datetime) -> ColumnElement[bool]:
    last = select(func.max(TurnRow.asked_at)).where(TurnRow.conversation_id == ConversationRow.id)
    return func.coalesce(last.correlate(ConversationRow).scalar_subquery(), ConversationRow.started_at) < before


def _before(column: InstrumentedAttribute[datetime]) -> Callable[[datetime], ColumnElement[bool]]:
    return lambda before: column < before


_HAPPENED = (TurnRow.asked_at, ConversationRow.started_at, DraftRow.changed_at, AuditRow.at, GenerationRow.created_at)
_TABLES: Mapping[Kind, type[Base]] = MappingProxyType(
    {
        "conversations": ConversationRow,
        "drafts": DraftRow,
        "jobs": JobRow,
        "held_files": HeldFileRow,
        "sessions": LoginSessionRow,
        "tokens": TokenRow,
        "teams_conversations": TeamsConversationRow,
        "teams_activities": TeamsActivityRow,
        "teams_outbox": TeamsOutboxRow,
        "entra_groups": EntraGroupsRow,
        "model_use": ModelUseRow,
        "model_holds": ModelHoldRow,
        "accounts": AccountRow,
        "audit": AuditRow,
    }
)
_OVER: Mapping[Kind, Callable[[datetime], ColumnElement[bool]]] = MappingProxyType(
    {
        "conversations": _last_asked,
        "drafts": _before(DraftRow.changed_at),
        "jobs": jobs_over,
        "held_files": files_over,
        "sessions": _before(LoginSessionRow.expires_at),
        "tokens": lambda before: or_(TokenRow.expires_at < before, TokenRow.revoked_at < before),
        "teams_conversations": lambda before: and_(
            TeamsConversationRow.conversation_id.is_(None), TeamsConversationRow.changed_at < before
        ),
        "teams_activities": _before(TeamsActivityRow.at),
        "teams_outbox": _before(TeamsOutboxRow.created_at),
        "entra_groups": _before(EntraGroupsRow.at),
        "model_use": use_before,
        "model_holds": _before(ModelHoldRow.until),
        "accounts": lambda before: AccountRow.last_seen < before.date(),
        "audit": _before(AuditRow.at),
    }
)
