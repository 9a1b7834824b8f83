"""The corpus as one thing: the catalogue with its indexes, kept in step."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from corpus.derived import check_settings, rebuild_indexes
from corpus.following import Follower
from corpus.health import IndexHealth, Probed, index_health, probes
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.loading import load_settled
from corpus.mending import Mending
from corpus.models import Document, Page, Passage
from corpus.pages import Pages
from corpus.parts import Parts
from corpus.publishing import Publishing
from corpus.rooms import Rooms
from corpus.searching import Searching
from corpus.snapshot import Snapshot
from corpus.store.catalogue import Catalogue
from corpus.store.library_state import LibraryState
from corpus.store.originals import OriginalFiles
from corpus.store.records import Records
from corpus.store.workers import Worker
from corpus.vectors import Step, TextVectors
from corpus.view import LibraryView
from corpus.words.analysis import forget_words


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
        self._pages = Pages(catalogue)
        self._publishing = Publishing(catalogue, dense, originals, self._vectors)
        self._parts = Parts(catalogue, self._vectors)
        self._searching = Searching(dense, self._parts)
        self._mending = Mending(catalogue, dense, self._vectors, self._searching)
        self._loading = RLock()
        self._follower: Follower | None = None
        check_settings(catalogue, embedding)
        with catalogue.states.writing(lambda _is_left_over: None, wait=not is_shared) as is_ours:
            if is_ours:
                self._publishing.sweep()
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
        with self._catalogue.states.writing(self._take_over), self._mending.told_plainly():
            self._mending.make_anew()
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
            shown = [passage.id for passage in self.snapshot.passages_in(records.document.id)]
            self._publishing.publish(records, content, on_step, before=shown)
            self._reload()
        if before is not None and before.collection != records.document.collection:
            self._wait_for_others()

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
            self._publishing.remove(document_id, self.snapshot)
            self._reload()
            self._wait_for_others()
            self._publishing.purge(self._snapshot)
        return True

    def drop_unfinished(self) -> None:
        """Deletes what a publishing left that was stopped on its way; nobody saw it."""
        self._publishing.drop_unfinished()

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
        """Puts right the index (`counted`: looks whether it is), and finishes what a writer left (`swept`)."""
        if self._mending.finds_it_whole(self._snapshot, counted=counted) and not swept:
            return
        with self._catalogue.states.writing(self._take_over, wait=False) as is_ours:
            self._mending.mend(self._snapshot, is_writing=is_ours)

    def look_after_index(self) -> None:
        """Has an index of this process's own made anew whose files were deleted by hand."""
        if self._mending.is_lost:
            with self.writing():
                pass

    # Reading

    def page(self, generation_id: str, number: int, *, words: bool = True) -> Page | None:
        """A page of a generation, or None; without its words it is there sooner."""
        return self._pages.page(
            generation_id, number, words=words, is_shown=lambda: generation_id in self.snapshot.generations.values()
        )

    def texts(self, generation_id: str) -> tuple[Page, ...]:
        """All pages of a generation in order, without their words."""
        return self._pages.of(generation_id)

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

    def _take_over(self, is_left_over: bool) -> None:
        """What comes before writing: whatever the writer before left that fell, and what others published."""
        if is_left_over:
            self._publishing.sweep()
        self.catch_up()
        if is_left_over:
            self._finish_purging()

    def _finish_purging(self) -> None:
        if self._catalogue.is_unpurged:
            self._publishing.purge(self._snapshot)

    def _wait_for_others(self) -> None:
        if self._follower is not None:
            self._follower.wait_for_others(self.version)

    def _reload(self, *, is_rebuilt: bool = False) -> None:
        with self._loading:
            version, found = load_settled(self._catalogue, self._vectors, self.embedding.dimension)
            self._vectors.forget_all_but(found.position)
            self._pages.forget()
            if self._follower is not None and not self._snapshot.documents.keys() <= found.documents.keys():
                forget_words()
            self._snapshot = found
            self.loaded_at = time.time()
            self._parts.keep(found, is_rebuilt=is_rebuilt)
            self.version = version
