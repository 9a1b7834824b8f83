"""What is read of a library: of the whole, or of the part that somebody may read."""

from collections.abc import Collection, Sequence
from typing import Protocol

from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel
from corpus.models import Document, Page, Passage
from corpus.snapshot import Snapshot
from corpus.store.claims import Claims
from corpus.store.corrections import Correction, PageOf
from corpus.store.draft_shelf import Drafts
from corpus.store.feedback import FeedbackBox
from corpus.store.held_conversations import HeldConversations


class Notes(Protocol):
    """The advisers' notes on what is read (corpus.store.corrections.Corrections is all of them)."""

    def add(self, note: Correction) -> Correction:
        """Keeps a note on a measure or a page of a document."""
        ...

    def all(self) -> list[Correction]:
        """Every note, the newest first."""
        ...

    def get(self, note_id: str) -> Correction | None:
        """A note, or None."""
        ...

    def remove(self, note_id: str) -> bool:
        """Deletes a note; False where there is none."""
        ...

    def notes_for(self, measure_ids: Collection[str] = (), pages: Collection[PageOf] = ()) -> list[Correction]:
        """The notes on any of these measures and pages, the newest first."""
        ...


class Readable(Protocol):
    """A library, or a view of one that has only some of its documents."""

    @property
    def snapshot(self) -> Snapshot:
        """What questions are answered from."""
        ...

    @property
    def embedding(self) -> EmbeddingModel:
        """The model that vectors are made with."""
        ...

    @property
    def conversations(self) -> HeldConversations:
        """The conversations, of everybody."""
        ...

    @property
    def claims(self) -> Claims:
        """The names that one process at a time has."""
        ...

    @property
    def drafts(self) -> Drafts:
        """The local plans under way, of everybody."""
        ...

    @property
    def feedback(self) -> FeedbackBox:
        """What users said of answers, of everybody."""
        ...

    @property
    def corrections(self) -> Notes:
        """The advisers' notes on the documents."""
        ...

    def contact_of(self, document: Document) -> str | None:
        """Whom to ask about a document: as it says, else as its collection does."""
        ...

    def page(self, generation_id: str, number: int, *, words: bool = True) -> Page | None:
        """A page of a generation, or None; without its words it is there sooner."""
        ...

    def texts(self, generation_id: str) -> tuple[Page, ...]:
        """All pages of a generation in order, without their words."""
        ...

    def original(self, generation_id: str) -> bytes | None:
        """The bytes of the file that a published generation was read from; None where there is none, or no file."""
        ...

    def published(self, generation_id: str) -> Document | None:
        """The document as a published generation has it, current or superseded."""
        ...

    def nearest(self, vector: Vectors, limit: int, snapshot: Snapshot) -> list[tuple[int, float]]:
        """The positions in a snapshot of its passages nearest to a vector, with their cosine similarity."""
        ...

    def sentence_vectors(self, passages: Sequence[Passage]) -> list[Vectors]:
        """The vectors (sentences × dimension) of each passage's sentences, in order."""
        ...

    def text_vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors (n × dimension) of texts."""
        ...
