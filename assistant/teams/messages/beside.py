"""What stands beside an answer: how its question was taken, notes on what is cited, more sources, what was read."""

from collections.abc import Iterator, Sequence
from itertools import chain

from microsoft_teams.cards import AdaptiveCard, CardElement

from assistant.answering.answer import Answer
from assistant.question.orders import shown
from assistant.teams.messages import citations, elements
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import shortened
from assistant.teams.texts import text
from corpus.store.corrections import Correction

_LONGEST_NAME = 120
_LONGEST_NOTE = 600
_LONGEST_QUESTION = 300
_MOST_NOTES = 5
_MOST_SOURCES = 40


def card(
    answer: Answer, told: str, question: str, notes: Sequence[Correction], chat: Chat, longest_mark: int
) -> AdaptiveCard | None:
    """The card, or None where there is nothing to say.

    `told` is what of the answer's text is sent, `question` what was written, `notes` are the advisers' on what is
    cited; `longest_mark` is as in `citations.page_address`.
    """
    parts = (
        _taken(answer, question),
        _notes(answer, notes),
        _disagreements(answer),
        _sources(answer, told, chat, longest_mark),
        _reading(answer, chat),
    )
    body = list(chain.from_iterable(parts))
    if not body:
        return None
    return elements.card(body, language=answer.language, spoken=text("beside.spoken", answer.language))


def _taken(answer: Answer, question: str) -> Iterator[CardElement]:
    """How a question that leans on others was put by itself."""
    is_same = answer.standalone_question.split() == shown(question).split()
    if question and not answer.personal_data and not is_same:
        taken = shortened(answer.standalone_question, _LONGEST_QUESTION)
        said = text("beside.taken_as", answer.language, question=taken)
        yield elements.paragraph(elements.run(said, is_subtle=True))


def _notes(answer: Answer, notes: Sequence[Correction]) -> Iterator[CardElement]:
    """What advisers hold against what is cited: it must be seen with the answer."""
    for note in notes[:_MOST_NOTES]:
        known = (note.dated.strftime("%d.%m.%Y"), shortened(note.signed, _LONGEST_NAME))
        heading = f"{text('beside.note', answer.language)} ({', '.join(part for part in known if part)})"
        yield elements.paragraph(elements.run(heading, is_bold=True))
        yield elements.paragraph(elements.run(shortened(note.text, _LONGEST_NOTE)), is_close=True)


def _disagreements(answer: Answer) -> Iterator[CardElement]:
    for found in answer.disagreements:
        numbers = ", ".join(f"[{number}]" for number in found.citations)
        said = text("beside.disagreement", answer.language, about=found.about, numbers=numbers)
        yield elements.paragraph(elements.run(said, is_bold=True))


def _sources(answer: Answer, told: str, chat: Chat, longest_mark: int) -> Iterator[CardElement]:
    """Those beyond what Teams shows by their numbers; those of the rows of a table are opened there."""
    pressed = {citation.number for citation in citations.shown(answer, told)}
    listed = {row.citation for row in answer.measures} | {row.citation for row in answer.duties}
    left = [one for one in answer.citations if one.number not in pressed | listed and f"[{one.number}]" in told]
    if left:
        yield elements.heading(text("beside.more_sources", answer.language))
    for one in left[:_MOST_SOURCES]:
        name = citations.name(one, one.locator, _LONGEST_NAME, answer.language)
        url = citations.page_address(one.url, chat.address, longest_mark)
        yield elements.paragraph(elements.run(f"[{one.number}] "), elements.run(name, url=url))


def _reading(answer: Answer, chat: Chat) -> Iterator[CardElement]:
    """Who wrote the answer where a language model did, or that none may today, and what was not read for it."""
    if answer.engine == "generative" and answer.writing is not None:
        said = text("beside.written", answer.language, model=answer.writing.model)
        yield elements.paragraph(elements.run(said, is_subtle=True))
    elif answer.writing is not None and answer.writing.is_over_budget:
        yield elements.paragraph(elements.run(text("beside.over_budget", answer.language), is_subtle=True))
    if chat.reads_more and not answer.personal_data:
        yield elements.paragraph(elements.run(text("beside.only_open", answer.language), is_subtle=True))
