"""What is kept of conversations: the questions, what later ones may lean on, and the answers as they were given."""

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, or_, select, text
from sqlalchemy.orm import Session

from corpus.store.conversation_turns import REFUSED, KeptMessage, NewTurn, Turn, new_turn
from corpus.store.database import Opened
from corpus.store.schema import ConversationRow, DocumentRow, TurnDocumentRow, TurnRow
from corpus.store.times import Utc

LONGEST_TITLE = 200
"""Characters."""


class Conversation(BaseModel):
    """A conversation that has turns; `title` is what it was named, `first_question` what it began with."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str | None
    first_question: str
    started_at: Utc
    changed_at: Utc
    messages: int


class Conversations:
    """The conversations of one store. One with an owner is there for its owner alone."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def exists(self, conversation_id: str, owner: str | None = None) -> bool:
        """Whether there is such a conversation for whoever asks."""
        with self._session() as session:
            return _open_to(session.get(ConversationRow, conversation_id), owner) is not None

    def last(self, conversation_id: str, message_id: str | None = None) -> Turn | None:
        """The turn of a message where it is kept, else the last of its conversation; None where it has none.

        A question that was refused is nothing to lean on.
        """
        turns = select(TurnRow).where(
            TurnRow.conversation_id == conversation_id, or_(TurnRow.status.is_(None), TurnRow.status != REFUSED)
        )
        with self._session() as session:
            row = session.scalars(turns.where(TurnRow.message_id == message_id)).first()
            row = row or session.scalars(turns.order_by(TurnRow.id.desc()).limit(1)).first()
            return None if row is None else Turn.model_validate(row, from_attributes=True)

    def up_to(self, message_id: str, most: int) -> list[tuple[Turn, KeptMessage]]:
        """The turn of a message and those before it in its conversation, the newest first, at most so many.

        Questions that were refused are left out.
        """
        with self._session() as session:
            last = session.scalars(select(TurnRow).where(TurnRow.message_id == message_id)).first()
            if last is None:
                return []
            turns = select(TurnRow).where(
                TurnRow.conversation_id == last.conversation_id,
                TurnRow.id <= last.id,
                or_(TurnRow.status.is_(None), TurnRow.status != REFUSED),
            )
            rows = list(session.scalars(turns.order_by(TurnRow.id.desc()).limit(most)))
            named = _documents_of(session, rows)
            return [(Turn.model_validate(row, from_attributes=True), _message(row, named)) for row in rows]

    def keep(
        self,
        conversation_id: str | None,
        turn: Turn | None,
        answer: str | None = None,
        document_ids: Collection[str] = (),
        owner: str | None = None,
    ) -> str:
        """Adds a turn to a conversation, a new one of `owner` for None; the conversation's id.

        `answer` (JSON) names or shows `document_ids`. A turn with a document that was removed meanwhile is not kept,
        nor one of a conversation that was.
        """
        one = new_turn(conversation_id, turn, answer, document_ids, owner)
        self._write(one)
        return one.conversation_id

    def owned(self, owner: str) -> list[Conversation]:
        """The conversations of an owner, the one that was last asked in first."""
        with self._session() as session:
            rows = session.scalars(select(ConversationRow).where(ConversationRow.owner == owner)).all()
            found = [_summary(session, row) for row in rows]
        return sorted(filter(None, found), key=lambda one: one.changed_at, reverse=True)

    def get(self, conversation_id: str, owner: str | None) -> Conversation | None:
        """A conversation that is open to `owner`, or None."""
        with self._session() as session:
            row = _open_to(session.get(ConversationRow, conversation_id), owner)
            return _summary(session, row) if row is not None else None

    def messages(self, conversation_id: str) -> list[KeptMessage]:
        """What was asked and answered, in order."""
        turns = select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.id)
        with self._session() as session:
            rows = list(session.scalars(turns))
            named = _documents_of(session, rows)
            return [_message(row, named) for row in rows]

    def message(self, message_id: str) -> KeptMessage | None:
        """One message, or None."""
        with self._session() as session:
            row = session.scalars(select(TurnRow).where(TurnRow.message_id == message_id)).first()
            return None if row is None else _message(row, _documents_of(session, [row]))

    def named_in(self, message_id: str) -> frozenset[str]:
        """The documents that a message names or shows."""
        found = self.message(message_id)
        return found.documents if found else frozenset()

    def rename(self, conversation_id: str, title: str | None) -> None:
        """Gives a conversation a title, or takes it away."""
        with self._transaction() as session:
            row = session.get(ConversationRow, conversation_id)
            if row is not None:
                row.title = title

    def remove(self, conversation_id: str) -> None:
        """Deletes a conversation with all its turns; what it took in the file is overwritten."""
        with self._transaction() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        empty_log(self._session)

    def _write(self, one: NewTurn, *, again: bool = False) -> None:
        """Writes it; `again` where it is not known whether it stands there already."""
        with self._transaction() as session:
            is_there = (again or not one.begins) and session.get(ConversationRow, one.conversation_id) is not None
            if not is_there:
                if not one.begins:
                    return
                session.add(ConversationRow(id=one.conversation_id, started_at=one.asked_at, owner=one.owner))
                session.flush()
            if one.turn is None or (again and _stands(session, one.turn.message_id)):
                return
            known = set(session.scalars(select(DocumentRow.id).where(DocumentRow.id.in_(one.documents))))
            if known == one.documents:
                row = TurnRow(
                    conversation_id=one.conversation_id,
                    asked_at=one.asked_at,
                    answer=one.answer,
                    **one.turn.model_dump(),
                )
                session.add(row)
                session.flush()
                session.add_all(TurnDocumentRow(turn_id=row.id, document_id=name) for name in sorted(known))


