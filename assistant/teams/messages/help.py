"""What can be asked, and the commands."""

from collections.abc import Sequence

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.cards import AdaptiveCard, CardElement

from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.texts import text

_MOST_EXAMPLES = 3
_COMMANDS = ("documents", "measures", "scope", "delete")


def help_message(examples: Sequence[str], chat: Chat, *, is_unknown: bool = False) -> MessageActivityInput:
    """The help; `is_unknown` where a command was written that there is not."""
    said = text("help.unknown", chat.language) if is_unknown else ""
    return elements.message(said, help_card(examples, chat))


def help_card(examples: Sequence[str], chat: Chat) -> AdaptiveCard:
    """The help as a card; `examples` are questions that the plans answer."""
    language = chat.language
    body: list[CardElement] = [
        elements.heading(text("help.heading", language)),
        elements.paragraph(elements.run(text("help.ask", language))),
    ]
    body += [elements.offered(question) for question in examples[:_MOST_EXAMPLES]]
    body.append(elements.heading(text("help.commands", language)))
    for name in _COMMANDS:
        written = elements.run(text(f"help.write_{name}", language), is_bold=True)
        body.append(elements.paragraph(written, elements.run(f" – {text(f'help.does_{name}', language)}")))
    body.append(elements.paragraph(elements.run(text("help.sources", language), is_subtle=True)))
    about = elements.opening(text("help.web", language), chat.address("/"))
    return elements.card(body, [about], language=language, spoken=text("help.heading", language))
