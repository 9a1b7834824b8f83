"""The corpus as one thing: the catalogue with its indexes, kept in step."""

import time
from collections.abc import Callable, Iterator, Sequence

from corpus.derived import check_settings, rebuild_indexes, reconcile
from corpus.editions import Editions
from corpus.health import IndexHealth, Probed, index_health, probes
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.loading import load_snapshot
from corpus.models import Document, Page, Passage
from corpus.parts import Parts
from corpus.snapshot import Snapshot
from corpus.store.accounts import Accounts
from corpus.store.audit import AuditLog
from corpus.store.catalogue import Catalogue
from corpus.store.collections import Collections
from corpus.store.conversations import Conversations
from corpus.store.corrections import Corrections
from corpus.store.draft_shelf import Drafts
from corpus.store.entra_links import EntraLinks
from corpus.store.feedback import FeedbackBox
from corpus.store.held_files import HeldFiles
from corpus.store.job_queue import JobQueue
from corpus.store.model_use import ModelUse
from corpus.store.originals import OriginalFiles
from corpus.store.persons import Persons
from corpus.store.records import Records
from corpus.store.retention import Retention
from corpus.store.teams import Teams
from corpus.store.tokens import Tokens
from corpus.vectors import Step, TextVectors, digest, vectored_texts
from corpus.view import LibraryView
from corpus.words.analysis import forget_words, terms

_WRITE_AT_ONCE = 2_000
_PAGES_KEPT = 64  # with their words: a few MB


