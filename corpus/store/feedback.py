"""What users said of answers, each with its question and answer as they were kept, for those who look after the plans.

It is kept as long as the conversation that it is about; an answer in it goes with any document that it cites.
"""

import json
import uuid
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, JsonValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus.store.database import CatalogueError, Opened
from corpus.store.held_turns import HeldTurns
from corpus.store.schema import ConversationRow, FeedbackRow, TurnRow
from corpus.store.times import Utc

Reason = Literal[
    "wrong_fact",
    "wrong_source",
    "wrong_page",
    "incomplete_list",
    "should_have_refused",
    "should_have_answered",
    "unclear",
    "other",
]
State = Literal["new", "seen", "mended", "rejected"]

_CITING = ("citations", "measures", "duties", "nearest")


class Feedback(BaseModel):
    """What a user said of an answer; `question` is empty where the turn was not kept, `before` what was asked earlier.

    `answer` is the whole answer as it was kept with its turn, or None.
    """

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    message_id: str
    conversation_id: str
    given_at: Utc
    helpful: bool
    reasons: tuple[Reason, ...] = ()
    text: str = ""
    question: str = ""
    standalone: str = ""
    before: tuple[str, ...] = ()
    answer: dict[str, JsonValue] | None = None
    state: State = "new"


class FeedbackBox:
    """The feedback of one store."""

    def __init__(self, session: Opened, transaction: Opened, held: HeldTurns) -> None:
        self._session = session
        self._transaction = transaction
        self._held = held

    def give(
        self,
        message_id: str,
        conversation_id: str | None,
        *,
        helpful: bool,
        reasons: Collection[Reason] = (),
        text: str = "",
        giver: str = "",
    ) -> Feedback | None:
        """Keeps what is said of a message, in the place of what was said of it before.

        Where several people read it, `giver` is who says it, and each has a say of their own. Of a message that was not
        kept (a refusal) its conversation must be known. None where neither is.

        Raises CatalogueError where the message waits to be written.
        """
        if self._held.around(message_id):
            raise CatalogueError("the message waits to be written")
        with self._transaction() as session:
            turn = session.scalars(select(TurnRow).where(TurnRow.message_id == message_id)).first()
            conversation = turn.conversation_id if turn else conversation_id
            if conversation is None or session.get(ConversationRow, conversation) is None:
                return None
            said = select(FeedbackRow).where(FeedbackRow.message_id == message_id, FeedbackRow.giver == giver)
            row = session.scalars(said).first()
            before = _before(session, turn) if turn else []
            if row is None:
                row = FeedbackRow(id=uuid.uuid4().hex, message_id=message_id, giver=giver, conversation_id=conversation)
                session.add(row)
            row.given_at, row.state = datetime.now(UTC), "new"
            row.helpful, row.reasons, row.text = helpful, list(dict.fromkeys(reasons)), text
            row.question, row.standalone = (turn.question, turn.standalone) if turn else ("", "")
            row.before, row.answer = before, _answer(turn) if turn else None
            return Feedback.model_validate(row)

    def get(self, feedback_id: str) -> Feedback | None:
        """One, or None."""
        with self._session() as session:
            row = session.get(FeedbackRow, feedback_id)
            return Feedback.model_validate(row) if row else None

    def list(
        self, *, state: State | None = None, helpful: bool | None = None, reason: Reason | None = None
    ) -> "list[Feedback]":
        """Those that meet the conditions, the newest first."""
        query = select(FeedbackRow).order_by(FeedbackRow.given_at.desc())
        if state is not None:
            query = query.where(FeedbackRow.state == state)
        if helpful is not None:
            query = query.where(FeedbackRow.helpful == helpful)
        with self._session() as session:
            found = [Feedback.model_validate(row) for row in session.scalars(query)]
        return [item for item in found if reason is None or reason in item.reasons]

    def counts(self) -> dict[State, int]:
        """How many there are of each state."""
        with self._session() as session:
            rows = session.execute(select(FeedbackRow.state, func.count()).group_by(FeedbackRow.state))
            found = {row.state: int(row[1]) for row in rows}
        return {state: found.get(state, 0) for state in ("new", "seen", "mended", "rejected")}

    def set_state(self, feedback_id: str, state: State) -> Feedback | None:
        """Moves one to a state; None where there is none."""
        with self._transaction() as session:
            row = session.get(FeedbackRow, feedback_id)
            if row is None:
                return None
            row.state = state
            return Feedback.model_validate(row)


def forget_answers(session: Session, document_id: str) -> None:
    """Takes out the answers that show something of a document."""
    for row in session.scalars(select(FeedbackRow).where(FeedbackRow.answer.is_not(None))):
        if row.answer is not None and _shows(row.answer, document_id):
            row.answer = None


def _shows(answer: dict[str, Any], document_id: str) -> bool:
    return any(part.get("document_id") == document_id for name in _CITING for part in answer.get(name) or ())


def _before(session: Session, turn: TurnRow) -> list[str]:
    """What was asked before, where the question leant on it."""
    if turn.standalone == turn.question:
        return []
    earlier = select(TurnRow.question).where(TurnRow.conversation_id == turn.conversation_id, TurnRow.id < turn.id)
    return list(session.scalars(earlier.order_by(TurnRow.id)))


def _answer(turn: TurnRow) -> dict[str, Any] | None:
    """The answer that is kept with a turn, as text or as JSON."""
    kept = getattr(turn, "answer", None)
    found = json.loads(kept) if isinstance(kept, str | bytes) else kept
    return found if isinstance(found, dict) else None
