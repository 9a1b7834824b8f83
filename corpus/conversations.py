"""What is kept of conversations: what later questions in them may lean on, and no answers."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.schema import ConversationRow, DocumentRow, TurnRow

Opened = Callable[[], AbstractContextManager[Session]]


class Turn(BaseModel):
    """A question as it was asked and as it was understood.

    `subject` is the title of the one measure that it was about, of the document `document_id`.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    question: str
    standalone: str
    subject: str | None = None
    document_id: str | None = None


class Conversations:
    """The conversations of one store."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def exists(self, conversation_id: str) -> bool:
        """Whether there is such a conversation."""
        with self._session() as session:
            return session.get(ConversationRow, conversation_id) is not None

    def last(self, conversation_id: str, message_id: str | None = None) -> Turn | None:
        """The turn of a message where it is kept, else the last of its conversation; None where it has none."""
        turns = select(TurnRow).where(TurnRow.conversation_id == conversation_id)
        with self._session() as session:
            row = session.scalars(turns.where(TurnRow.message_id == message_id)).first()
            row = row or session.scalars(turns.order_by(TurnRow.id.desc()).limit(1)).first()
            return None if row is None else Turn.model_validate(row, from_attributes=True)

    def keep(self, conversation_id: str | None, turn: Turn | None) -> str:
        """Adds a turn to a conversation, a new one for None; the conversation's id.

        A turn with the title of a document that was removed meanwhile is not kept.
        """
        now = datetime.now(UTC)
        kept = conversation_id or uuid.uuid4().hex
        with self._transaction() as session:
            if conversation_id is None:
                session.add(ConversationRow(id=kept, started_at=now))
                session.flush()
            gone = turn is not None and turn.document_id and session.get(DocumentRow, turn.document_id) is None
            if turn is not None and not gone:
                session.add(TurnRow(conversation_id=kept, asked_at=now, **turn.model_dump()))
        return kept
