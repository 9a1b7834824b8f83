"""What comes from Teams, as the rest of the assistant takes it."""

import hmac
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.config import Settings
from assistant.question.language import detect_language
from assistant.question.orders import shown
from assistant.teams.commands import command
from assistant.texts import Language

_LANGUAGES: dict[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn", "en": "en"}


@dataclass(frozen=True)
class Incoming:
    """A message, or a button that was pressed, or that the assistant was taken into a conversation.

    `conversation` is its id at Teams with the thread that it is in, `key` what it is called here: a digest. `is_shared`
    where others than the sender read what is answered. `text` is without the mention of the assistant, white space
    single; `pressed` is what the button carries. `sender` is the user's object id at Entra ID, `account` what Teams
    calls the user in this conversation. `tenant` is where the conversation is, `home` where Teams says the sender is
    from: in a channel or a group that organisations share it may be another, and is often not said.
    """

    activity_id: str
    conversation: str
    key: str
    is_shared: bool
    text: str
    pressed: dict[str, Any] | None
    sender: str
    sender_name: str
    tenant: str
    language: Language
    account: str
    service_url: str
    reply_to: str | None = None
    kind: Literal["message", "installed"] = "message"
    home: str | None = None

    @property
    def said(self) -> str:
        """All that a user may have written in it, without characters that nobody sees."""
        return shown(" ".join((self.text, *_texts(self.pressed))))

    def written(self) -> dict[str, Any]:
        """As it is kept until it is answered."""
        return asdict(self)

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Incoming":
        """What was kept. Raises TypeError where it is of another form."""
        return cls(**written)


def language_of(locale: str | None, text: str = "") -> Language:
    """The language of a question; of a command, or where nothing is written, that of a locale (nn-NO).

    Bokmål where that is none of the three.
    """
    if text and command(text) is None:
        return detect_language(text)
    return _LANGUAGES.get((locale or "").lower().partition("-")[0], "nb")


def digest(settings: Settings, *parts: str) -> str:
    """What something of Teams is called here, which says nothing to those who have not the server's secret."""
    return hmac.digest(settings.key, "|".join(("teams", *parts)).encode(), "sha256").hex()


def named(settings: Settings, incoming: Incoming) -> str:
    """What a message is called here: the same however often Teams delivers it."""
    return digest(settings, "activity", incoming.kind, incoming.conversation, incoming.activity_id)


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for inner in found.values():
            yield from _texts(inner)
