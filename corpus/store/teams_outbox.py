"""The messages that Microsoft Teams has not taken yet: kept over restarts, in order within each conversation."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, select, update

from corpus.store.database import Opened
from corpus.store.insertion import insert_new
from corpus.store.teams_persons import clear_questions
from corpus.store.teams_tables import TeamsActivityRow, TeamsConversationRow, TeamsMessageRow, TeamsOutboxRow
from corpus.store.times import Utc


class OutboxLine(BaseModel):
    """A message that waits; `attempts` is how often it was tried."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: int
    key: str
    service_url: str
    teams_conversation_id: str
    payload: dict[str, Any]
    message_id: str | None
    created_at: Utc
    not_before: Utc
    attempts: int


class Outbox:
    """The messages of one store."""

    def __init__(self, session: Opened, transaction: Opened, quick_transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction
        self._quick = quick_transaction

    def put(
        self,
        key: str,
        service_url: str,
        teams_conversation_id: str,
        payload: dict[str, Any],
        not_before: datetime | None = None,
        *,
        owner: str | None = None,
        message_id: str | None = None,
        answers: str | None = None,
    ) -> int:
        """Keeps a message until it is taken or dropped; its id.

        `owner` is that of the conversation, `message_id` the message here that it tells, `answers` the digest of the
        question that waits for it no more: nobody answers that again.
        """
        now = datetime.now(UTC)
        row = TeamsOutboxRow(
            key=key,
            owner=owner,
            service_url=service_url,
            teams_conversation_id=teams_conversation_id,
            payload=payload,
            message_id=message_id,
            created_at=now,
            not_before=not_before or now,
            attempts=0,
        )
        with self._transaction() as session:
            clear_questions(session, TeamsActivityRow.digest == answers)
            session.add(row)
            session.flush()
            return row.id

    def waits(self, key: str) -> bool:
        """Whether something waits to be sent to a conversation."""
        with self._session() as session:
            return session.scalar(select(TeamsOutboxRow.id).where(TeamsOutboxRow.key == key).limit(1)) is not None

    def due(self, now: datetime) -> list[OutboxLine]:
        """The first message of each conversation whose time has come, the oldest first."""
        first = select(func.min(TeamsOutboxRow.id)).group_by(TeamsOutboxRow.key)
        lines = select(TeamsOutboxRow).where(TeamsOutboxRow.id.in_(first), TeamsOutboxRow.not_before <= now)
        with self._session() as session:
            return [OutboxLine.model_validate(row) for row in session.scalars(lines.order_by(TeamsOutboxRow.id))]

    def later(self, line_id: int, at: datetime, attempts: int) -> None:
        """Has a message wait until a moment; those behind it wait with it."""
        line = update(TeamsOutboxRow).where(TeamsOutboxRow.id == line_id)
        with self._quick() as session:
            session.execute(line.values(not_before=at, attempts=attempts))

    def taken(self, line_id: int, digest: str | None = None) -> None:
        """Forgets a message that Teams took, and notes under which `digest` there it is the message here."""
        with self._quick() as session:
            line = session.get(TeamsOutboxRow, line_id)
            if line is None:
                return
            is_bound = session.get(TeamsConversationRow, line.key) is not None
            if digest and line.message_id and is_bound:
                said = {"key": line.key, "digest": digest, "message_id": line.message_id}
                insert_new(session, TeamsMessageRow, said)
            session.delete(line)

    def drop(self, line_id: int) -> None:
        """Forgets a message that is given up."""
        with self._quick() as session:
            session.execute(delete(TeamsOutboxRow).where(TeamsOutboxRow.id == line_id))
