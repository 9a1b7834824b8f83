"""What is asked of a language model and what comes back: the interface, which knows no provider."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Literal, NamedTuple, Protocol

from corpus.models.record import Record

Outcome = Literal["whole", "cut", "away", "left"]
"""How a reply ended. whole: by itself. cut: it broke off, or its time or its length was used up, after something came.
away: nothing came: the model was not reachable, refused, was too slow or failed to the end. left: who asked has gone.
"""


class Trouble(StrEnum):
    """Why a reply did not end by itself: what the log has of it."""

    UNREACHABLE = "unreachable"
    """Nobody answers at the address."""
    TIMEOUT = "timeout"
    """The time for a whole reply was used up."""
    KEY = "key"
    """The key is not taken, or may not do this (401, 403)."""
    UNKNOWN = "unknown"
    """There is no such model or address (404)."""
    BUSY = "busy"
    """Too many requests, or the quota is used up (429)."""
    FAULT = "fault"
    """The provider failed (5xx), or said in the midst of a reply that it did."""
    REFUSED = "refused"
    """The provider does not take the request (other 4xx)."""
    BROKEN_OFF = "broken off"
    """The connection ended before the reply did."""
    UNREADABLE = "unreadable"
    """What came is no reply."""
    TOO_LONG = "too long"
    """The prompt or the reply is over its budget of tokens."""
    PAUSED = "paused"
    """It was away a short while ago, so it was not asked."""
    BUDGET = "budget"
    """The day's budget is used up, so it was not asked."""
    UNCOUNTED = "uncounted"
    """What it is used for could not be counted, so it was not asked."""


class Ending(NamedTuple):
    """How a call ended: its trouble, and for how many seconds the provider asked to be let alone."""

    trouble: Trouble | None = None
    wait: float | None = None


class Asker(NamedTuple):
    """For whom a model is asked: an account, a browser or somebody in Teams by what tells them apart, None for those
    whom nothing does; `is_many` where several people may stand behind it.
    """

    id: str | None = None
    is_many: bool = False


Role = Literal["system", "user"]


class Message(Record):
    """One part of a prompt, and as whom it is said."""

    role: Role
    text: str


class Rendered(Record):
    """A prompt with its variables filled in; `version` is its name and number, as in "answer@1"."""

    messages: tuple[Message, ...]
    version: str


class Usage(Record):
    """Tokens as the provider counted them; None where it did not say."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


def nobody_leaves() -> bool:
    """For a call whose asker waits to the end."""
    return False


NOBODY = Asker()
"""One whom nothing tells apart."""


class Reply(Protocol):
    """What a model says to one prompt, as it comes: to be iterated once, to its end or until it is closed."""

    def __iter__(self) -> Iterator[str]:
        """The pieces of text; never raises for what a provider does."""

    def close(self) -> None:
        """Stops the provider where it still writes; what was not iterated is lost. May be called more than once."""

    @property
    def outcome(self) -> Outcome:
        """How it ended; "left" where it was closed before. Known once it was iterated to its end or closed."""

    @property
    def usage(self) -> Usage:
        """What it cost, known when the outcome is."""

    @property
    def trouble(self) -> Trouble | None:
        """Why it is cut or away, known when the outcome is."""


class LanguageModel(Protocol):
    """A model that is asked with prompts; safe to be used from several threads."""

    @property
    def name(self) -> str:
        """As users are told, and as it is stored with answers: "gpt-4o-mini"."""

    @property
    def context_tokens(self) -> int:
        """The most tokens that a prompt may have, by `budget.tokens_of`; a longer one is not sent."""

    @property
    def seconds(self) -> float:
        """The most that one answer may wait for the model, whatever it is asked for it."""

    def ask(
        self,
        prompt: Rendered,
        *,
        schema: Mapping[str, Any] | None = None,
        seconds: float | None = None,
        has_left: Callable[[], bool] = nobody_leaves,
        asker: Asker = NOBODY,
    ) -> Reply:
        """Begins a reply, at once; `schema` is the JSON schema that it shall keep to, where the model can.

        With `seconds` it has less time than a whole answer. It is counted as the `asker`'s.
        """
