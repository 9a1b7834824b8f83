"""What is kept for Microsoft Teams: what was taken from there, and which conversation there is which one here."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from corpus.store.advisory_locks import AdvisoryLock
from corpus.store.conversations import empty_log
from corpus.store.database import Opened
from corpus.store.insertion import insert_new
from corpus.store.schema import ConversationRow
from corpus.store.teams_outbox import Outbox
from corpus.store.teams_persons import clear_questions
from corpus.store.teams_tables import TeamsActivityRow, TeamsConversationRow, TeamsMessageRow, TeamsOutboxRow
from corpus.store.times import Utc

ACTIVITY_DAYS = 3
"""How long it is known what was taken, and a message kept that nobody took: Teams repeats for minutes, not days."""

WAITS_AT_MOST = timedelta(hours=1)
"""How long a question is worth answering that a crash cut: whoever asked has gone on since."""

_IN_ORDER = (TeamsActivityRow.at, TeamsActivityRow.digest)


class TeamsConversation(BaseModel):
    """What is kept of a conversation in Teams; nothing of one that is new."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    conversation_id: str | None = None
    scope: str | None = None
    language: str | None = None


class WaitingQuestion(BaseModel):
    """A question that was taken and not answered; `question` is as it was handed over."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    digest: str
    key: str
    question: dict[str, Any]
    at: Utc


class Teams:
    """What one store keeps for Teams. Digests are made by whoever calls."""

    def __init__(self, session: Opened, transaction: Opened, quick_transaction: Opened, turn: AdvisoryLock) -> None:
        """`turn` is that of the one process that answers."""
        self._session = session
        self._transaction = transaction
        self._quick = quick_transaction
        self.turn = turn
        self.outbox = Outbox(session, transaction, quick_transaction)

    # What comes in

    def take(self, digest: str, key: str, question: dict[str, Any] | None = None, owner: str | None = None) -> bool:
        """Notes something that Teams sent to a conversation; True the first time only.

        With it a question is kept until it is `done`, or neither is: what could not be kept is sent again, and must not
        have been taken then. `owner` is who asked, where that is known.
        """
        row = {"digest": digest, "key": key, "at": datetime.now(UTC), "question": question, "owner": owner}
        with (self._quick if question is None else self._transaction)() as session:
            return insert_new(session, TeamsActivityRow, row)

    def waiting(self, now: datetime) -> list[WaitingQuestion]:
        """The questions that were not answered, the oldest first; those that waited too long are forgotten."""
        kept = select(TeamsActivityRow).where(TeamsActivityRow.question.is_not(None)).order_by(*_IN_ORDER)
        with self._transaction() as session:
            clear_questions(session, TeamsActivityRow.at < now - WAITS_AT_MOST)
            return [WaitingQuestion.model_validate(row) for row in session.scalars(kept)]

    def unanswered(self, now: datetime) -> list[str]:
        """Which questions wait, the oldest first; none that has waited too long."""
        recent = TeamsActivityRow.at >= now - WAITS_AT_MOST
        kept = select(TeamsActivityRow.digest).where(TeamsActivityRow.question.is_not(None), recent)
        with self._session() as session:
            return list(session.scalars(kept.order_by(*_IN_ORDER)))

    def questions(self, digests: Collection[str]) -> list[WaitingQuestion]:
        """Those of these questions that wait, the oldest first."""
        named = TeamsActivityRow.digest.in_(digests)
        kept = select(TeamsActivityRow).where(TeamsActivityRow.question.is_not(None), named)
        with self._session() as session:
            return [WaitingQuestion.model_validate(row) for row in session.scalars(kept.order_by(*_IN_ORDER))]

    def waits(self, key: str) -> bool:
        """Whether a question of a conversation waits."""
        kept = select(TeamsActivityRow.digest).where(
            TeamsActivityRow.key == key, TeamsActivityRow.question.is_not(None)
        )
        with self._session() as session:
            return session.scalar(kept.limit(1)) is not None

    def is_dropped(self, digest: str) -> bool:
        """Whether a question that was kept is not any more, being answered, or deleted with its conversation."""
        with self._session() as session:
            return session.scalar(_dropped(digest)) is not None

    def done(self, digest: str) -> None:
        """Forgets a question: it was answered, or will not be. That it was taken stays."""
        with self._quick() as session:
            clear_questions(session, TeamsActivityRow.digest == digest)

    # Conversations

    def conversation(self, key: str, owner: str | None = None) -> TeamsConversation:
        """What is kept of a conversation; with `owner` nothing where it is another's."""
        with self._session() as session:
            row = session.get(TeamsConversationRow, key)
            if row is None or owner not in (None, row.owner):
                return TeamsConversation()
            return TeamsConversation.model_validate(row)

    def bind(self, key: str, conversation_id: str, owner: str, digest: str | None = None) -> bool:
        """Has a conversation go on in one here; False where that was deleted meanwhile, whichever process did it.

        `digest` is that of the question which was answered.
        """
        with self._quick() as session:
            if digest is not None and not _is_wanted(session, digest):
                return False
            if session.get(ConversationRow, conversation_id) is None:
                return False
            _set(session, key, owner, conversation_id=conversation_id)
            return True

    def set_scope(self, key: str, scope: str | None, owner: str) -> None:
        """Chooses the municipality that questions of a conversation are about, or none."""
        with self._quick() as session:
            _set(session, key, owner, scope=scope)

    def set_language(self, key: str, language: str | None, owner: str) -> None:
        """Chooses the language of a conversation, or none."""
        with self._quick() as session:
            _set(session, key, owner, language=language)

    def forget(self, key: str) -> bool:
        """Deletes a conversation, here as well, with all that waits in it; False where nothing was kept of it.

        What it took in the file is overwritten.
        """
        with self._transaction() as session:
            clear_questions(session, TeamsActivityRow.key == key)
            row = session.get(TeamsConversationRow, key)
            bound = row.conversation_id if row else None
            session.execute(delete(TeamsOutboxRow).where(TeamsOutboxRow.key == key))
            session.execute(delete(TeamsConversationRow).where(TeamsConversationRow.key == key))
            session.execute(delete(ConversationRow).where(ConversationRow.id == bound))
        empty_log(self._session)
        return row is not None

    # Messages

    def sent(self, key: str, digest: str, message_id: str) -> None:
        """Notes which message here something sent was; nothing where the conversation was deleted meanwhile."""
        with self._quick() as session:
            if session.get(TeamsConversationRow, key) is not None:
                insert_new(session, TeamsMessageRow, {"key": key, "digest": digest, "message_id": message_id})

    def message_of(self, key: str, digest: str) -> str | None:
        """Which message here something sent was, or None."""
        with self._session() as session:
            row = session.get(TeamsMessageRow, (key, digest))
            return row.message_id if row else None


def _is_wanted(session: Session, digest: str) -> bool:
    """Whether nobody has deleted a question, nor will before this transaction ends."""
    question = update(TeamsActivityRow).where(TeamsActivityRow.digest == digest)
    session.execute(question.values(at=TeamsActivityRow.at))
    return session.scalar(_dropped(digest)) is None


def _dropped(digest: str) -> Select[Any]:
    gone = TeamsActivityRow.question.is_(None)
    return select(TeamsActivityRow.digest).where(TeamsActivityRow.digest == digest, gone)


def _set(session: Session, key: str, owner: str, **values: str | None) -> None:
    """Changes a conversation, a new one where there is none. One that is another's now has nothing of before."""
    row = session.get(TeamsConversationRow, key)
    if row is None or row.owner != owner:
        session.execute(delete(TeamsConversationRow).where(TeamsConversationRow.key == key))
        said = {"key": key, "owner": owner, "changed_at": datetime.now(UTC)}
        insert_new(session, TeamsConversationRow, said)
    session.execute(
        update(TeamsConversationRow)
        .where(TeamsConversationRow.key == key)
        .values(changed_at=datetime.now(UTC), **values)
    )
