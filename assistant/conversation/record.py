"""A conversation with its messages, as surfaces show and export it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from assistant.answering.answer import Answer
from assistant.conversation.memory import answer_of
from assistant.question.orders import shown
from corpus.store.conversations import Conversation, Conversations

_LONGEST_TITLE = 80


class Summary(BaseModel):
    """A conversation in a list; `title` is its name, else what it began with."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    started_at: datetime
    changed_at: datetime
    messages: int


class Message(BaseModel):
    """A question with its answer as it was given; None where an earlier version kept none.

    In `answer.searched` the titles of the documents are left out.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    asked_at: datetime
    question: str
    answer: Answer | None


class ConversationRecord(BaseModel):
    """A conversation with all its messages, in order."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    started_at: datetime
    changed_at: datetime
    messages: tuple[Message, ...]


def summaries(conversations: Conversations, owner: str | None) -> list[Summary]:
    """The conversations of an owner, the one that was last asked in first; nobody without a cookie has any."""
    return [_summary(found) for found in conversations.owned(owner)] if owner else []


def record(conversations: Conversations, conversation_id: str, owner: str | None) -> ConversationRecord | None:
    """A conversation that is open to `owner`; None where there is none, or nothing was asked in it."""
    found = conversations.get(conversation_id, owner)
    if found is None:
        return None
    messages = tuple(
        Message(
            message_id=kept.message_id,
            asked_at=kept.asked_at,
            question=kept.question,
            answer=answer_of(kept, conversation_id),
        )
        for kept in conversations.messages(conversation_id)
    )
    summary = _summary(found)
    return ConversationRecord(**summary.model_dump(exclude={"messages"}), messages=messages)


def _summary(found: Conversation) -> Summary:
    return Summary(
        id=found.id,
        title=found.title or _shortened(shown(found.first_question)),
        started_at=found.started_at,
        changed_at=found.changed_at,
        messages=found.messages,
    )


def _shortened(question: str) -> str:
    if len(question) <= _LONGEST_TITLE:
        return question
    return f"{question[:_LONGEST_TITLE].rpartition(' ')[0] or question[:_LONGEST_TITLE]} …"
