import pytest

from eval.benchmarks.norquad.contenders import Found
from eval.benchmarks.norquad.data import Asked
from eval.benchmarks.norquad.score import rank, refusal_by_score, retrieval

ASKED = Asked("Hvor?", "a", 2)


def test_a_page_counts_once_however_many_of_its_passages_are_found() -> None:
    hits = [Found("a", 1, 3.0), Found("a", 1, 2.0), Found("a", 2, 1.0), Found("b", 2, 0.5)]
    assert rank(ASKED, hits) == 2
    assert rank(ASKED, hits[:2]) is None


def test_ndcg_falls_by_the_logarithm_of_the_rank_and_ends_after_ten() -> None:
    found = retrieval([1, 3, 11, None])
    assert found.ndcg_10 == pytest.approx((1 + 0.5) / 4)
    assert found.hit_1 == 0.25
    assert found.hit_5 == 0.5


def test_the_threshold_refuses_no_more_of_the_answerable_than_it_may() -> None:
    refusal = refusal_by_score([0.9, 0.8, 0.7, 0.2], [0.6, 0.1, 0.75, 0.3], refused=0.3)
    assert refusal.answerable == 0.25
    assert refusal.unanswerable == 0.75


def test_where_none_of_the_answerable_may_be_refused_only_lower_scores_are() -> None:
    refusal = refusal_by_score([0.9, 0.5], [0.5, 0.4], refused=0.0)
    assert refusal.answerable == 0
    assert refusal.unanswerable == 0.5


def test_all_may_be_refused() -> None:
    assert refusal_by_score([0.9, 0.5], [0.4, 0.3], refused=1.0).unanswerable == 1
