"""Whose plans come first in a conversation."""

from collections.abc import Sequence

from microsoft_teams.api.activities.message import MessageActivityInput

from assistant.answering.showing.markdown import escaped
from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import shortened
from assistant.teams.texts import text

_LONGEST_NAME = 80
_MOST_NAMES = 30


def scope_message(chosen: str | None, choices: Sequence[str], chat: Chat) -> MessageActivityInput:
    """Whose plans come first from now on, and how that is chosen."""
    key = "scope.chosen" if chosen else "scope.nobody"
    said = text(key, chat.language, name=_plain(chosen or ""))
    return elements.message(f"{said} {_choices(choices, chat)}")


def unknown_scope_message(asked: str, choices: Sequence[str], chat: Chat) -> MessageActivityInput:
    """That no plan holds for what was asked for, and for whom there are plans."""
    return elements.message(f"{text('scope.unknown', chat.language, name=_plain(asked))} {_choices(choices, chat)}")


def _choices(choices: Sequence[str], chat: Chat) -> str:
    if not choices:
        return text("scope.none", chat.language)
    names = "; ".join(_plain(name) for name in choices[:_MOST_NAMES])
    return text("scope.choices", chat.language, names=names)


def _plain(name: str) -> str:
    """A name as it is written, short, and none of it markup."""
    return escaped(shortened(name, _LONGEST_NAME))
