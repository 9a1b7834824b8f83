import pytest

from eval.record import PageRef
from eval.retrieval.ranking import distinct_pages, first_rank, ndcg
from tests.eval.made_up import FakeHit


def page(number: int, document: str = "plan") -> PageRef:
    return PageRef(document=document, page=number)


def test_a_page_ranks_where_its_first_passage_does() -> None:
    hits = [FakeHit("plan", 4), FakeHit("plan", 4), FakeHit("other", 4), FakeHit("plan", 2), FakeHit("plan", 4)]
    assert distinct_pages(hits) == (page(4), page(4, "other"), page(2))


def test_further_passages_of_a_page_do_not_push_others_down() -> None:
    ranked = distinct_pages([FakeHit("plan", 1)] * 9 + [FakeHit("plan", 2)])
    assert first_rank(ranked, {page(2)}) == 2


def test_the_first_right_page_counts() -> None:
    assert first_rank([page(5), page(3), page(2)], {page(2), page(3)}) == 2


def test_the_same_number_in_another_document_is_not_right() -> None:
    assert first_rank([page(2, "other")], {page(2)}) is None


def test_all_right_pages_first_are_the_most_there_is_to_gain() -> None:
    right = {page(1), page(2)}
    assert ndcg([page(2), page(1), page(3)], right, 10) == 1
    assert ndcg([page(3)], right, 10) == 0
    assert ndcg([page(3), page(1)], {page(1)}, 10) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg([page(3), page(1)], {page(1)}, 1) == 0
    assert 0 < ndcg([page(1), page(3)], right, 10) < 1
