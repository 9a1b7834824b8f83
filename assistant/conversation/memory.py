"""What was asked before in a conversation, and what is kept of it for what is asked next."""

import logging
import uuid

from assistant.answering.answer import Answer, Status
from assistant.answering.markdown import escaped
from corpus.catalogue import CatalogueError
from corpus.complaints import quoted
from corpus.conversations import Conversations, Turn

_log = logging.getLogger(__name__)


class UnknownConversationError(ValueError):
    """There is no such conversation; ask without an id to begin one."""


def turn_before(conversations: Conversations, conversation_id: str | None, message_id: str | None) -> Turn | None:
    """The turn that a question may lean on: that of a message, else the last; None where nothing was asked before.

    Raises UnknownConversationError.
    """
    if conversation_id is None:
        return None
    if not conversations.exists(conversation_id):
        raise UnknownConversationError(
            f"samtalen {quoted(conversation_id)} finnes ikke; spør uten samtale for å begynne en ny"
        )
    return conversations.last(conversation_id, message_id)


def kept(
    conversations: Conversations, conversation_id: str | None, question: str, answer: Answer, before: Turn | None
) -> Answer:
    """The answer with the ids of its message and its conversation, its question kept for what is asked next.

    A question that was refused is not: "takk" is nothing to lean on. Where nothing can be written the answer is given
    all the same.
    """
    message_id = uuid.uuid4().hex
    turn = None if answer.status is Status.REFUSED else _turn(message_id, question, answer, before)
    try:
        conversation_id = conversations.keep(conversation_id, turn)
    except CatalogueError as error:
        _log.error("the question cannot be kept for its conversation: %s", error)
    return answer.model_copy(update={"conversation_id": conversation_id or uuid.uuid4().hex, "message_id": message_id})


def _turn(message_id: str, question: str, answer: Answer, before: Turn | None) -> Turn:
    """What is kept: with a title of a document goes its id, also where the title came with an earlier turn."""
    named = _named(answer)
    leant_on = before.document_id if before and answer.standalone_question != question else None
    if named is not None and leant_on not in (None, named[1]):
        named = None  # a turn goes with one document
    return Turn(
        message_id=message_id,
        question=question,
        standalone=answer.standalone_question,
        subject=named[0] if named else None,
        document_id=named[1] if named else leant_on,
    )


def _named(answer: Answer) -> tuple[str, str] | None:
    """The title of the one measure that an answer is about, or of the part of it that it names, and the document."""
    if len(answer.measures) != 1:
        return None
    (measure,) = answer.measures
    titles = (measure.title, *(part.title for part in measure.sub_measures))
    title = next((title for title in titles if f"«{escaped(title)}»" in answer.answer), measure.title)
    return title, measure.document_id
