"""Deleting what is kept of a conversation: the question whether that is meant, and what became of it."""

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.cards import AdaptiveCard

from assistant.teams import buttons
from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.texts import text


def deletion_message(chat: Chat) -> MessageActivityInput:
    """Asks whether the conversation is to be deleted, and says what is not."""
    language = chat.language
    where = "shared" if chat.is_shared else "personal"
    body = [
        elements.heading(text("deletion.heading", language)),
        elements.paragraph(elements.run(text(f"deletion.what_{where}", language))),
        elements.paragraph(elements.run(text("deletion.in_teams", language), is_subtle=True)),
    ]
    delete, keep = buttons.Delete(language=language), buttons.Keep(language=language)
    actions = [
        elements.turning(text("deletion.delete", language), delete).with_style("destructive"),
        elements.turning(text("deletion.keep", language), keep),
    ]
    spoken = text("deletion.heading", language)
    return elements.message("", elements.card(body, actions, language=language, spoken=spoken))


def deleted_card(chat: Chat) -> AdaptiveCard:
    """That it is deleted."""
    return _told(text("deletion.deleted", chat.language), chat)


def kept_card(chat: Chat) -> AdaptiveCard:
    """That nothing was deleted."""
    return _told(text("deletion.kept", chat.language), chat)


def _told(said: str, chat: Chat) -> AdaptiveCard:
    return elements.card([elements.paragraph(elements.run(said))], language=chat.language, spoken=said)
