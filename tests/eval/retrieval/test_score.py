import pytest

from eval.retrieval.score import score


def test_page_hits_are_counted_up_to_each_cutoff() -> None:
    hits = score([1, 2, 3, 5, 6, None]).page_hit
    assert {cutoff: ratio.hits for cutoff, ratio in hits.items()} == {1: 1, 3: 3, 5: 4}
    assert {ratio.total for ratio in hits.values()} == {6}


def test_the_mean_reciprocal_rank_counts_a_page_not_found_as_0() -> None:
    assert score([1, 2, 4, None]).mrr == pytest.approx((1 + 1 / 2 + 1 / 4) / 4)


def test_without_questions_there_are_no_figures() -> None:
    assert score([]).mrr is None
    assert score([]).page_hit[1].value is None
