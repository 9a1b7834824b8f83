"""Whether what was found bears an answer at all: a calibrated decision between answering and saying so."""

import math
import re
from collections.abc import Mapping, Sequence

from assistant.answering.draft import Draft
from assistant.question.kinds import Kind
from assistant.question.understand import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from assistant.retrieval.signals import YEAR, counts, has_date, has_time, holds
from corpus.index.analysis import terms
from corpus.library import Snapshot
from corpus.models import Document

# Logistic regression on the development split (154 answerable, 49 unanswerable questions, an unanswerable one weighing
# double). The bias is set so that at least .85 of the unanswerable ones there are refused.
WEIGHTS: Mapping[str, float] = {
    "coverage": 2.17,
    "unknown": -1.95,
    "similarity": 32.9,
    "dense": 4.58,
    "english": 0.88,
    "untimed": -2.82,
}
BIAS = -31.9
_ASKS_DATE = re.compile(r"\b(?:dato|date|år|year|måned|månad|month|dag|day)\b", re.IGNORECASE)
_SUPPORTED = 0.5
_LIST_COVERED = 0.5  # a list answers by its heading: its items need not be like the question
_LIST_UNKNOWN = 0.4


def is_supported(question: Question, draft: Draft, ranked: Sequence[RankedPassage], snapshot: Snapshot) -> bool:
    """Whether the draft may answer: it holds what the kind of question asks for, and the evidence bears it."""
    if _names_a_stranger(question) or not _holds_what_is_asked(question, draft, snapshot):
        return False
    features = support_features(question, draft, ranked, snapshot)
    if draft.complete:
        return features["coverage"] >= _LIST_COVERED and features["unknown"] <= _LIST_UNKNOWN
    return support(features) >= _SUPPORTED


def _names_a_stranger(question: Question) -> bool:
    """Whether the question is about somebody or some place that no plan mentions."""
    return any(word.is_name and not word.known for word in question.focus)


def _holds_what_is_asked(question: Question, draft: Draft, snapshot: Snapshot) -> bool:
    """A time for when, a number for how many, and the years that the question names within the plan's own."""
    said = " ".join(statement.claim.text for statement in draft.statements)
    if not holds(question.kind, said):
        return False
    if question.counted is not None and not counts(question.counted, said):
        return False
    if question.kind is Kind.WHEN and _ASKS_DATE.search(question.text) and not has_date(said):
        return False
    if not question.years:
        return True
    documents = [snapshot.document_of(statement.passage) for statement in draft.statements]
    texts = " ".join(f"{' '.join(s.passage.heading_path)} {s.passage.text}" for s in draft.statements)
    named = {int(year) for year in YEAR.findall(texts)}
    return any(_is_within(year, named, documents) for year in question.years)


def _is_within(year: int, named: set[int], documents: Sequence[Document]) -> bool:
    return year in named or any(
        document.valid_from <= year <= document.valid_to
        for document in documents
        if document.valid_from is not None and document.valid_to is not None
    )


def support_features(
    question: Question, draft: Draft, ranked: Sequence[RankedPassage], snapshot: Snapshot
) -> dict[str, float]:
    """What the decision rests on: how much of the question the evidence holds, and how near it is to it."""
    coverage = Coverage(question, snapshot.vocabulary, len(snapshot.passages))
    passages = {statement.passage.id: statement.passage for statement in draft.statements}
    held = frozenset().union(
        *(
            snapshot.terms[snapshot.position[passage.id]] | frozenset(terms(" ".join(passage.heading_path)))
            for passage in passages.values()
        )
    )
    said = " ".join(statement.claim.quote for statement in draft.statements)
    near = [place for place in ranked if place.passage.id in passages]
    sentence = max((match.similarity for place in near for match in place.sentences), default=0.0)
    return {
        "coverage": coverage.of(held),
        "unknown": coverage.unknown,
        "untimed": float(question.kind is Kind.WHEN and not has_time(said)),
        "similarity": sentence,
        "dense": max((place.signals.get("dense", 0.0) for place in near), default=0.0),
        "english": float(question.language == "en"),
    }


def support(features: Mapping[str, float]) -> float:
    """The probability (0 to 1) that the evidence answers the question."""
    return 1.0 / (1.0 + math.exp(-(BIAS + sum(weight * features[name] for name, weight in WEIGHTS.items()))))
