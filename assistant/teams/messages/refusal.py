"""What stands under a refusal: the nearest that was found, and what may be asked instead."""

import re
from collections.abc import Iterable
from typing import get_args

from microsoft_teams.cards import AdaptiveCard, CardElement, TextRun

from assistant.answering.answer import Answer, NearestPassage, Status
from assistant.question.personal_data import PersonalDatum, placeholder
from assistant.teams.messages import citations, elements
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import shortened
from assistant.teams.texts import text
from assistant.texts import Language

_LONGEST_NAME = 120
_LONGEST_QUOTE = 160
_MOST_ASKED = 3
_MOST_CHOICES = 5


def card(answer: Answer, chat: Chat, longest_mark: int) -> AdaptiveCard | None:
    """The card, or None where there is nothing to offer."""
    if answer.personal_data:
        return _without_personal_data(answer)
    if answer.status is Status.NEEDS_CLARIFICATION:
        return _choices(answer)
    body: list[CardElement] = []
    if answer.nearest:
        body.append(elements.heading(text("refusal.nearest", answer.language)))
    for passage in answer.nearest:
        body += _near(passage, answer.language, chat, longest_mark)
    asked = answer.next_questions[:_MOST_ASKED]
    if asked:
        body.append(elements.heading(text("refusal.next", answer.language)))
        body += [elements.offered(question, answer.message_id) for question in asked]
    if not body:
        return None
    return elements.card(body, language=answer.language, spoken=text("refusal.nearest", answer.language))


def _near(passage: NearestPassage, language: str, chat: Chat, longest_mark: int) -> list[CardElement]:
    name = citations.name(passage, passage.locator, _LONGEST_NAME, language)
    url = citations.page_address(passage.url, chat.address, longest_mark)
    quote = f"«{shortened(passage.text, _LONGEST_QUOTE)}»"
    return [
        elements.paragraph(elements.run(name, url=url)),
        elements.paragraph(elements.run(quote, is_subtle=True), is_close=True),
    ]


def _choices(answer: Answer) -> AdaptiveCard | None:
    """What the question may mean, each with a button."""
    asked = answer.next_questions[:_MOST_CHOICES]
    if not asked:
        return None
    said = text("refusal.choose", answer.language)
    offered = [elements.offered(question, answer.message_id) for question in asked]
    return elements.card([elements.heading(said), *offered], language=answer.language, spoken=said)


def _without_personal_data(answer: Answer) -> AdaptiveCard:
    """The question as it may be asked, marked where something was taken out of it: nothing of that is repeated."""
    question, language = answer.standalone_question, answer.language
    said = text("refusal.without", language)
    shown = elements.paragraph(*_marked(question, answer.personal_data, language))
    ask = elements.asking(question, text("refusal.ask_without", language))
    return elements.card([elements.heading(said), shown], [ask], language=language, spoken=said)


def _marked(question: str, found: Iterable[PersonalDatum], language: str) -> list[TextRun]:
    """The question, its placeholders in bold."""
    written: Language = next((known for known in get_args(Language) if known == language), "nb")
    placeholders = {placeholder(datum.kind, written) for datum in found}
    pieces = re.split(f"({'|'.join(map(re.escape, sorted(placeholders)))})", question)
    return [elements.run(piece, is_bold=piece in placeholders) for piece in pieces if piece]
