"""Hybrid retrieval: dense, words and character n-grams, fused over the candidates of all three."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.fusion import WEIGHTS, fused, standardised
from assistant.retrieval.rerank import Reranker, reranked
from assistant.retrieval.signals import (
    MEASURED,
    SentenceMatch,
    has_ordinal,
    has_so_many_items,
    holds_expected,
    is_list_for,
    is_row_for,
    only_links,
    opens_section,
    sentence_matches,
    year_match,
)
from corpus.jurisdictions import distance
from corpus.library import Library
from corpus.models import Passage
from corpus.snapshot import Snapshot
from corpus.words.analysis import grams, terms

Side = Literal["hybrid", "bm25", "dense"]
Scores = npt.NDArray[np.float32]

_CANDIDATES = 60  # of each retriever; with 100,000 passages the right one is among these for all but the oddest words
_RIGHT_YEAR = 1.0
_FARTHER = (0.0, 0.25, 0.5, 1.0)  # by whose plan it is (corpus.jurisdictions), for those who say which they work under
_GUIDING = 0.25  # for them, what binds comes first
_ONLY_LINKS = 3.0  # a list of addresses answers nothing but where to find something
_ASKS_LINK = re.compile(r"\b(?:lenke\w*|lenkje\w*|link\w*|nett\w*|url|internett|web\w*|finne?r?|finn)\b", re.IGNORECASE)
_WRONG_YEAR = 10.0  # where headings have the year asked for, passages under another year come after all others
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
        self, library: Library, weights: Mapping[str, float] = WEIGHTS, reranker: Reranker | None = None
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
        kept = snapshot.passages_of(scope)
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
        coverage = Coverage.within(question, snapshot)
        passages = [snapshot.passages[position] for position in positions]
        parts = [snapshot.parts_of(passage) for passage in passages]
        sentences = self._library.sentence_vectors(passages)
        matches = [
            sentence_matches(question, coverage, vector, passage, held, own)
            for passage, held, own in zip(passages, parts, sentences, strict=True)
        ]
        covered = [coverage.of(snapshot.terms[position]) for position in positions]
        headed = [coverage.of(held.heading_terms) for held in parts]
        columns = {
            "dense": [similar.get(position, floor) for position in positions],
            "words": words[positions],
            "grams": pieces[positions],
            "coverage": covered,
            "heading": headed,
            "sentence": [
                # an item says little without its heading: what a list is about does not show in its sentences
                0.0 if question.kind is Kind.LIST else _best_similarity(question, found, floor)
                for found in matches
            ],
            "sentence_coverage": [max((match.coverage for match in found), default=0.0) for found in matches],
            "expected": [max((match.coverage * match.expected for match in found), default=0.0) for found in matches],
            "row": [share * is_row_for(question, passage) for share, passage in zip(covered, passages, strict=True)],
            "list": [
                share
                * is_list_for(question, passage)
                * (1.0 if opens_section(snapshot.passages, int(position)) else 0.5)
                for share, passage, position in zip(headed, passages, positions, strict=True)
            ],
            "time": [float(question.kind is Kind.WHEN and holds_expected(question, held)) for held in parts],
            "number": [float(question.kind in MEASURED and holds_expected(question, held)) for held in parts],
            "counted": [float(has_so_many_items(question, snapshot, passage)) for passage in passages],
            "ordinal": [float(has_ordinal(question, passage)) for passage in passages],
            "year": [year_match(question, passage) for passage in passages],
        }
        signals = {name: np.asarray(values, dtype=np.float32) for name, values in columns.items()}
        scores = fused(signals, self.weights)
        penalties = _penalties(question, passages, signals["year"], snapshot)
        if self._reranker is None:
            scores = scores - penalties
        else:
            scores = reranked(self._reranker, question.text, passages, scores, penalties)
        order = np.lexsort((positions, -scores))[:limit]
        return [
            RankedPassage(
                passage=passages[index],
                score=float(scores[index]),
                signals={name: float(values[index]) for name, values in signals.items()},
                sentences=tuple(matches[index]),
            )
            for index in order
        ]


def _penalties(question: Question, passages: Sequence[Passage], years: Scores, snapshot: Snapshot) -> Scores:
    """What a passage loses for standing under a year not asked for, for holding nothing but addresses, and for being of
    another's plan than that of whoever asks.
    """
    lost = np.zeros(len(passages), dtype=np.float32)
    if (years >= _RIGHT_YEAR).any():
        lost[years < 0] += _WRONG_YEAR
    if not _ASKS_LINK.search(question.text):
        lost[[only_links(passage) for passage in passages]] += _ONLY_LINKS
    if question.scope is not None:
        documents = [snapshot.document_of(passage) for passage in passages]
        lost += [_FARTHER[distance(document.jurisdiction, question.scope)] for document in documents]
        lost += [_GUIDING * (document.authority == "guiding") for document in documents]
    return lost


def _best_similarity(question: Question, matches: Sequence[SentenceMatch], floor: float) -> float:
    """That of the sentence nearest to the question, questions left out: they are like it, and seldom an answer."""
    answers = (match for match in matches if question.asks_questions or not match.text.endswith("?"))
    return max((match.similarity for match in answers), default=floor)


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
    return np.where(snapshot.passages_of(documents), scores, np.float32(-1.0)).astype(np.float32)


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
