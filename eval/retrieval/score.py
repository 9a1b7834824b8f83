"""Page hits and reciprocal ranks over questions."""

from collections.abc import Mapping, Sequence

from eval.ratio import Ratio
from eval.record import Record

CUTOFFS = (1, 3, 5)


class RetrievalScore(Record):
    """The share of questions with a right page among the first k pages, for each k, and the mean reciprocal rank."""

    page_hit: Mapping[int, Ratio]
    mrr: float | None


def score(ranks: Sequence[int | None]) -> RetrievalScore:
    """Score the ranks, from 1, of the first right page of each question; None where it was not found."""
    return RetrievalScore(page_hit={cutoff: page_hit(ranks, cutoff) for cutoff in CUTOFFS}, mrr=mrr(ranks))


def page_hit(ranks: Sequence[int | None], cutoff: int) -> Ratio:
    """The share of questions whose first right page is among the first `cutoff` pages."""
    return Ratio.of(rank is not None and rank <= cutoff for rank in ranks)


def mrr(ranks: Sequence[int | None]) -> float | None:
    """The mean reciprocal rank, in 0..1, a page not found counting 0; None without questions.

    Voorhees, E. M. (1999): The TREC-8 Question Answering Track Report.
    """
    return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else None
