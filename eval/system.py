"""What evaluation drives: an assistant, seen from outside."""

from collections.abc import Collection, Sequence
from typing import Literal, Protocol

from assistant.answering.answer import Answer
from assistant.answering.generating.writer import Checked
from corpus.snapshot import Snapshot

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


class Written(Protocol):
    """An answer where a language model may write."""

    @property
    def answer(self) -> Answer:
        """What users get."""

    @property
    def sentences(self) -> Sequence[Checked]:
        """All that the model wrote; none where it was not asked."""

    @property
    def told_ms(self) -> float | None:
        """After how many milliseconds the first of its words were told; None where none were."""


class WritingSystem(Protocol):
    """The same assistant with a language model."""

    @property
    def model(self) -> str:
        """What the model is called."""

    @property
    def snapshot(self) -> Snapshot:
        """What it answers from."""

    def ask(self, question: str, conversation_id: str | None = None) -> Written:
        """Answer one question, in a conversation of its own or in that of an earlier answer of this system."""


class SuggestedHit(Hit, Protocol):
    """A passage suggested for a field."""

    @property
    def retelling(self) -> bool:
        """Whether its document tells another in other words."""


class DraftingSystem(Protocol):
    """A drafting assistant seen from outside, over the template that the golden fields are of."""

    @property
    def jurisdictions(self) -> Sequence[str]:
        """Whose drafts are put to it: somebody with plans of their own, and somebody without."""

    def suggestions(self, field: str, jurisdiction: str) -> Sequence[SuggestedHit]:
        """The passages suggested for a field, in order."""

    def measures(self, field: str) -> Collection[str]:
        """The titles of the measures that a field answers to."""

    def answers(self, duty: str, text: str) -> bool:
        """Whether a text answers a duty."""


class System(Protocol):
    """An assistant over one corpus, that quotes; and the one that writes, where a language model is to be measured."""

    @property
    def writing(self) -> WritingSystem | None:
        """The same with a language model."""

    @property
    def drafting(self) -> DraftingSystem | None:
        """What helps to write a plan; None where the plan that the golden template answers to is not there."""

    def ask(self, question: str, conversation_id: str | None = None) -> Answer:
        """Answer one question, in a conversation of its own or in that of an earlier answer.

        An answer may carry how sure the decision was (`support`) and what each stage took (`timings_ms`).
        """

    def search(self, query: str, limit: int, side: Side) -> Sequence[Hit]:
        """At most `limit` passages, best first, of the whole retrieval or of one side of it alone."""

    def embed_query_ms(self, query: str) -> float:
        """The milliseconds that embedding the query takes, alone and uncached."""
