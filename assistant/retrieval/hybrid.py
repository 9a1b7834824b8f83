"""Hybrid retrieval: dense, words and character n-grams, fused over the candidates of all three."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from assistant.question.question import Question
from assistant.retrieval.candidates import Candidate, candidates
from assistant.retrieval.fusion import WEIGHTS, fused, standardised
from assistant.retrieval.penalties import penalties
from assistant.retrieval.rerank import Reranker, reranked
from assistant.retrieval.signals import SentenceMatch
from corpus.index.arrays import Scores
from corpus.models import Passage
from corpus.readable import Readable
from corpus.snapshot import Snapshot
from corpus.words.analysis import grams, terms

Side = Literal["hybrid", "bm25", "dense"]

_CANDIDATES = 60  # of each retriever; with 100,000 passages the right one is among these for all but the oddest words
_OVERFETCH = 4  # of the dense side, where documents are left out after the search
_MOST_FETCHED = 2_000  # then: at 10⁵ passages these take Chroma some ten milliseconds


@dataclass(frozen=True)
class RankedPassage:
    """A passage with its fused score and the raw signals behind it."""

    passage: Passage
    score: float
    signals: Mapping[str, float]
    sentences: tuple[SentenceMatch, ...] = ()


class HybridRetrieval:
    """Ranks the passages of a library for a question."""

    def __init__(
        self, library: Readable, weights: Mapping[str, float] = WEIGHTS, reranker: Reranker | None = None
    ) -> None:
        """With a `reranker`, the first of the fused order are put in an order that is half its own."""
        self._library = library
        self._reranker = reranker
        self.weights = weights

    def rank(
        self,
        question: Question,
        snapshot: Snapshot,
        limit: int,
        *,
        documents: frozenset[str] | None = None,
        side: Side = "hybrid",
        vector: Scores | None = None,
    ) -> list[RankedPassage]:
        """The best passages of a snapshot, best first, of these documents (where None, of the editions that the
        question is about); ties in document order.

        `vector` is the query embedding where the caller has it already.
        """
        snapshot = snapshot.within(question.editions)
        if not snapshot.passages:
            return []
        scope = question.editions if documents is None else documents
        is_narrowed = bool(question.documents) and side == "hybrid"
        documents = scope
        if is_narrowed:
            documents = question.documents if scope is None else scope & question.documents
        if side == "bm25":
            return _alone(snapshot, snapshot.words.scores(terms(question.text)), limit, documents, "words")
        if vector is None:
            vector = self.query_vector(question)
        fetch = max(_CANDIDATES * (_OVERFETCH if is_narrowed else 1), limit)
        nearest = self._nearest(vector, fetch, scope, snapshot)
        if side == "dense":
            scores = np.full(len(snapshot.passages), -1.0, dtype=np.float32)
            for position, score in nearest:
                scores[position] = score
            return _alone(snapshot, scores, limit, documents, "dense")
        return self._fused(question, snapshot, vector, nearest, limit, documents)

    def judged(self, question: Question, ranked: Sequence[RankedPassage], count: int) -> list[RankedPassage]:
        """The same passages; the sentences of the first `count` have what the reranker says of them, in one batch."""
        texts = [match.text for place in ranked[:count] for match in place.sentences]
        if self._reranker is None or not texts:
            return list(ranked)
        scores = iter(standardised(self._reranker.scores(question.text, texts)).tolist())
        first = [
            replace(place, sentences=tuple(replace(match, judged=next(scores)) for match in place.sentences))
            for place in ranked[:count]
        ]
        return [*first, *ranked[count:]]

    def query_vector(self, question: Question) -> Scores:
        """The embedding (dimension,) of the question."""
        return np.asarray(self._library.embedding.embed_query(question.search_text), dtype=np.float32)

    def _nearest(
        self, vector: Scores, wanted: int, scope: frozenset[str] | None, snapshot: Snapshot
    ) -> list[tuple[int, float]]:
        """So many of the nearest passages, the others left out after the search and not by Chroma's slow filter."""
        if scope is None:
            return self._library.nearest(vector, wanted, snapshot)
        kept = snapshot.mask(scope)
        share = len(kept) / max(1, int(kept.sum()))
        fetch = min(len(kept), math.ceil(wanted * share) * _OVERFETCH, max(wanted, _MOST_FETCHED))
        found = self._library.nearest(vector, fetch, snapshot) if fetch else []
        return [(position, score) for position, score in found if kept[position]][:wanted]

    def _fused(
        self,
        question: Question,
        snapshot: Snapshot,
        vector: Scores,
        nearest: list[tuple[int, float]],
        limit: int,
        documents: frozenset[str] | None,
    ) -> list[RankedPassage]:
        words = snapshot.words.scores(terms(question.search_text))
        pieces = snapshot.grams.scores(grams(question.search_text))
        positions = _candidates(nearest, words, pieces, snapshot, documents)
        if not len(positions):
            return []
        floor = min((score for _, score in nearest), default=0.0)
        similar = dict(nearest)
        found = candidates(question, snapshot, positions.tolist(), vector, self._library.sentence_vectors)
        spoken = [candidate.signals(question, snapshot, floor) for candidate in found]
        signals = {
            "dense": _column([similar.get(candidate.position, floor) for candidate in found]),
            "words": _column(words[positions]),
            "grams": _column(pieces[positions]),
            **{name: _column([own[name] for own in spoken]) for name in spoken[0]},
        }
        scores = self._less_penalties(question, snapshot, found, signals)
        order = np.lexsort((positions, -scores))[:limit]
        return [
            RankedPassage(
                passage=found[index].passage,
                score=float(scores[index]),
                signals={name: float(values[index]) for name, values in signals.items()},
                sentences=tuple(found[index].sentences),
            )
            for index in order
        ]

    def _less_penalties(
        self, question: Question, snapshot: Snapshot, found: Sequence[Candidate], signals: Mapping[str, Scores]
    ) -> Scores:
        """The fused signals of each candidate, reread by the reranker where there is one, less what it loses."""
        passages = [candidate.passage for candidate in found]
        scores = fused(signals, self.weights)
        lost = penalties(question, passages, signals["year"], snapshot)
        if self._reranker is None:
            return np.asarray(scores - lost, dtype=np.float32)
        return reranked(self._reranker, question.text, passages, scores, lost)


