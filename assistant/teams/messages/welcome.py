"""The first that is read: who speaks, what it can be asked, and what it keeps."""

from collections.abc import Sequence

from microsoft_teams.api.activities.message import MessageActivityInput

from assistant.teams import buttons
from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.texts import text

_MOST_EXAMPLES = 3


def welcome_message(examples: Sequence[str], days: int, chat: Chat) -> MessageActivityInput:
    """The greeting; `examples` are questions that the plans answer, `days` how long conversations are kept."""
    language = chat.language
    where = "shared" if chat.is_shared else "personal"
    body = [
        elements.heading(text("welcome.heading", language)),
        elements.paragraph(elements.run(text("welcome.what", language))),
        elements.paragraph(elements.run(text(f"welcome.{where}", language))),
        elements.paragraph(elements.run(text("welcome.kept", language, n=days), is_subtle=True)),
    ]
    shown = [elements.offered(question) for question in examples[:_MOST_EXAMPLES]]
    if shown:
        body.append(elements.heading(text("welcome.examples", language)))
    actions = [
        elements.turning(text("welcome.help", language), buttons.Help(language=language)),
        elements.turning(text("welcome.documents", language), buttons.Documents(language=language)),
    ]
    spoken = f"{text('welcome.heading', language)} {text('welcome.what', language)}"
    return elements.message("", elements.card([*body, *shown], actions, language=language, spoken=spoken))
