"""An answer as one message: its words as they are, its sources, and under it what else belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.models import SuggestedActions
from microsoft_teams.api.models.card import CardAction, CardActionType
from microsoft_teams.cards import AdaptiveCard

from assistant.answering.answer import Answer, Status
from assistant.answering.showing.markdown import unescaped
from assistant.teams.messages import citations, refusal, sources, table
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import LONGEST_ACTIVITY, LONGEST_BUTTON, LONGEST_SUMMARY, shortened, size
from assistant.teams.texts import text

_MOST_OFFERED = 3


@dataclass(frozen=True)
class _Shape:
    """How much of an answer's surroundings is sent: characters of the words that links mark, rows of a table."""

    mark: int
    rows: int


_SHAPES = (_Shape(2_000, table.ROWS_AT_FIRST), _Shape(300, table.ROWS_AT_FIRST), _Shape(80, 5))


def answer_message(answer: Answer, chat: Chat) -> MessageActivityInput:
    """The answer as a message that Teams takes.

    Its text is the answer's own, to the letter, unless that is too long with the least around it: then it ends with a
    line, and says so.
    """
    for shape in _SHAPES:
        made = _made(answer, answer.answer, chat, shape)
        if size(made) <= LONGEST_ACTIVITY:
            return made
    return next(made for made in _cut(answer, chat) if size(made) <= LONGEST_ACTIVITY)


def status_label(answer: Answer) -> str:
    """What became of the question, in a few words."""
    status = "stopped" if answer.personal_data else answer.status.value
    return text(f"answer.{status}", answer.language)


def _cut(answer: Answer, chat: Chat) -> Iterator[MessageActivityInput]:
    """The answer with ever fewer of its lines."""
    lines = answer.answer.split("\n")
    kept = len(lines)
    while kept > 0:
        kept = min(kept - 1, kept * 9 // 10)
        yield _made(answer, "\n".join([*lines[:kept], "", _ending(answer, chat)]), chat, _SHAPES[-1])


def _ending(answer: Answer, chat: Chat) -> str:
    """That the answer ends here, with the address of the whole where whoever reads it may open that."""
    said = text("answer.cut", answer.language)
    if chat.is_shared or not answer.conversation_id:
        return said
    address = chat.address(f"/samtaler/{answer.conversation_id}")
    return f"{said} [{text('answer.cut_whole', answer.language)}]({address})"


def _made(answer: Answer, told: str, chat: Chat, shape: _Shape) -> MessageActivityInput:
    made = MessageActivityInput(text=told, text_format="markdown", summary=_summary(answer)).add_ai_generated()
    if answer.message_id and not answer.personal_data:
        made.add_feedback()
    for citation in citations.shown(answer, told):
        look = citations.appearance(citation, chat.address, answer.language, shape.mark)
        made.add_citation(citation.number, look)
    for card in _cards(answer, told, chat, shape):
        made.add_card(card)
    return _offered(made, answer, chat) if answer.status is Status.ANSWERED else made


def _cards(answer: Answer, told: str, chat: Chat, shape: _Shape) -> Iterator[AdaptiveCard]:
    if answer.status is not Status.ANSWERED:
        found = refusal.card(answer, chat, shape.mark)
        if found is not None:
            yield found
        return
    beside = sources.card(answer, told, chat, shape.mark)
    if beside is not None:
        yield beside
    if len(answer.measures) > 1:
        yield table.first_card(answer, "measures", chat, shape.rows)
    if len(answer.duties) > 1:
        yield table.first_card(answer, "duties", chat, shape.rows)


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
