"""The nearest passages: by the vector index, and by comparing all while that cannot be relied on."""

import logging

from corpus.exact import nearest_of_all
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex, DenseIndexError
from corpus.parts import VECTORS_KEPT, Parts
from corpus.snapshot import Snapshot
from corpus.store.database import CatalogueError

_TIED = 20
"""Passages of the same text are as near as each other, and the index gives them in any order: so many more are asked
for that those of the smallest positions can be told, and a question has one answer."""

_log = logging.getLogger(__name__)


class Searching:
    """Asks the index, and looks after whether it has every passage.

    One on a server may be away, or be built anew by another process, and the files of an embedded one may be deleted by
    hand. Until it is known to be whole again, questions are answered from the vectors that the catalogue keeps: the
    same answers, some milliseconds later.
    """

    def __init__(self, dense: DenseIndex, parts: Parts) -> None:
        self._dense = dense
        self._parts = parts
        self.is_whole = True

    def nearest(self, vector: Vectors, limit: int, snapshot: Snapshot) -> list[tuple[int, float]]:
        """The positions in a snapshot of its passages nearest to a vector, with their cosine similarity.

        Best first, ties in the order of the passages. Those published since it was loaded are left out, and those
        removed since are not found. Raises CatalogueError where the index is away and there are too many passages to
        be compared.
        """
        position = snapshot.position
        if not position:
            return []
        if self.is_whole:
            try:
                found = self._dense.nearest(vector, limit + _TIED)
            except Exception as error:
                if self.is_whole:  # else it was let go of meanwhile, to be made anew
                    if not isinstance(error, DenseIndexError):
                        raise
                    self.doubt(str(error))
            else:
                known = [(position[key], score) for key, score in found if key in position]
                return sorted(known, key=lambda hit: (-hit[1], hit[0]))[:limit]
        if len(position) > VECTORS_KEPT:
            raise CatalogueError("indeksen bygges på nytt; prøv igjen om litt")
        return nearest_of_all(vector, limit, snapshot, self._parts.vectors)

    def doubt(self, reason: str) -> None:
        """From now on all are compared; raises CatalogueError where the index is this process's own, and there."""
        if not self._dense.is_remote and not self._dense.is_lost:
            raise CatalogueError(f"indeksen kan ikke leses ({reason}); se etter at disken har plass, og prøv igjen")
        self.distrust(reason)

    def distrust(self, reason: str) -> None:
        """From now on all are compared."""
        if self.is_whole:
            self.is_whole = False
            _log.warning("the vector index cannot be relied on; until it can, all passages are compared: %s", reason)

    def look(self, snapshot: Snapshot, *, closely: bool) -> bool:
        """Whether the index has every passage: counted, or by their ids."""
        try:
            if closely:
                self._dense.reopen()
                missing = len(snapshot.position.keys() - self._dense.ids())
            else:
                missing = len(snapshot.position) - self._dense.count()
        except DenseIndexError as error:
            self.doubt(str(error))
            return False
        if missing > 0:
            self.doubt(f"{missing} vectors are missing")
        return missing <= 0

    def trust(self) -> None:
        """The index has every passage again."""
        if not self.is_whole:
            self.is_whole = True
            _log.warning("the vector index is whole again")
