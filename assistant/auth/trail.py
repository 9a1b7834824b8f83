"""What a request did, gathered on its way for the audit log: who, which documents, what else is known only inside."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

from assistant.auth.user import User


@dataclass
class Trail:
    """What is known so far of what a request does; its threads share it.

    `owner` is whose what it begins is: the user's, or the browser's. `is_told` is whether a line of before tells it
    already: somebody goes on with what that began.
    """

    user: User | None = None
    actor: str | None = None
    collection: str | None = None
    owner: str | None = None
    is_question: bool = False
    is_told: bool = False
    documents: list[str] = field(default_factory=list)


_TRAIL: ContextVar[Trail | None] = ContextVar("trail", default=None)


def begin() -> Trail:
    """The trail of the request that begins here."""
    trail = Trail()
    _TRAIL.set(trail)
    return trail


def current() -> Trail | None:
    """The trail of the request that this is done for, if it is one."""
    return _TRAIL.get()


def told() -> None:
    """Notes that a line of before tells what this request does."""
    trail = _TRAIL.get()
    if trail is not None:
        trail.is_told = True


def answered(document_ids: Iterable[str]) -> None:
    """Notes that a question was put, and the documents that answered it."""
    trail = _TRAIL.get()
    if trail is not None:
        trail.is_question = True
        trail.documents.extend(document_ids)
