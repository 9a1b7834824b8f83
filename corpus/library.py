"""The corpus as one thing: the catalogue with its indexes, kept in step."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from corpus.derived import check_settings, rebuild_indexes, reconcile
from corpus.editions import Editions
from corpus.following import Follower
from corpus.health import IndexHealth, Probed, index_health, probes
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.loading import load_snapshot
from corpus.models import Document, Page, Passage
from corpus.parts import Parts
from corpus.rooms import Rooms
from corpus.searching import Searching
from corpus.snapshot import Snapshot
from corpus.store.catalogue import Catalogue
from corpus.store.library_state import LibraryState
from corpus.store.originals import OriginalFiles
from corpus.store.records import Records
from corpus.store.workers import Worker
from corpus.vectors import Step, TextVectors, digest, vectored_texts
from corpus.view import LibraryView
from corpus.words.analysis import forget_words, terms

_WRITE_AT_ONCE = 2_000
_PAGES_KEPT = 64  # with their words: a few MB
_LOADED_AGAIN = 5  # times, while others write


class Library(Rooms):
    """Owns catalogue, indexes and original files; a document is in all of them or in none."""

    def __init__(
        self,
        catalogue: Catalogue,
        dense: DenseIndex,
        embedding: EmbeddingModel,
        originals: OriginalFiles,
        *,
        is_shared: bool = False,
    ) -> None:
        """Sweeps what an interrupted ingest left, and loads the snapshot.

        Where the stores are shared other processes may write in them now: then there is nothing to be swept, and from
        now on what they do is followed. Raises IndexMismatchError where the index was built with another model,
        dimension or analysis.
        """
        self._catalogue = catalogue
        self._dense = dense
        self._originals = originals
        self.embedding = embedding
        self._vectors = TextVectors(catalogue, embedding)
        self._pages: dict[tuple[str, int], Page] = {}
        self._parts = Parts(catalogue, self._vectors)
        self._searching = Searching(dense, self._parts)
        self._loading = RLock()
        self._follower: Follower | None = None
        check_settings(catalogue, embedding)
        with catalogue.states.writing(lambda _is_left_over: None, wait=not is_shared) as is_ours:
            if is_ours:
                self._sweep()
            self._reload()
            if is_ours:
                self._finish_purging()
        if is_shared:
            self._follower = Follower(self, catalogue.states, catalogue.workers)

    def let_go(self) -> None:
        """Follows the others no more; the stores stay open."""
        follower, self._follower = self._follower, None
        if follower is not None:
            follower.close()

    def close(self) -> None:
        """Closes the stores."""
        self.let_go()
        self._dense.close()
        self._catalogue.close()

    @property
    def snapshot(self) -> Snapshot:
        """What questions are answered from. Raises CatalogueError where it may show what others have removed."""
        if self._follower is not None:
            self._follower.assure()
        return self._snapshot

    @snapshot.setter
    def snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def workers(self) -> list[Worker]:
        """The processes on these stores; none where one owns them."""
        return self._catalogue.workers.all() if self._follower is not None else []

    def scrub(self) -> bool:
        """Rids the database's files of the bytes of what was deleted of people; False where something is left to do."""
        return self._catalogue.scrub()

    def health(self) -> IndexHealth:
        """How the indexes stand to the catalogue."""
        return index_health(self._catalogue, self._dense, self.embedding, self.snapshot)

    def probes(self) -> dict[Probed, Callable[[], bool]]:
        """What asks each of its parts whether it is well."""
        return probes(self._catalogue, self._dense, self.embedding, self.snapshot)

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

    @contextmanager
    def writing(self) -> Iterator[None]:
        """To write in, one at a time in all processes; what the others published until now is shown first.

        The thread that is in it may enter again.
        """
        with self._catalogue.states.writing(self._take_over):
            yield

    @contextmanager
    def writing_alone(self) -> Iterator[bool]:
        """The same, without waiting: False where another process writes already."""
        if self._follower is None:
            yield True
            return
        with self._catalogue.states.writing(self._take_over, wait=False) as is_ours:
            yield is_ours

    def make_vectors(self, records: Records, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Makes the vectors of a reading before anybody has to wait for its writing."""
        self._vectors.of([passage.embedded_text(records.document.title) for passage in records.passages], on_step)

    def publish(self, records: Records, content: bytes, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Makes a reading of a file's `content` the current generation of its document; visible at once and whole, or
        not at all.

        `on_step` is told (step, done, total) as it goes. Raises OSError where the file cannot be kept.
        """
        if self._follower is not None and not self._catalogue.states.is_writing:
            self.make_vectors(records, on_step)
        with self.writing():
            if self.is_current(records.document.id, records.generation_id):
                self.restore(content)
                return
            before = self.snapshot.documents.get(records.document.id)
            self._publish(records, content, on_step)
        if before is not None and before.collection != records.document.collection:
            self._wait_for_others()

    def _publish(self, records: Records, content: bytes, on_step: Step) -> None:
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
        with self.writing():
            if document_id not in self.snapshot.documents:
                return False
            self._catalogue.remove(document_id, self._relinked(document_id))
            self._reload()
            self._wait_for_others()
            self._purge()
        return True

    def drop_unfinished(self) -> None:
        """Deletes what a publishing left that was stopped on its way; nobody saw it."""
        self._catalogue.sweep()
        self._originals.keep_only(self._catalogue.digests())

    def rebuild(self, on_step: Step = lambda _step, _done, _total: None) -> None:
        """Builds every index anew from the catalogue, with the model and analysis of now."""
        with self.writing():
            rebuild_indexes(self._catalogue, self._dense, self.embedding, on_step)
            self._reload(is_rebuilt=True)
            self._searching.trust()

    # Keeping step with other processes

    def catch_up(self, state: LibraryState | None = None) -> None:
        """Shows what is published now, where others have published, removed or rebuilt."""
        with self._loading:
            found = state or self._catalogue.states.read()
            if found.version > self.version:
                check_settings(self._catalogue, self.embedding)
                self._reload(is_rebuilt=found.rebuilt > self.version)

    def mend(self, *, counted: bool, swept: bool) -> None:
        """Puts back vectors that are missing in the index (`counted`: looks whether any are), and finishes what a
        writer left that fell (`swept`); where others write just now, they may be at it.
        """
        if self._searching.is_whole and counted:
            self._searching.look(self._snapshot, closely=False)
        if self._searching.is_whole and not swept:
            return
        with self._catalogue.states.writing(self._take_over, wait=False) as is_ours:
            if is_ours and not self._searching.is_whole:
                self._dense.reopen()
                reconcile(self._catalogue, self._dense, self._vectors)
            if not self._searching.is_whole and self._searching.look(self._snapshot, closely=True):
                self._searching.trust()

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
        return self._searching.nearest(vector, limit, snapshot)

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

    def _take_over(self, is_left_over: bool) -> None:
        """What comes before writing: whatever the writer before left that fell, and what others published."""
        if is_left_over:
            self._sweep()
        self.catch_up()
        if is_left_over:
            self._finish_purging()

    def _sweep(self) -> None:
        self._catalogue.sweep()
        self._originals.keep_only(self._catalogue.digests())
        reconcile(self._catalogue, self._dense, self._vectors)

    def _finish_purging(self) -> None:
        if self._catalogue.is_unpurged:
            self._purge()

    def _wait_for_others(self) -> None:
        if self._follower is not None:
            self._follower.wait_for_others(self.version)

    def _purge(self) -> None:
        """Rids files and memory of what was deleted."""
        self._originals.keep_only(self._catalogue.digests())
        self._dense.keep_only(list(self._snapshot.position), self._vectored_passages())
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
        with self._loading:
            version, found = self._loaded()
            self._vectors.forget_all_but(found.position)
            self._pages = {}
            if self._follower is not None and not self._snapshot.documents.keys() <= found.documents.keys():
                forget_words()
            self._snapshot = found
            self.loaded_at = time.time()
            self._parts.keep(found, is_rebuilt=is_rebuilt)
            self.version = version

    def _loaded(self) -> tuple[int, Snapshot]:
        """What is published, and its version at least; anew where others wrote while it was read."""
        states = self._catalogue.states
        for left in reversed(range(_LOADED_AGAIN)):
            version = states.read().version
            try:
                found = load_snapshot(self._catalogue, self._vectors, self.embedding.dimension)
            except (KeyError, ValueError, IndexError):  # of records whose document was removed meanwhile
                if not left or states.read().version == version:
                    raise
                continue
            if not left or states.read().version == version:
                break
        return version, found
