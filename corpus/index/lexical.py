"""BM25 over terms and over character n-grams, in memory, rebuilt from the catalogue."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np

from corpus.index.arrays import Mask, Scores

_K1 = 1.2  # term saturation; passages are short and of one length, so the textbook values do
_B = 0.5  # length normalisation, below the usual .75: a table row is short by nature, not more to the point


class LexicalIndex:
    """An immutable BM25 index over token lists, one a passage, in the order given."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._size = len(documents)
        self._bm25: bm25s.BM25 | None = None
        if any(documents):
            self._bm25 = bm25s.BM25(k1=_K1, b=_B)  # type: ignore[no-untyped-call]
            lists = [document if isinstance(document, list) else list(document) for document in documents]
            self._bm25.index(lists, show_progress=False)

    def scores(self, query: Sequence[str]) -> Scores:
        """One BM25 score (≥ 0) a passage; all zero where no term of the query is known."""
        known = [token for token in query if self._bm25 is not None and token in self._bm25.vocab_dict]
        if self._bm25 is None or not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def among(self, passages: Mask) -> "LexicalIndexPart":
        """The index as if there were no other passages than these."""
        return LexicalIndexPart(self, passages)

    def part_scores(self, query: Sequence[str], passages: Mask) -> Scores:
        """The scores as they would be if these passages were all; zero for the others.

        A term weighs by how many of them have it. Only their average length is still that of all.
        """
        scores = np.zeros(self._size, dtype=np.float32)
        if self._bm25 is None:
            return scores
        count = int(passages.sum())
        column_of, held = self._bm25.vocab_dict, self._bm25.scores
        for token in query:
            if token not in column_of:
                continue
            start, end = held["indptr"][column_of[token]], held["indptr"][column_of[token] + 1]
            having = held["indices"][start:end]
            found = passages[having]
            weight = _idf(int(found.sum()), count) / _idf(end - start, self._size)
            scores[having[found]] += held["data"][start:end][found] * np.float32(weight)
        return scores


@dataclass(frozen=True)
class LexicalIndexPart:
    """Some passages of an index, scored as if they were all; positions are those of the whole."""

    index: LexicalIndex
    passages: Mask

    def scores(self, query: Sequence[str]) -> Scores:
        """One BM25 score (≥ 0) a passage of the whole index."""
        return self.index.part_scores(query, self.passages)


def _idf(having: int, count: int) -> float:
    """The weight of a term that so many of the passages have: Lucene's, which bm25s weighs by."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))
