"""Measures of the register that a command asks for."""

from collections.abc import Sequence
from urllib.parse import urlencode

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.cards import Action, AdaptiveCard

from assistant.answering.answer import MeasureRow
from assistant.answering.showing.markdown import escaped
from assistant.register.conditions import Conditions
from assistant.teams import buttons
from assistant.teams.messages import elements, table
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.rows import PATHS, measure_line
from assistant.teams.texts import text


def register_message(
    found: Sequence[MeasureRow], words: str, conditions: Conditions, chat: Chat
) -> MessageActivityInput:
    """How many measures there are for the words of a command, and the first of them."""
    key = "register.found" if words else "register.all"
    said = text(key if found else "register.none", chat.language, n=len(found), words=escaped(words))
    if not found:
        return elements.message(said)
    lines = [measure_line(row, chat.language) for row in found]
    more = buttons.Listed(words=words, language=chat.language)
    shown = table.first(lines, more, _opens(conditions, chat), "measures", chat, chat.language)
    return elements.message(said, shown).add_ai_generated()


def register_card(
    found: Sequence[MeasureRow], words: str, conditions: Conditions, start: int, chat: Chat
) -> AdaptiveCard | None:
    """The measures from the number `start` on, as many as a card takes; None where there are none."""
    lines = [measure_line(row, chat.language) for row in found]

    def turned(at: int) -> buttons.Button:
        return buttons.Listed(words=words, start=at, language=chat.language)

    return table.page_card(lines, start, turned, [_opens(conditions, chat)], "measures", chat, chat.language)


def _opens(conditions: Conditions, chat: Chat) -> Action:
    """Opens the register under the same conditions."""
    shown = {**conditions.parameters(), **({"lang": chat.language} if chat.language != "nb" else {})}
    query = urlencode(shown, doseq=True)
    path = f"{PATHS['measures']}{'?' if query else ''}{query}"
    return elements.opening(text("table.open_register", chat.language), chat.address(path))