def empty_log(opened: Opened) -> None:
    """Empties SQLite's log, which still has what was written, of what was deleted."""
    with opened() as session:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def forget_document(session: Session, document_id: str) -> None:
    """Deletes the turns that name or show a document."""
    turns = select(TurnDocumentRow.turn_id).where(TurnDocumentRow.document_id == document_id)
    session.execute(delete(TurnRow).where(TurnRow.id.in_(turns)))


def _stands(session: Session, message_id: str) -> bool:
    return session.scalars(select(TurnRow.id).where(TurnRow.message_id == message_id)).first() is not None


def _documents_of(session: Session, rows: Collection[TurnRow]) -> dict[int, set[str]]:
    """The documents that turns name or show."""
    query = select(TurnDocumentRow).where(TurnDocumentRow.turn_id.in_([row.id for row in rows]))
    found: dict[int, set[str]] = {}
    for named in session.scalars(query):
        found.setdefault(named.turn_id, set()).add(named.document_id)
    return found


def _message(row: TurnRow, named: dict[int, set[str]]) -> KeptMessage:
    return KeptMessage(
        message_id=row.message_id,
        asked_at=row.asked_at,
        question=row.question,
        answer=row.answer,
        documents=frozenset(named.get(row.id, ())),
    )


def _open_to(row: ConversationRow | None, owner: str | None) -> ConversationRow | None:
    return row if row is not None and row.owner in (None, owner) else None


def _summary(session: Session, row: ConversationRow) -> Conversation | None:
    """What a list shows of a conversation; None where nothing was asked in it that is kept."""
    turns = select(TurnRow.question, TurnRow.asked_at).where(TurnRow.conversation_id == row.id)
    first = session.execute(turns.order_by(TurnRow.id).limit(1)).first()
    if first is None:
        return None
    counted = select(func.count(), func.max(TurnRow.asked_at)).where(TurnRow.conversation_id == row.id)
    messages, changed_at = session.execute(counted).one()
    return Conversation(
        id=row.id,
        title=row.title,
        first_question=first.question,
        started_at=row.started_at,
        changed_at=changed_at,
        messages=messages,
    )
