"""A question that a page asks again because its answer never came whole: it stands once in its conversation."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock

from assistant.answering.answer import Answer
from assistant.conversation.record import ConversationRecord, record, summaries
from corpus.readable import Readable
from corpus.store.claims import Claims

_under_way: dict[tuple[str, str], list[Lock]] = {}
_guard = Lock()


@contextmanager
def one_at_a_time(claims: Claims, whose: str, question: str) -> Iterator[None]:
    """Waits while the same question of the same browser is being answered, here or in another process."""
    key = (whose, question)
    with _guard:
        waiting = _under_way.setdefault(key, [])
        lock = waiting[0] if waiting else Lock()
        waiting.append(lock)
    try:
        with lock, claims.held("question", whose, question):
            yield
    finally:
        with _guard:
            waiting.pop()
            if not waiting:
                del _under_way[key]


def given_since(
    library: Readable,
    owner: str | None,
    question: str,
    conversation_id: str | None,
    after: str | None,
    seconds: float,
) -> Answer | None:
    """What was answered to a question in the last `seconds`, in a conversation after a message, else in the newest of
    `owner` where the question began it. None where it was not kept.
    """
    began = datetime.now(UTC) - timedelta(seconds=seconds)
    found = record(library, conversation_id, owner) if conversation_id else None
    if found is None:
        newest = [one.id for one in summaries(library.conversations, owner)[:1] if one.messages == 1]
        found = record(library, newest[0], owner) if newest else None
    return _answer(found, question, after, began) if found else None


def _answer(found: ConversationRecord, question: str, after: str | None, began: datetime) -> Answer | None:
    places = [place for place, message in enumerate(found.messages, 1) if message.message_id == after]
    for message in found.messages[places[0] if places else 0 :]:
        if message.question == question and message.asked_at >= began:
            return message.answer
    return None
