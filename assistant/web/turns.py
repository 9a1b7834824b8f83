"""A question with its answer as a page shows it."""

from dataclasses import dataclass, replace
from typing import Literal

from fastapi import Request
from markupsafe import Markup, escape

from assistant.answering.answer import Answer, MeasureRow, Status
from assistant.conversation.record import ConversationRecord
from assistant.web.copied import Copied, copied
from assistant.web.language import page_language
from assistant.web.paths import href
from assistant.web.text import answer_html
from assistant.web.texts import text
from corpus.words.alphabet import alphabetical

SortKey = Literal["title", "schedule", "responsible"]
Direction = Literal["ascending", "descending"]

_HEADINGS = {Status.ANSWERED: "chat.answered", Status.REFUSED: "chat.refused"}
_NOTHING = Markup("")
_CHUNKS = 24  # an answer comes in at most so many pieces


@dataclass(frozen=True)
class Sorting:
    """By what the measures of an answer are ordered, and which way."""

    key: SortKey
    direction: Direction


@dataclass(frozen=True)
class Turn:
    """A question with its answer, or None where none was kept; `ordinal` tells it from others on the page.

    `is_lost` where the conversation that it was asked in is gone, `is_withheld` where the answer may not be seen.
    """

    ordinal: int
    question: str
    message_id: str
    answer: Answer | None
    heading: str = ""
    html: Markup = _NOTHING
    is_rewritten: bool = False
    copied: Copied | None = None
    measures: tuple[MeasureRow, ...] = ()
    sorting: Sorting | None = None
    is_lost: bool = False
    is_withheld: bool = False

    @property
    def why_quoted(self) -> str:
        """The text that says why the answer is quoted though a language model was asked; empty where none was."""
        writing = self.answer.writing if self.answer else None
        if writing is None or (self.answer and self.answer.engine == "generative") or writing.outcome == "left":
            return ""
        if writing.outcome == "away":
            return "chat.model_over_budget" if writing.is_over_budget else "chat.model_away"
        if writing.sentences:
            return "chat.model_not_used"
        return "chat.model_cut" if writing.outcome == "cut" else "chat.model_silent"

    @property
    def anchor(self) -> str:
        """What the id of each source begins with."""
        return source_anchor(self.ordinal)


def source_anchor(ordinal: int) -> str:
    """What the ids of a turn's sources begin with: those of the first are as they always were."""
    return "kilde-" if ordinal == 1 else f"kilde-{ordinal}-"


def made_turn(request: Request, ordinal: int, question: str, answer: Answer) -> Turn:
    """The turn of an answer."""
    base = str(request.base_url).rstrip("/")
    return Turn(
        ordinal=ordinal,
        question=question,
        message_id=answer.message_id,
        answer=answer,
        heading=_HEADINGS.get(answer.status, "chat.not_found"),
        html=_html(request, ordinal, answer, answer.answer),
        is_rewritten=answer.standalone_question != question,
        copied=copied(question, answer, lambda path: f"{base}{path}", page_language(request)),
        measures=answer.measures,
    )


def turns_of(request: Request, record: ConversationRecord, sorted_turn: int = 0, order: str = "") -> list[Turn]:
    """The turns of a conversation; the measures of one of them in another order, where it is asked for."""
    turns = [
        made_turn(request, ordinal, message.question, message.answer)
        if message.answer is not None
        else Turn(ordinal, message.question, message.message_id, None, is_withheld=message.withheld)
        for ordinal, message in enumerate(record.messages, 1)
    ]
    sorting = _sorting(order)
    return [_sorted(turn, sorting) if sorting and turn.ordinal == sorted_turn else turn for turn in turns]


def growing(answer: Answer) -> list[str]:
    """The text of an answer as it grows, word by word."""
    words = answer.answer.split(" ")
    step = max(1, -(-len(words) // _CHUNKS))
    ends = [*range(step, len(words), step), len(words)]
    return [" ".join(words[:end]) for end in ends]


def grown(request: Request, ordinal: int, answer: Answer, told: str) -> Markup:
    """As much of an answer as is told, with links to its sources."""
    return _html(request, ordinal, answer, told)


def marked_personal_data(question: str, answer: Answer) -> Markup:
    """The question with the personal data in it marked."""
    pieces, at = [], 0
    for datum in answer.personal_data:
        pieces += [
            escape(question[at : datum.start]),
            Markup("<mark>{}</mark>").format(question[datum.start : datum.end]),
        ]
        at = datum.end
    return Markup("").join([*pieces, escape(question[at:])])


def _html(request: Request, ordinal: int, answer: Answer, told: str) -> Markup:
    numbers = {citation.number for citation in answer.citations}
    name = text("chat.source", page_language(request), number="{0}")
    return answer_html(told, numbers, name, source_anchor(ordinal))


def _sorting(order: str) -> Sorting | None:
    direction: Direction = "descending" if order.startswith("-") else "ascending"
    match order.removeprefix("-"):
        case "title" | "schedule" | "responsible" as key:
            return Sorting(key, direction)
    return None


def _sorted(turn: Turn, sorting: Sorting) -> Turn:
    rows = sorted(turn.measures, key=lambda row: _sort_key(row, sorting.key), reverse=sorting.direction == "descending")
    return replace(turn, measures=tuple(rows), sorting=sorting)


def _sort_key(row: MeasureRow, key: SortKey) -> tuple[int, str]:
    if key == "schedule":  # what has no year goes on all the time, and stands last
        return (row.start or row.end or 9999, alphabetical(row.schedule))
    return (0, alphabetical(row.title if key == "title" else ", ".join(row.responsible)))


def conversation_path(request: Request, conversation_id: str) -> str:
    """The address of a conversation's page."""
    return href(request, f"/samtaler/{conversation_id}")