def _column(values: Sequence[float] | Scores) -> Scores:
    return np.asarray(values, dtype=np.float32)


def _candidates(
    nearest: list[tuple[int, float]],
    words: Scores,
    pieces: Scores,
    snapshot: Snapshot,
    documents: frozenset[str] | None,
) -> npt.NDArray[np.int64]:
    found = {position for position, _ in nearest}
    for scores in (words, pieces):
        top = _top(_only(scores, snapshot, documents), _CANDIDATES)
        found.update(int(position) for position in top if scores[position] > 0)
    if documents is not None:
        found = {position for position in found if snapshot.passages[position].document_id in documents}
    return np.array(sorted(found), dtype=np.int64)


def _only(scores: Scores, snapshot: Snapshot, documents: frozenset[str] | None) -> Scores:
    if documents is None:
        return scores
    return np.where(snapshot.mask(documents), scores, np.float32(-1.0)).astype(np.float32)


def _top(scores: Scores, count: int) -> npt.NDArray[np.int64]:
    if len(scores) <= count:
        return np.arange(len(scores), dtype=np.int64)
    return np.argpartition(-scores, count)[:count].astype(np.int64)


def _alone(
    snapshot: Snapshot, scores: Scores, limit: int, documents: frozenset[str] | None, name: str
) -> list[RankedPassage]:
    kept = _only(scores, snapshot, documents)
    order = np.lexsort((np.arange(len(kept)), -kept))[:limit]
    floor = 0.0 if name == "words" else -1.0
    return [
        RankedPassage(passage=snapshot.passages[index], score=float(kept[index]), signals={name: float(kept[index])})
        for index in order
        if kept[index] > floor
    ]