class Library:
    """Owns catalogue, indexes and original files; a document is in all of them or in none."""

    def __init__(
        self, catalogue: Catalogue, dense: DenseIndex, embedding: EmbeddingModel, originals: OriginalFiles
    ) -> None:
        """Sweeps what an interrupted ingest left, and loads the snapshot.

        Raises IndexMismatchError where the index was built with another model, dimension or analysis.
        """
        self._catalogue = catalogue
        self._dense = dense
        self._originals = originals
        self.embedding = embedding
        self._vectors = TextVectors(catalogue, embedding)
        self._pages: dict[tuple[str, int], Page] = {}
        self._parts = Parts(catalogue, self._vectors)
        check_settings(catalogue, embedding)
        self._catalogue.sweep()
        self._originals.keep_only(self._catalogue.digests())
        reconcile(catalogue, dense, self._vectors)
        self._reload()
        if self._catalogue.is_unpurged:
            self._purge()

    def close(self) -> None:
        """Closes the stores."""
        self._dense.close()
        self._catalogue.close()

    @property
    def conversations(self) -> Conversations:
        """The conversations, kept beside the documents so that these take their traces with them."""
        return self._catalogue.conversations

    @property
    def drafts(self) -> Drafts:
        """The local plans under way, of everybody."""
        return self._catalogue.drafts

    @property
    def feedback(self) -> FeedbackBox:
        """What users said of answers."""
        return self._catalogue.feedback

    @property
    def model_use(self) -> ModelUse:
        """What the language model is used for."""
        return self._catalogue.model_use

    @property
    def corrections(self) -> Corrections:
        """The advisers' notes on measures and pages."""
        return self._catalogue.corrections

    @property
    def audit(self) -> AuditLog:
        """Who saw and changed what."""
        return self._catalogue.audit

    @property
    def persons(self) -> Persons:
        """What is kept of each person."""
        return self._catalogue.persons

    @property
    def retention(self) -> Retention:
        """What was kept long enough."""
        return self._catalogue.retention

    def scrub(self) -> bool:
        """Rids the database's files of the bytes of what was deleted of people; False where something is left to do."""
        return self._catalogue.scrub()

    @property
    def accounts(self) -> Accounts:
        """Who logged in, and the logins that have not ended."""
        return self._catalogue.accounts

    @property
    def links(self) -> EntraLinks:
        """Whose accounts those have who ask in Teams."""
        return self._catalogue.links

    @property
    def teams(self) -> Teams:
        """What is kept for Teams."""
        return self._catalogue.teams

    @property
    def jobs(self) -> JobQueue:
        """The jobs that wait, are worked on and were."""
        return self._catalogue.jobs

    @property
    def held_files(self) -> HeldFiles:
        """The files that wait."""
        return self._catalogue.held_files

    @property
    def tokens(self) -> Tokens:
        """The tokens that services show."""
        return self._catalogue.tokens

    def health(self) -> IndexHealth:
        """How the indexes stand to the catalogue."""
        return index_health(self._catalogue, self._dense, self.embedding, self.snapshot)

    def probes(self) -> dict[Probed, Callable[[], bool]]:
        """What asks each of its parts whether it is well."""
        return probes(self._catalogue, self._dense, self.embedding, self.snapshot)

    @property
    def collections(self) -> Collections:
        """The collections that documents are in."""
        return self._catalogue.collections

    def view(self, collections: frozenset[str] | None) -> "Library | LibraryView":
        """The library as somebody sees it who reads the documents of these collections (all where None).

        Documents of a collection that nobody has made are in no view but the whole.
        """
        if collections is None:
            return self
        return LibraryView(self, self._parts, collections & self.collections.ids())

    # Writing

    def is_current(self, document_id: str, generation_id: str) -> bool:
        """Whether this very reading is what the document shows now."""
        return self.snapshot.generations.get(document_id) == generation_id

    def publish(self, records: Records, content: bytes, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Makes a reading of a file's `content` the current generation of its document; visible at once and whole, or
        not at all.

        `on_step` is told (step, done, total) as it goes. Raises OSError where the file cannot be kept.
        """
        if self.is_current(records.document.id, records.generation_id):
            self.restore(content)
            return
        document, old = records.document, self._passage_ids(records.document.id)
        on_step("begin", 0, 1)
        self._catalogue.begin(
            records, [" ".join(terms(passage.embedded_text(document.title))) for passage in records.passages]
        )
        on_step("written", 1, 1)
        self._originals.keep(content)
        on_step("kept", 1, 1)
        self._embed_generation(records.generation_id, document, records.passages, on_step)
        on_step("indexed", 1, 1)
        self._catalogue.publish(records.generation_id)
        on_step("published", 1, 1)
        self._dense.delete([key for key in old if key not in {passage.id for passage in records.passages}])
        on_step("cleaned", 1, 1)
        self._reload()

    def restore(self, content: bytes) -> None:
        """Keeps the file of a reading that is shown already, should the file have been lost.

        Raises OSError where it cannot be kept.
        """
        self._originals.keep(content)

    def remove(self, document_id: str) -> bool:
        """Deletes a document from the catalogue, every index and every cache; False where there is none.

        No answer sees it from the first moment; then the files are rid of its bytes, which is made good at the next
        start where it was interrupted. Editions that were said to follow it stay together without it.
        """
        if document_id not in self.snapshot.documents:
            return False
        self._catalogue.remove(document_id, self._relinked(document_id))
        self._reload()
        self._purge()
        return True

    def drop_unfinished(self) -> None:
        """Deletes what a publishing left that was stopped on its way; nobody saw it."""
        self._catalogue.sweep()
        self._originals.keep_only(self._catalogue.digests())

    def rebuild(self, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Builds every index anew from the catalogue, with the model and analysis of now."""
        rebuild_indexes(self._catalogue, self._dense, self.embedding, on_step)
        self._reload(is_rebuilt=True)

    # Reading

    def contact_of(self, document: Document) -> str | None:
        """Whom to ask about a document: as it says, else as its collection does."""
        if document.contact:
            return document.contact
        collection = self.collections.get(document.collection)
        return collection.contact if collection else None

    def page(self, generation_id: str, number: int, *, words: bool = True) -> Page | None:
        """A page of a generation, or None; without its words it is there sooner. Those put in
        memory last stay there: reading one again keeps it no longer.
        """
        if not words:
            return self._catalogue.readings.page(generation_id, number, words=False)
        key = generation_id, number
        found = self._pages.get(key)
        if found is None:
            pages, found = self._pages, self._catalogue.readings.page(generation_id, number)
            if found is not None and generation_id in self.snapshot.generations.values():
                while len(pages) >= _PAGES_KEPT:
                    pages.pop(next(iter(pages)), None)
                pages[key] = found
        return found

    def texts(self, generation_id: str) -> tuple[Page, ...]:
        """All pages of a generation in order, without their words."""
        return self._catalogue.readings.texts(generation_id)

    def original(self, generation_id: str) -> bytes | None:
        """The bytes of the file that a published generation was read from; None where there is none, or no file."""
        document = self.published(generation_id)
        return self._originals.read(document.sha256) if document else None

    def published(self, generation_id: str) -> Document | None:
        """The document as a published generation has it, current or superseded."""
        found = self._catalogue.generation(generation_id)
        return found[1] if found else None

    def nearest(self, vector: Vectors, limit: int, snapshot: Snapshot) -> list[tuple[int, float]]:
        """The positions in a snapshot of its passages nearest to a vector, with their cosine similarity.

        Those published since it was loaded are left out, and those removed since are not found.
        """
        position = snapshot.position
        found = self._dense.nearest(vector, limit) if position else []
        return [(position[key], score) for key, score in found if key in position]

    def sentence_vectors(self, passages: Sequence[Passage]) -> list[Vectors]:
        """The vectors (sentences × dimension) of each passage's sentences, in order; what is missing is made now."""
        return self._vectors.of_sentences(passages, lambda passage: passage.id in self.snapshot.position)

    def prepare(self, start: int, count: int) -> bool:
        """Makes the sentence vectors of so many passages from that position on; False where there are no more after.

        Questions make those they need; this spares them the wait.
        """
        passages = self.snapshot.passages
        self._vectors.make_sentences(passages[start : start + count])
        return start + count < len(passages)

    def text_vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors (n × dimension) of texts: from the cache, else made now."""
        return self._vectors.of(texts)

    # Inside

    def _embed_generation(
        self, generation_id: str, document: Document, passages: Sequence[Passage], on_step: Step
    ) -> None:
        texts = [passage.embedded_text(document.title) for passage in passages]
        vectors = self._vectors.of(texts, on_step)
        self._catalogue.vectors.use(generation_id, map(digest, vectored_texts(passages, document.title)))
        on_step("embedded", len(texts), len(texts))
        if passages:
            self._dense.add([passage.id for passage in passages], vectors)

    def _relinked(self, document_id: str) -> dict[str, str | None]:
        """The new `edition_of` of what followed a document, among those of its own collection: others are told nothing,
        and nothing is told of them.
        """
        documents = self.snapshot.documents
        place = documents[document_id].collection
        own = {key: document for key, document in documents.items() if document.collection == place}
        read = [key for key in self._catalogue.read_order() if key in own]
        return Editions(own.values(), read).without(document_id)

    def _purge(self) -> None:
        """Rids files and memory of what was deleted."""
        self._originals.keep_only(self._catalogue.digests())
        self._dense.renew(self._vectored_passages())
        forget_words()
        self._catalogue.purge()

    def _vectored_passages(self) -> Iterator[tuple[list[str], Vectors]]:
        """The ids and vectors of all current passages, some at a time."""
        snapshot = self.snapshot
        for start in range(0, len(snapshot.passages), _WRITE_AT_ONCE):
            part = snapshot.passages[start : start + _WRITE_AT_ONCE]
            texts = [passage.embedded_text(snapshot.document_of(passage).title) for passage in part]
            yield [passage.id for passage in part], self.text_vectors(texts)

    def _passage_ids(self, document_id: str) -> list[str]:
        return [passage.id for passage in self.snapshot.passages_in(document_id)]

    def _reload(self, *, is_rebuilt: bool = False) -> None:
        found = load_snapshot(self._catalogue, self._vectors, self.embedding.dimension)
        self._vectors.forget_all_but(found.position)
        self._pages = {}
        self.snapshot = found
        self.loaded_at = time.time()
        self._parts.keep(found, is_rebuilt=is_rebuilt)
