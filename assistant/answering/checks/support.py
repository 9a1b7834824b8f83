"""Whether what was found bears an answer at all: a calibrated decision between answering and saying so."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.checks.expected import holds_what_is_asked
from assistant.answering.draft import Draft
from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.hybrid import RankedPassage
from assistant.retrieval.signals import has_time
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words, terms, word_terms

# A logistic regression (ridge 10, features standardised, an unanswerable question weighing double) on the questions
# that a sentence might answer of four sets that weigh the same: the development split, 130 more on the same plans,
# and 80 on each of two pairs of plans that nobody who wrote this had seen. Fitted to three of these and tried on the
# fourth, it tells answerable from unanswerable with an area under the curve of .82 to .90.
WEIGHTS: Mapping[str, float] = {
    "coverage": 1.54,
    "misses": -0.463,
    "unknown": -1.02,
    "similarity": 11.6,
    "passage_above": 28.5,
    "untimed": -2.07,
    "length": 0.264,
}
BIAS = -12.53
_LONGEST = 20  # words that count: no passage holds all of a long question, which covers less of it
_SUPPORTED = 0.5
_LIST_COVERED = 0.5  # a list answers by its heading: its items need not be like the question
_LIST_UNKNOWN = 0.4
_LIST_SUPPORTED = 0.75
_COUNTED = 0.5  # of that share is enough for a list of as many items as the question says


@dataclass(frozen=True)
class Decision:
    """Which draft may answer, None for none, and how sure that was.

    `support`, from 0 to 1, is that of the draft, at least .5, or the greatest of those that may not answer, below .5.
    It is None where a rule decided, which no threshold moves.
    """

    draft: Draft | None = None
    support: float | None = None


def first_supported(
    question: Question,
    drafts: Iterable[Draft | None],
    ranked: Sequence[RankedPassage],
    snapshot: Snapshot,
    background: float,
) -> Decision:
    """The first draft that may answer: it holds what the kind of question asks for, and the evidence bears it.

    `background` is how like the question (cosine) the passages of the corpus are on the average.
    """
    most: float | None = None
    for draft in drafts:
        if draft is None:
            continue
        supported, sure = _decided(question, draft, ranked, snapshot, background)
        if supported:
            return Decision(draft, sure)
        most = max((known for known in (most, sure) if known is not None), default=None)
    return Decision(support=most)


def _decided(
    question: Question, draft: Draft, ranked: Sequence[RankedPassage], snapshot: Snapshot, background: float
) -> tuple[bool, float | None]:
    """Whether the draft may answer, and how sure that is; None where a rule decides."""
    if _names_a_stranger(question) or not holds_what_is_asked(question, draft, snapshot):
        return False, None
    if _is_of_the_measure_named(question, draft, snapshot):
        return True, None
    features = support_features(question, draft, ranked, snapshot, background)
    if draft.complete:
        items = sum(statement.bullet for statement in draft.statements)
        least = _LIST_COVERED * (_COUNTED if question.number == items else 1.0)
        if features["coverage"] >= least and features["unknown"] <= _LIST_UNKNOWN:
            return True, None
    limit = _LIST_SUPPORTED if draft.complete else _SUPPORTED
    probability = support(features)
    return probability >= limit, _levelled(probability, limit)


def _levelled(probability: float, limit: float) -> float:
    """A probability with its odds divided by those of its limit, so that whatever the limit, it stands at .5."""
    held, missed = probability * (1 - limit), (1 - probability) * limit
    return held / (held + missed)


def _is_of_the_measure_named(question: Question, draft: Draft, snapshot: Snapshot) -> bool:
    """Whether who or when is asked of a measure by its whole title, and the draft is of its row."""
    if question.kind not in (Kind.WHO, Kind.WHEN):
        return False
    rows = {statement.passage.measure_id for statement in draft.statements} - {None}
    named = question.bases
    measures = (snapshot.measure(key) for key in rows if key is not None)
    titles = [content_words(measure.title) for measure in measures if measure is not None]
    return any(title and all(word_terms(word)[0] in named for word in title) for title in titles)


def _names_a_stranger(question: Question) -> bool:
    """Whether the question is about somebody or some place that no plan mentions."""
    return any(word.is_name and not word.known for word in question.focus)


def support_features(
    question: Question, draft: Draft, ranked: Sequence[RankedPassage], snapshot: Snapshot, background: float
) -> dict[str, float]:
    """What the decision rests on: how much of the question the evidence holds, and how near it is to it."""
    coverage = Coverage.within(question, snapshot)
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
        "misses": float(coverage.misses(held)),
        "unknown": coverage.unknown,
        "untimed": float(question.kind is Kind.WHEN and not has_time(said)),
        "similarity": sentence,
        "passage_above": max((place.signals.get("dense", 0.0) for place in near), default=0.0) - background,
        "length": float(min(len(question.text.split()), _LONGEST)),
    }


def support(features: Mapping[str, float]) -> float:
    """The probability (0 to 1) that the evidence answers the question."""
    return 1.0 / (1.0 + math.exp(-(BIAS + sum(weight * features[name] for name, weight in WEIGHTS.items()))))
