"""The way of a document into the catalogue, the index and the files, and out of them again."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from corpus.derived import reconcile
from corpus.editions import Editions
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.models import Document, Passage
from corpus.snapshot import Snapshot
from corpus.store.catalogue import Catalogue
from corpus.store.library_state import WriterLostError
from corpus.store.originals import OriginalFiles
from corpus.store.records import Records
from corpus.vectors import Step, TextVectors, digest, vectored_texts
from corpus.words.analysis import forget_words, terms

_WRITE_AT_ONCE = 2_000


class Publishing:
    """Writes in the stores of a library, for whoever has its writer's lock."""

    def __init__(self, catalogue: Catalogue, dense: DenseIndex, originals: OriginalFiles, vectors: TextVectors) -> None:
        self._catalogue = catalogue
        self._dense = dense
        self._originals = originals
        self._vectors = vectors

    def publish(self, records: Records, content: bytes, on_step: Step, *, before: Sequence[str]) -> None:
        """Makes a reading the current generation of its document; `before` are the passages that it showed until now.

        Raises OSError where the file cannot be kept.
        """
        document = records.document
        on_step("begin", 0, 1)
        self._catalogue.begin(
            records, [" ".join(terms(passage.embedded_text(document.title))) for passage in records.passages]
        )
        on_step("written", 1, 1)
        self._originals.keep(content)
        on_step("kept", 1, 1)
        self._embed(records.generation_id, document, records.passages, on_step)
        on_step("indexed", 1, 1)
        self._catalogue.publish(records.generation_id)
        on_step("published", 1, 1)
        shown = {passage.id for passage in records.passages}
        with suppress(WriterLostError), self._catalogue.states.fenced():  # else whoever writes now has swept
            self._dense.delete([key for key in before if key not in shown])
        on_step("cleaned", 1, 1)

    def remove(self, document_id: str, snapshot: Snapshot) -> None:
        """Takes a document of a snapshot out of the catalogue; what is left of it is purged after.

        The new `edition_of` of what followed it is looked for among those of its own collection: others are told
        nothing, and nothing is told of them.
        """
        documents = snapshot.documents
        place = documents[document_id].collection
        own = {key: document for key, document in documents.items() if document.collection == place}
        read = [key for key in self._catalogue.read_order() if key in own]
        self._catalogue.remove(document_id, Editions(own.values(), read).without(document_id))

    def drop_unfinished(self) -> None:
        """Deletes what a publishing left that was stopped on its way; nobody saw it."""
        self._catalogue.sweep()
        self._keep_files()

    def sweep(self) -> None:
        """The same, and has the index hold what is published."""
        self.drop_unfinished()
        reconcile(self._catalogue, self._dense, self._vectors)

    def purge(self, snapshot: Snapshot) -> None:
        """Rids files and memory of what was deleted: of all but what the snapshot has.

        Who lost the lock leaves it to the process that writes now, which found in the catalogue that it is to be done.
        """
        forget_words()
        with suppress(WriterLostError):
            self._keep_files()
            with self._catalogue.states.fenced():
                self._dense.keep_only(list(snapshot.position), self._vectored(snapshot))
            self._catalogue.purge()

    def _keep_files(self) -> None:
        """Deletes the files that nothing in the catalogue was read from."""
        with self._catalogue.states.fenced():
            self._originals.keep_only(self._catalogue.digests())

    def _embed(self, generation_id: str, document: Document, passages: Sequence[Passage], on_step: Step) -> None:
        texts = [passage.embedded_text(document.title) for passage in passages]
        vectors = self._vectors.of(texts, on_step)
        self._catalogue.vectors.use(generation_id, map(digest, vectored_texts(passages, document.title)))
        on_step("embedded", len(texts), len(texts))
        if passages:
            self._dense.add([passage.id for passage in passages], vectors)

    def _vectored(self, snapshot: Snapshot) -> Iterator[tuple[list[str], Vectors]]:
        """The ids and vectors of all its passages, some at a time."""
        for start in range(0, len(snapshot.passages), _WRITE_AT_ONCE):
            part = snapshot.passages[start : start + _WRITE_AT_ONCE]
            texts = [passage.embedded_text(snapshot.document_of(passage).title) for passage in part]
            yield [passage.id for passage in part], self._vectors.of(texts)
