"""A view of a library: what of it somebody may read, as if nothing else were there."""

from collections.abc import Collection, Sequence

from corpus.exact import nearest_of_all
from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel
from corpus.models import Document, Page, Passage
from corpus.parts import Parts
from corpus.readable import Notes, Readable
from corpus.snapshot import Snapshot
from corpus.store.claims import Claims
from corpus.store.corrections import Correction, PageOf
from corpus.store.draft_shelf import Drafts
from corpus.store.feedback import FeedbackBox
from corpus.store.held_conversations import HeldConversations

_EXACT = 20_000  # passages, each compared: 4 ms; more are fetched from the index and those of others left out
_OVERFETCH = 4


class LibraryView:
    """The documents of some collections of a library, with all that is counted, averaged and found over them alone.

    Where a document is now decides for all its readings: a superseded one of a document that was moved is not found.
    """

    def __init__(self, whole: Readable, parts: Parts, collections: frozenset[str]) -> None:
        self._whole = whole
        self._parts = parts
        self._collections = collections

    @property
    def snapshot(self) -> Snapshot:
        """What questions are answered from: that of a library which has these documents and no others."""
        return self._parts.of(self._whole.snapshot, self._collections)

    @property
    def embedding(self) -> EmbeddingModel:
        """The model that vectors are made with."""
        return self._whole.embedding

    @property
    def conversations(self) -> HeldConversations:
        """The conversations, of everybody."""
        return self._whole.conversations

    @property
    def claims(self) -> Claims:
        """The names that one process at a time has."""
        return self._whole.claims

    @property
    def drafts(self) -> Drafts:
        """The local plans under way, of everybody."""
        return self._whole.drafts

    @property
    def feedback(self) -> FeedbackBox:
        """What users said of answers, of everybody."""
        return self._whole.feedback

    @property
    def corrections(self) -> Notes:
        """The advisers' notes on these documents."""
        return _SeenNotes(self._whole.corrections, self.snapshot.documents)

    def contact_of(self, document: Document) -> str | None:
        """Whom to ask about a document: as it says, else as its collection does."""
        return self._whole.contact_of(document)

    def page(self, generation_id: str, number: int, *, words: bool = True) -> Page | None:
        """A page of a generation, or None; without its words it is there sooner."""
        return self._whole.page(generation_id, number, words=words) if self._has(generation_id) else None

    def texts(self, generation_id: str) -> tuple[Page, ...]:
        """All pages of a generation in order, without their words."""
        return self._whole.texts(generation_id) if self._has(generation_id) else ()

    def original(self, generation_id: str) -> bytes | None:
        """The bytes of the file that a published generation was read from; None where there is none, or no file."""
        return self._whole.original(generation_id) if self._has(generation_id) else None

    def published(self, generation_id: str) -> Document | None:
        """The document as a published generation has it, current or superseded."""
        found = self._whole.published(generation_id)
        return found if found is not None and found.id in self.snapshot.documents else None

    def nearest(self, vector: Vectors, limit: int, snapshot: Snapshot) -> list[tuple[int, float]]:
        """The positions in a snapshot of its passages nearest to a vector, with their cosine similarity.

        The nearest of a few are found by comparing all; of many, by asking the index for so many more that enough are
        left without those of other documents.
        """
        count = len(snapshot.passages)
        if count <= _EXACT:
            return nearest_of_all(vector, limit, snapshot, self._parts.vectors)
        whole = len(self._whole.snapshot.passages)
        fetch = limit * _OVERFETCH * -(-whole // count)
        while True:
            found = self._whole.nearest(vector, min(fetch, whole), snapshot)
            if len(found) >= limit or fetch >= whole:
                return found[:limit]
            fetch *= _OVERFETCH

    def sentence_vectors(self, passages: Sequence[Passage]) -> list[Vectors]:
        """The vectors (sentences × dimension) of each passage's sentences, in order."""
        return self._whole.sentence_vectors(passages)

    def text_vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors (n × dimension) of texts."""
        return self._whole.text_vectors(texts)

    def _has(self, generation_id: str) -> bool:
        return generation_id in self.snapshot.generations.values() or self.published(generation_id) is not None


class _SeenNotes:
    """The notes on some documents."""

    def __init__(self, notes: Notes, documents: Collection[str]) -> None:
        self._notes = notes
        self._documents = documents

    def add(self, note: Correction) -> Correction:
        return self._notes.add(note)

    def all(self) -> list[Correction]:
        return self._seen(self._notes.all())

    def get(self, note_id: str) -> Correction | None:
        found = self._notes.get(note_id)
        return found if found is not None and found.document_id in self._documents else None

    def remove(self, note_id: str) -> bool:
        return self.get(note_id) is not None and self._notes.remove(note_id)

    def notes_for(self, measure_ids: Collection[str] = (), pages: Collection[PageOf] = ()) -> list[Correction]:
        return self._seen(self._notes.notes_for(measure_ids, pages))

    def _seen(self, notes: Sequence[Correction]) -> list[Correction]:
        return [note for note in notes if note.document_id in self._documents]
