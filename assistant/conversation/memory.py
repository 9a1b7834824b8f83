"""What was asked before in a conversation, and what is kept of it for what is asked next."""

import logging
import uuid
from collections.abc import Collection, Mapping, Set
from json.encoder import encode_basestring
from types import MappingProxyType

from pydantic import ValidationError

from assistant.answering.answer import Answer, KeptWhen, Status
from assistant.answering.showing.markdown import escaped
from corpus.complaints import quoted
from corpus.store.conversation_turns import KeptMessage, Turn
from corpus.store.database import CatalogueError
from corpus.store.held_conversations import HeldConversations

_log = logging.getLogger(__name__)


class UnknownConversationError(ValueError):
    """There is no such conversation; ask without an id to begin one."""


def turn_before(
    conversations: HeldConversations,
    conversation_id: str | None,
    message_id: str | None,
    owner: str | None,
    readable: Collection[str],
) -> Turn | None:
    """The turn that a question may lean on: that of a message, else the last; None where nothing was asked before.

    A conversation with an owner is there for its owner alone. A turn that names or shows documents which are not
    `readable` (ids) is nothing to lean on. Raises UnknownConversationError.
    """
    if conversation_id is None:
        return None
    if not conversations.exists(conversation_id, owner):
        raise UnknownConversationError(
            f"samtalen {quoted(conversation_id)} finnes ikke; spør uten samtale for å begynne en ny"
        )
    found = conversations.last(conversation_id, message_id)
    return found if found is not None and conversations.named_in(found.message_id) <= set(readable) else None


def kept(
    conversations: HeldConversations,
    conversation_id: str | None,
    question: str,
    answer: Answer,
    before: Turn | None,
    *,
    owner: str | None = None,
    titles: Mapping[str, str] = MappingProxyType({}),
    leant_on: Collection[str] = (),
) -> Answer:
    """The answer with the ids of its message and its conversation, kept with its question for what is asked next.

    One with personal data is not kept. `titles` are those of all documents, by id: the answer goes with those that it
    shows or names, and with those that its question has words of (`leant_on`, ids). Where nothing can be written the
    answer is given all the same, and says that it is kept later, or not at all.
    """
    message_id, known = uuid.uuid4().hex, conversation_id or uuid.uuid4().hex
    answer = answer.model_copy(update={"conversation_id": known, "message_id": message_id})
    turn = None if answer.personal_data else _turn(message_id, question, answer, before)
    try:
        if turn is None:
            known = conversations.keep(conversation_id, None, owner=owner)
        else:
            told = _told(answer)
            named = _documents(told + question, titles) | set(leant_on)
            known = conversations.keep(conversation_id, turn, told, named, owner)
    except CatalogueError as error:
        _log.error("the question cannot be kept for its conversation: %s", error)
        return answer.model_copy(update={"kept": "no"})
    is_held = conversations.is_held(message_id)
    return answer.model_copy(update={"conversation_id": known, "kept": "later" if is_held else "yes"})


def answer_of(message: KeptMessage, conversation_id: str) -> Answer | None:
    """The answer as it was given; None where none was kept, or not in a form that is read any more."""
    if message.answer is None:
        return None
    try:
        answer = Answer.model_validate_json(message.answer)
    except ValidationError:
        _log.warning("the answer of message %s was kept in a form that is not read any more", message.message_id)
        return None
    when: KeptWhen = "later" if message.is_held else "yes"
    return answer.model_copy(update={"conversation_id": conversation_id, "kept": when})


def _told(answer: Answer) -> str:
    """What is kept of an answer: all but the titles of what was searched, which need not have to do with it."""
    searched = answer.searched.model_copy(update={"documents": ()})
    return answer.model_copy(update={"searched": searched, "timings_ms": {}}).model_dump_json()


def _documents(told: str, titles: Mapping[str, str]) -> Set[str]:
    """The documents that a text has the id or title of."""
    written = {name: encode_basestring(title)[1:-1] for name, title in titles.items()}  # as in the JSON
    return {name for name, title in written.items() if name in told or title in told}


def _turn(message_id: str, question: str, answer: Answer, before: Turn | None) -> Turn:
    """What is kept: with a title of a document goes its id, also where the title came with an earlier turn."""
    if answer.status is Status.REFUSED:
        return Turn(message_id=message_id, question=question, standalone=question, status=answer.status)
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
        status=answer.status,
    )


def _named(answer: Answer) -> tuple[str, str] | None:
    """The title of the one measure that an answer is about, or of the part of it that it names, and the document."""
    if len(answer.measures) != 1:
        return None
    (measure,) = answer.measures
    titles = (measure.title, *(part.title for part in measure.sub_measures))
    title = next((title for title in titles if f"«{escaped(title)}»" in answer.answer), measure.title)
    return title, measure.document_id
