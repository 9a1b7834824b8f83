"""Figures of passage retrieval and of refusal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from eval.benchmarks.norquad.contenders import Found
from eval.benchmarks.norquad.data import Asked

CUTOFF = 10


@dataclass(frozen=True)
class Retrieval:
    """Means over the questions: nDCG@10, and the shares whose page came first and among the first five."""

    ndcg_10: float
    hit_1: float
    hit_5: float


@dataclass(frozen=True)
class Refusal:
    """The shares refused (0 to 1): of questions whose document was left out, and of the same with it there."""

    unanswerable: float
    answerable: float


def rank(asked: Asked, hits: Iterable[Found]) -> int | None:
    """The rank, from 1, of the page that answers among the distinct pages found; None where it is not there."""
    pages = dict.fromkeys((hit.document, hit.page) for hit in hits)
    return next((place for place, page in enumerate(pages, start=1) if page == (asked.document, asked.page)), None)


def retrieval(ranks: Sequence[int | None]) -> Retrieval:
    """The figures of at least one question.

    With one relevant passage the ideal gain is 1, so nDCG is 1 / log2(1 + rank) (Järvelin and Kekäläinen 2002).
    """
    gains = [1 / log2(1 + found) for found in ranks if found is not None and found <= CUTOFF]
    within = [sum(found is not None and found <= cutoff for found in ranks) for cutoff in (1, 5)]
    return Retrieval(sum(gains) / len(ranks), within[0] / len(ranks), within[1] / len(ranks))


def refusal_by_score(with_it: Sequence[float], without_it: Sequence[float], refused: float) -> Refusal:
    """What a threshold on the best hit's score gives that refuses at most that share of the answerable questions.

    The scores of the same questions with and without the document that answers them.
    """
    threshold = sorted(with_it)[min(int(refused * len(with_it)), len(with_it) - 1)]
    return Refusal(
        unanswerable=sum(score < threshold for score in without_it) / len(without_it),
        answerable=sum(score < threshold for score in with_it) / len(with_it),
    )
