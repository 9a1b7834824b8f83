"""BM25 over terms and over character n-grams, in memory, rebuilt from the catalogue."""

from collections.abc import Sequence

import bm25s
import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

_K1 = 1.2  # term saturation; passages are short and of one length, so the textbook values do
_B = 0.5  # length normalisation, below the usual .75: a table row is short by nature, not more to the point


class LexicalIndex:
    """An immutable BM25 index over token lists, one a passage, in the order given."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._size = len(documents)
        self._bm25: bm25s.BM25 | None = None
        if any(documents):
            self._bm25 = bm25s.BM25(k1=_K1, b=_B)  # type: ignore[no-untyped-call]
            self._bm25.index([list(document) for document in documents], show_progress=False)

    def scores(self, query: Sequence[str]) -> Scores:
        """One BM25 score (≥ 0) a passage; all zero where no term of the query is known."""
        known = [token for token in query if self._bm25 is not None and token in self._bm25.vocab_dict]
        if self._bm25 is None or not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)
