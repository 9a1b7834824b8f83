"""Vectors of made-up texts: those of real ones, moved as the words of the made-up ones are."""

import hashlib
from collections.abc import Sequence

import numpy as np

from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel, Progress
from eval.benchmarks.standing_in import StandingIn

_OWN = 0.52
"""How far a moved vector keeps to what tells its origin from the mean. Of 106 passages of the plans the embedded ones
of two made-up municipalities have a cosine of .94 to their origins and to each other (.92 to .96), and of .876 to other
passages, as the plans' own have; so has what is moved with this."""


class MovedVectors(StandingIn):
    """A model that embeds questions, and gives each text a vector near one of these real ones (n, dimension).

    Made of real vectors alone, they lie in the directions that real ones lie in: random ones would be harder to index.
    The same text has the same vector each time.
    """

    def __init__(self, model: EmbeddingModel, real: Vectors) -> None:
        super().__init__(model)
        self._real = real
        self._centre = real.mean(axis=0)

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """Unit vectors (n, dimension)."""
        drawn = np.array([_drawn(text) for text in texts], dtype=np.uint64).reshape(-1, 3) % len(self._real)
        own, one, other = (self._real[column] for column in drawn.T)
        moved = self._centre + _OWN * (own - self._centre) + np.sqrt((1 - _OWN**2) / 2) * (one - other)
        vectors: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
        if on_progress is not None:
            on_progress(len(texts))
        return vectors


def _drawn(text: str) -> tuple[int, int, int]:
    digest = hashlib.sha256(text.encode()).digest()
    first, second, third = (int.from_bytes(digest[at : at + 8], "little") for at in (0, 8, 16))
    return first, second, third
