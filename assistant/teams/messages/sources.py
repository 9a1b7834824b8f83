"""What stands beside an answer: where its sources disagree, and those beyond what Teams shows by their numbers."""

from microsoft_teams.cards import AdaptiveCard, CardElement

from assistant.answering.answer import Answer
from assistant.teams.messages import citations, elements
from assistant.teams.messages.chat import Chat
from assistant.teams.texts import text

_LONGEST_NAME = 120
_MOST = 40


def card(answer: Answer, told: str, chat: Chat, longest_mark: int) -> AdaptiveCard | None:
    """The card, or None where there is nothing to say.

    Sources that a table of rows shows need no list of their own; `longest_mark` is as in `citations.page_address`.
    """
    body: list[CardElement] = []
    for found in answer.disagreements:
        numbers = ", ".join(f"[{number}]" for number in found.citations)
        said = text("answer.disagreement", answer.language, about=found.about, numbers=numbers)
        body.append(elements.paragraph(elements.run(said, is_bold=True)))
    shown = {citation.number for citation in citations.shown(answer, told)}
    listed = {row.citation for row in answer.measures} | {row.citation for row in answer.duties}
    left = [one for one in answer.citations if one.number not in shown | listed and f"[{one.number}]" in told]
    if left:
        body.append(elements.heading(text("answer.more_sources", answer.language)))
    for one in left[:_MOST]:
        name = citations.name(one, one.locator, _LONGEST_NAME, answer.language)
        url = citations.page_address(one.url, chat.address, longest_mark)
        body.append(elements.paragraph(elements.run(f"[{one.number}] "), elements.run(name, url=url), is_close=True))
    if not body:
        return None
    return elements.card(body, language=answer.language, spoken=text("answer.more_sources", answer.language))
