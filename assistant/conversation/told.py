"""What was said in a conversation, as a language model is told it: the questions, and what their answers named."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from assistant.answering.answer import Answer
from assistant.conversation.memory import answer_of
from assistant.question.orders import shown
from assistant.question.personal_data import personal_data
from corpus.store.conversation_turns import Turn
from corpus.store.conversations import Conversations

MOST_TURNS = 8
_MOST_TITLES = 8
_MOST_UNITS = 6


class Named(NamedTuple):
    """Words of a turn, and the documents that they go with (ids)."""

    text: str
    documents: frozenset[str] = frozenset()


class Told(NamedTuple):
    """A turn: its question as it was understood, and the titles and units that the answer named."""

    question: Named
    answer: tuple[Named, ...] = ()

    @property
    def text(self) -> str:
        """As a language model reads it."""
        named = "; ".join(one.text for one in self.answer)
        return f"Spurt: {self.question.text}" + (f"\nSvaret nevnte: {named}" if named else "")


def told_up_to(conversations: Conversations, message_id: str, readable: Collection[str]) -> Iterator[Told]:
    """The turn of a message and those before it, the newest first; but none with documents that are not `readable`
    (ids), and none with personal data.
    """
    for turn, message in conversations.up_to(message_id, MOST_TURNS):
        if message.documents <= set(readable) and not personal_data(turn.standalone):
            answer = answer_of(message, "")
            yield Told(_question(turn), tuple(_named(turn, answer)) if answer else ())


def within(turns: Iterable[Told], budget: int, tokens_of: Callable[[str], int]) -> list[Told]:
    """The turns that there is room for (`budget` in tokens), the oldest first; of `turns`, the newest come first.

    Of one that does not fit, the question alone may.
    """
    kept: list[Told] = []
    for turn in turns:
        fitting = next((form for form in (turn, Told(turn.question)) if tokens_of(form.text) + 1 <= budget), None)
        if fitting is None:
            break
        kept.append(fitting)
        budget -= tokens_of(fitting.text) + 1
    return kept[::-1]


def _question(turn: Turn) -> Named:
    return Named(shown(turn.standalone), frozenset(filter(None, [turn.document_id])))


def _named(turn: Turn, answer: Answer) -> Iterator[Named]:
    """What an answer named: the measure it was about, then the others, who is responsible, and the documents."""
    found: dict[str, frozenset[str]] = {}
    if turn.subject and turn.document_id:
        found[f"«{turn.subject}»"] = frozenset((turn.document_id,))
    for measure in answer.measures[:_MOST_TITLES]:
        for title in (measure.title, *(part.title for part in measure.sub_measures)):
            found.setdefault(f"«{title}»", frozenset((measure.document_id,)))
    titles = list(found.items())[:_MOST_TITLES]
    owners = {name: measure.document_id for measure in answer.measures for name in measure.responsible}
    units = [(name, frozenset((document,))) for name, document in list(owners.items())[:_MOST_UNITS]]
    documents = {one.document_title: frozenset((one.document_id,)) for one in answer.citations}
    yield from (Named(shown(text), ids) for text, ids in (*titles, *units, *documents.items()))
