"""What evaluation drives: an assistant, seen from outside."""

from collections.abc import Sequence
from typing import Literal, Protocol

from assistant.answering.answer import Answer

Side = Literal["hybrid", "bm25", "dense"]
SIDES: tuple[Side, ...] = ("hybrid", "bm25", "dense")


class Hit(Protocol):
    """A ranked passage; `page` is the position of its first page from 1."""

    @property
    def document_id(self) -> str:
        """The document the passage stands in."""

    @property
    def page(self) -> int:
        """The page the passage begins on."""

    @property
    def score(self) -> float:
        """How well it matched; only the order is used."""

    @property
    def heading_path(self) -> Sequence[str]:
        """The headings it stands under, from the outermost."""

    @property
    def text(self) -> str:
        """What it says."""


class System(Protocol):
    """An assistant over one corpus."""

    def ask(self, question: str, conversation_id: str | None = None) -> Answer:
        """Answer one question, in a conversation of its own or in that of an earlier answer.

        An answer may carry how sure the decision was (`support`) and what each stage took (`timings_ms`).
        """

    def search(self, query: str, limit: int, side: Side) -> Sequence[Hit]:
        """At most `limit` passages, best first, of the whole retrieval or of one side of it alone."""

    def embed_query_ms(self, query: str) -> float:
        """The milliseconds that embedding the query takes, alone and uncached."""
