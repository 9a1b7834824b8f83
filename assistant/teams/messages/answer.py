"""An answer as one message: its words as they are, its sources, and under it what else belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import SuggestedActions
from microsoft_teams.api.models.card import CardAction, CardActionType
from microsoft_teams.cards import AdaptiveCard

from assistant.answering.answer import Answer, Status
from assistant.answering.showing.markdown import unescaped
from assistant.teams.messages import beside, citations, refusal, table
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import LONGEST_ACTIVITY, LONGEST_BUTTON, LONGEST_SUMMARY, shortened, size
from assistant.teams.messages.rows import ROWS, lines
from assistant.teams.texts import text
from corpus.store.corrections import Correction

_MOST_OFFERED = 3


@dataclass(frozen=True)
class _Shape:
    """How much of an answer's surroundings is sent: characters of the words that links mark, rows of a table."""

    mark: int
    rows: int


_SHAPES = (_Shape(2_000, table.ROWS_AT_FIRST), _Shape(300, table.ROWS_AT_FIRST), _Shape(80, 3))


def answer_message(
    answer: Answer, chat: Chat, *, question: str = "", notes: Sequence[Correction] = ()
) -> MessageActivityInput:
    """The answer as a message that Teams takes; `question` is what was written, `notes` are those beside the answer.

    Its text is the answer's own, to the letter, unless that is too long with the least around it: then it ends with a
    line, and says so.
    """
    made = _Making(answer, chat, question, tuple(notes))
    for shape in _SHAPES:
        message = made.message(answer.answer, shape)
        if size(message) <= LONGEST_ACTIVITY:
            return message
    return next(message for message in made.cut() if size(message) <= LONGEST_ACTIVITY)


def status_label(answer: Answer) -> str:
    """What became of the question, in a few words."""
    status = "stopped" if answer.personal_data else answer.status.value
    return text(f"answer.{status}", answer.language)


@dataclass(frozen=True)
class _Making:
    """An answer with all that is sent with it."""

    answer: Answer
    chat: Chat
    question: str
    notes: tuple[Correction, ...]

    def message(self, told: str, shape: _Shape) -> MessageActivityInput:
        """The message with as much of the answer's text as is told."""
        answer = self.answer
        made = MessageActivityInput(text=told, text_format="markdown", summary=_summary(answer)).add_ai_generated()
        if answer.message_id and not answer.personal_data:
            made.add_feedback()
        for citation in citations.shown(answer, told):
            look = citations.appearance(citation, self.chat.address, answer.language, shape.mark)
            made.add_citation(citation.number, look)
        for card in self._cards(told, shape):
            made.add_card(card)
        return _offered(made, answer, self.chat) if answer.status is Status.ANSWERED else made

    def cut(self) -> Iterator[MessageActivityInput]:
        """The message with ever fewer of the answer's lines."""
        lines = self.answer.answer.split("\n")
        kept = len(lines)
        while kept > 0:
            kept = min(kept - 1, kept * 9 // 10)
            yield self.message("\n".join([*lines[:kept], "", self._ending()]), _SHAPES[-1])

    def _ending(self) -> str:
        """That the answer ends here, with the address of the whole where whoever reads it may open that."""
        said = text("answer.cut", self.answer.language)
        if self.chat.is_shared or not self.answer.conversation_id:
            return said
        address = self.chat.address(f"/samtaler/{self.answer.conversation_id}")
        return f"{said} [{text('answer.cut_whole', self.answer.language)}]({address})"

    def _cards(self, told: str, shape: _Shape) -> Iterator[AdaptiveCard]:
        answer, chat = self.answer, self.chat
        near = refusal.card(answer, chat, shape.mark) if answer.status is not Status.ANSWERED else None
        beside_it = beside.card(answer, told, self.question, self.notes, chat, shape.mark)
        yield from (card for card in (near, beside_it) if card is not None)
        for rows in ROWS:
            if len(lines(answer, rows)) > 1 and answer.status is Status.ANSWERED:
                yield table.first_card(answer, rows, chat, shape.rows)


def _offered(made: MessageActivityInput, answer: Answer, chat: Chat) -> MessageActivityInput:
    """The message with what may be asked next, where Teams shows that: in a conversation with one person."""
    if chat.is_shared or chat.reader is None or not answer.next_questions:
        return made
    actions = [
        CardAction(type=CardActionType.IM_BACK, title=shortened(asked, LONGEST_BUTTON), value=asked)
        for asked in answer.next_questions[:_MOST_OFFERED]
    ]
    return made.with_suggested_actions(SuggestedActions(to=[chat.reader], actions=actions))


def _summary(answer: Answer) -> str:
    return shortened(f"{status_label(answer)}: {unescaped(answer.answer)}", LONGEST_SUMMARY)
