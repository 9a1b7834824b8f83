"""A conversation with its messages, as surfaces show and export it."""

from datetime import datetime
from typing import get_args

from pydantic import BaseModel, ConfigDict

from assistant.answering.answer import Answer, Status
from assistant.answering.showing.next_questions import example_questions
from assistant.conversation.memory import answer_of
from assistant.conversation.refusals import refused
from assistant.question.orders import shown
from assistant.question.screen import screen
from assistant.texts import Language
from corpus.readable import Readable
from corpus.snapshot import Snapshot
from corpus.store.conversation_turns import KeptMessage
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

    In `answer.searched` the titles of the documents are left out. An answer with documents that whoever looks may not
    read any more is `withheld`.
    """

    model_config = ConfigDict(frozen=True)

    message_id: str
    asked_at: datetime
    question: str
    answer: Answer | None
    withheld: bool = False


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


def record(library: Readable, conversation_id: str, owner: str | None) -> ConversationRecord | None:
    """A conversation that is open to `owner`, as a reader of the library may see it; None where there is none, or
    nothing was asked in it.
    """
    conversations, snapshot = library.conversations, library.snapshot
    found = conversations.get(conversation_id, owner)
    if found is None:
        return None
    messages = tuple(_message(kept, conversation_id, snapshot) for kept in conversations.messages(conversation_id))
    summary = _summary(found)
    return ConversationRecord(**summary.model_dump(exclude={"messages"}), messages=messages)


def _message(kept: KeptMessage, conversation_id: str, snapshot: Snapshot) -> Message:
    is_withheld = not kept.documents <= snapshot.documents.keys()
    answer = None if is_withheld else answer_of(kept, conversation_id)
    return Message(
        message_id=kept.message_id,
        asked_at=kept.asked_at,
        question=kept.question,
        answer=_with_examples_of_now(answer, kept.question, snapshot) if answer else None,
        withheld=is_withheld,
    )


def _with_examples_of_now(answer: Answer, question: str, snapshot: Snapshot) -> Answer:
    """The answer; the examples in it, of documents that it does not name, are of those that may be read now."""
    if answer.measures:
        return answer
    titles = {measure.title for measure in snapshot.measures}
    readable = tuple(asked for asked in answer.next_questions if any(title in asked for title in titles))
    outside = screen(question) if answer.status is Status.REFUSED else None
    told = answer.answer
    if outside is not None and not any(title in told for title in titles):
        language: Language = next((known for known in get_args(Language) if known == answer.language), "nb")
        told = refused(outside, question, language, example_questions(None, snapshot, language)).answer
    return answer.model_copy(update={"next_questions": readable, "answer": told})


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
