"""The turns of conversations: a question as it was asked and understood, and the answer as it was given."""

import uuid
from collections.abc import Collection
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict

from corpus.store.times import Utc

REFUSED = "refused"
"""The status of a turn that is nothing to lean on."""


class Turn(BaseModel):
    """A question as it was asked and as it was understood.

    `subject` is the title of the one measure that it was about, of the document `document_id`; `status` what became of
    the question.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    question: str
    standalone: str
    subject: str | None = None
    document_id: str | None = None
    status: str | None = None


class NewTurn(BaseModel):
    """What is to be kept of a question: its turn, where it may be kept, in a conversation that it may begin.

    `answer` (JSON) names or shows `documents`.
    """

    model_config = ConfigDict(frozen=True)

    conversation_id: str
    begins: bool
    owner: str | None
    asked_at: datetime
    turn: Turn | None
    answer: str | None
    documents: frozenset[str]

    @property
    def message_id(self) -> str | None:
        """The id of its message."""
        return self.turn.message_id if self.turn else None

    @property
    def size(self) -> int:
        """Its bytes, nearly."""
        texts = (self.answer, self.turn.question, self.turn.standalone) if self.turn else ()
        return sum(len(text.encode()) for text in texts if text)


class KeptMessage(BaseModel):
    """A question with its answer (JSON) as it was given; None where an earlier version kept none.

    `documents` are those that it names or shows. One that `is_held` waits to be written.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    asked_at: Utc
    question: str
    answer: str | None
    documents: frozenset[str] = frozenset()
    is_held: bool = False


def new_turn(
    conversation_id: str | None,
    turn: Turn | None,
    answer: str | None,
    document_ids: Collection[str],
    owner: str | None,
) -> NewTurn:
    """A turn of now, in a new conversation for None."""
    named = {*document_ids, *filter(None, [turn.document_id if turn else None])}
    return NewTurn(
        conversation_id=conversation_id or uuid.uuid4().hex,
        begins=conversation_id is None,
        owner=owner,
        asked_at=datetime.now(UTC),
        turn=turn,
        answer=answer,
        documents=frozenset(named),
    )
