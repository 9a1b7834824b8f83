"""What is wrong with the vector index is put right, out of the vectors that the catalogue keeps."""

from collections.abc import Iterator
from contextlib import contextmanager

from corpus.derived import reconcile
from corpus.index.dense import DenseIndex, DenseIndexError
from corpus.searching import Searching
from corpus.snapshot import Snapshot
from corpus.store.catalogue import Catalogue
from corpus.store.database import CatalogueError
from corpus.vectors import TextVectors


class Mending:
    """Looks after one index; who mends has the writer's lock."""

    def __init__(self, catalogue: Catalogue, dense: DenseIndex, vectors: TextVectors, searching: Searching) -> None:
        self._catalogue = catalogue
        self._dense = dense
        self._vectors = vectors
        self._searching = searching

    @property
    def is_lost(self) -> bool:
        """Whether an index of this process's own is to be made anew: its files are gone, or it was not done whole."""
        return not self._dense.is_remote and (self._dense.is_lost or not self._searching.is_whole)

    def make_anew(self) -> None:
        """Makes it anew where it is lost; questions are answered meanwhile."""
        if self.is_lost:
            self._searching.distrust("its files are gone")
            self._dense.open_anew()
            reconcile(self._catalogue, self._dense, self._vectors)
            self._searching.trust()

    def finds_it_whole(self, snapshot: Snapshot, *, counted: bool) -> bool:
        """Whether nothing is known to be missing in an index that others use; `counted` looks."""
        if self._searching.is_whole and counted:
            self._searching.look(snapshot, closely=False)
        return self._searching.is_whole

    def mend(self, snapshot: Snapshot, *, is_writing: bool) -> None:
        """Puts back what is missing in it, unless others write, who may be at it."""
        if is_writing and not self._searching.is_whole:
            self._dense.reopen()
            reconcile(self._catalogue, self._dense, self._vectors)
        if not self._searching.is_whole and self._searching.look(snapshot, closely=True):
            self._searching.trust()

    @contextmanager
    def told_plainly(self) -> Iterator[None]:
        """Has what the index says of a fault told as a CatalogueError."""
        try:
            yield
        except DenseIndexError as error:
            raise CatalogueError(f"vektorindeksen kan ikke skrives ({error}); prøv igjen om litt") from error
