from eval.record import PageRef
from eval.retrieval.passages import EXCERPT, SHOWN, found
from tests.eval.made_up import FakeHit


def test_the_first_passages_are_kept_with_page_headings_and_words() -> None:
    hits = [FakeHit("plan", page, heading_path=("Plan", "Mål"), text=f"Side\n {page}.") for page in range(1, 9)]
    kept = found(hits)
    assert len(kept) == SHOWN
    assert kept[1].place == PageRef(document="plan", page=2)
    assert kept[1].heading == ("Plan", "Mål")
    assert kept[1].excerpt == "Side 2."


def test_a_long_passage_is_cut_after_a_word() -> None:
    (kept,) = found([FakeHit("plan", 1, text="barnehage " * 200)])
    assert len(kept.excerpt) <= EXCERPT
    assert kept.excerpt.endswith("barnehage …")


def test_nothing_found_is_nothing_kept() -> None:
    assert found([]) == ()
