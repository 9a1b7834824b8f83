"""Parts of a library: snapshots and vectors of some of its documents, as if nothing else were there."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from corpus.index.arrays import Vectors
from corpus.loading import load_part
from corpus.snapshot import Snapshot
from corpus.store.catalogue import Catalogue
from corpus.vectors import TextVectors

_PARTS_KEPT = 32
_CHOICES_KEPT = 256
VECTORS_KEPT = 100_000  # rows: some 150 MB

_Key = frozenset[tuple[str, str | None]]
_Hashed = TypeVar("_Hashed", bound=Hashable)


class Parts:
    """The parts of one library that were asked for last; safe to ask from several threads.

    A part is known by the readings that it has, and by which edition of what each was said to be: publishing or
    removing a document outside it leaves it as it is. One that is being made is waited for, and made once.
    """

    def __init__(self, catalogue: Catalogue, vectors: TextVectors) -> None:
        self._catalogue = catalogue
        self._text_vectors = vectors
        self._whole: Snapshot | None = None
        self._chosen: dict[frozenset[str], Snapshot] = {}
        self._made: dict[_Key, Snapshot] = {}
        self._making: dict[_Key | str, Lock] = {}
        self._vectors: dict[str, Vectors] = {}
        self._lock = Lock()

    def of(self, whole: Snapshot, collections: frozenset[str]) -> Snapshot:
        """The snapshot of the documents that are in some collections; the whole itself where all are."""
        with self._lock:
            found = self._chosen.get(collections) if whole is self._whole else None
        if found is not None:
            return found
        ids = frozenset(key for key, document in whole.documents.items() if document.collection in collections)
        found = whole if len(ids) == len(whole.documents) else self._part(whole, ids)
        with self._lock:
            if whole is self._whole:
                _keep(self._chosen, collections, found, _CHOICES_KEPT)
        return found

    def vectors(self, snapshot: Snapshot, document_id: str) -> Vectors:
        """The vectors (n × dimension) of a document's passages, in order: one array for all parts that have it."""
        generation_id = snapshot.generations[document_id]
        found = self._vectors.get(generation_id)
        if found is None:
            with self._alone(generation_id):
                found = self._vectors.get(generation_id)
                if found is None:
                    found = self._loaded_vectors(snapshot, document_id, generation_id)
        return found

    def keep(self, whole: Snapshot, *, is_rebuilt: bool = False) -> None:
        """Lets go of what is no more in the whole; of all where its indexes were built anew."""
        held = {(generation_id, whole.documents[key].edition_of) for key, generation_id in whole.generations.items()}
        generations = set(whole.generations.values())
        with self._lock:
            self._whole = whole
            self._chosen = {}
            self._made = {} if is_rebuilt else {key: part for key, part in self._made.items() if key <= held}
            self._vectors = {} if is_rebuilt else {key: own for key, own in self._vectors.items() if key in generations}

    def _part(self, whole: Snapshot, ids: frozenset[str]) -> Snapshot:
        key = frozenset((whole.generations[one], whole.documents[one].edition_of) for one in ids)
        with self._lock:
            found = self._made.get(key)
        if found is not None:
            return found
        with self._alone(key):
            with self._lock:
                found = self._made.get(key)
            if found is None:
                found, is_all = self._load(whole, ids)
                with self._lock:
                    if is_all and whole is self._whole:
                        _keep(self._made, key, found, _PARTS_KEPT)
        return found

    def _loaded_vectors(self, snapshot: Snapshot, document_id: str, generation_id: str) -> Vectors:
        title = snapshot.documents[document_id].title
        texts = [passage.embedded_text(title) for passage in snapshot.passages_in(document_id)]
        found = self._text_vectors.of(texts, only_used=True)
        with self._lock:
            while sum(map(len, self._vectors.values())) + len(found) > VECTORS_KEPT and self._vectors:
                self._vectors.pop(next(iter(self._vectors)))
            if self._whole is not None and self._whole.generations.get(document_id) == generation_id:
                self._vectors[generation_id] = found
        return found

    @contextmanager
    def _alone(self, key: _Key | str) -> Iterator[None]:
        """To make something in that others wait for; whoever comes after looks first whether it is there."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            try:
                yield
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _load(self, whole: Snapshot, ids: frozenset[str]) -> tuple[Snapshot, bool]:
        """The part, less what was removed while it was made, and whether nothing was."""
        wanted = ids
        while True:
            part = load_part(whole, wanted, self._catalogue, self._text_vectors)
            held = self._catalogue.held(part.generations.values())
            if len(held) == len(wanted):
                return part, wanted == ids
            wanted = frozenset(key for key in wanted if whole.generations[key] in held)


def _keep(kept: dict[_Hashed, Snapshot], key: _Hashed, part: Snapshot, most: int) -> None:
    kept.pop(key, None)
    while len(kept) >= most:
        kept.pop(next(iter(kept)))
    kept[key] = part
