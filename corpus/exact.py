"""The nearest of a few passages, found by comparing all."""

from collections.abc import Callable

import numpy as np

from corpus.index.arrays import Scores, Vectors
from corpus.snapshot import Snapshot

OwnVectors = Callable[[Snapshot, str], Vectors]
"""The vectors (n × dimension) of a document's passages, in order."""


def nearest_of_all(vector: Vectors, limit: int, snapshot: Snapshot, own: OwnVectors) -> list[tuple[int, float]]:
    """The positions of a snapshot's passages nearest to a vector, with their cosine similarity, best first."""
    scores = _similarities(vector, snapshot, own)
    order = np.lexsort((np.arange(len(scores)), -scores))[:limit]
    return [(int(position), float(scores[position])) for position in order]


def _similarities(vector: Vectors, snapshot: Snapshot, own: OwnVectors) -> Scores:
    """One cosine similarity a passage; each document's apart, so that those beside it change not even a digit."""
    scores = np.zeros(len(snapshot.passages), dtype=np.float32)
    for document_id in snapshot.documents:
        passages = snapshot.passages_in(document_id)
        if passages:
            start = snapshot.position[passages[0].id]
            scores[start : start + len(passages)] = own(snapshot, document_id) @ vector
    return scores
