import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.index.lexical import LexicalIndex

TOKENS = st.lists(st.sampled_from(["tur", "mat", "bål", "sang"]), max_size=5)


def test_the_passage_with_more_of_the_query_is_first() -> None:
    index = LexicalIndex([["tur", "skog"], ["mat", "bål", "tur"], ["sang", "rim"]])
    scores = index.scores(["mat", "tur"])
    assert list(np.argsort(-scores)) == [1, 0, 2]
    assert scores[2] == 0


def test_a_rare_term_weighs_more() -> None:
    index = LexicalIndex([["tur", "a"], ["tur", "b"], ["tur", "c"], ["bål", "d"]])
    scores = index.scores(["tur", "bål"])
    assert scores[3] > scores[0] > 0


def test_a_shorter_passage_is_before_a_longer_one() -> None:
    index = LexicalIndex([["tur", *("ord",) * 30], ["tur"], ["mat"]])
    scores = index.scores(["tur"])
    assert scores[1] > scores[0] > 0


@pytest.mark.parametrize("query", [[], ["zubri"]])
def test_unknown_terms_score_nothing(query: list[str]) -> None:
    scores = LexicalIndex([["tur"], ["mat"]]).scores(query)
    assert scores.dtype == np.float32
    assert list(scores) == [0, 0]


def test_an_unknown_term_changes_nothing() -> None:
    index = LexicalIndex([["tur"], ["mat"], ["bål"]])
    assert list(index.scores(["tur", "zubri"])) == list(index.scores(["tur"]))


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_an_index_of_nothing_scores_nothing(documents: list[list[str]]) -> None:
    assert list(LexicalIndex(documents).scores(["tur"])) == [0] * len(documents)


@given(st.lists(TOKENS, max_size=6), TOKENS)
def test_passages_with_a_term_of_the_query_score_and_no_others(documents: list[list[str]], query: list[str]) -> None:
    scores = LexicalIndex(documents).scores(query)
    assert len(scores) == len(documents)
    for document, score in zip(documents, scores, strict=True):
        assert (score > 0) == bool(set(document) & set(query))


def test_a_part_is_scored_as_if_it_were_all() -> None:
    part = [["tur", "skog"], ["tur", "fjell", "fjell"], ["mat", "skog"]]
    others = [["tur", "fjell"], ["tur", "mat"], ["tur", "skog"]]  # of the same length on the average
    whole = LexicalIndex([*part, *others])
    kept = np.array([True] * 3 + [False] * 3)
    alone = LexicalIndex([*part])
    for query in (["tur"], ["fjell", "mat"], ["tur", "tur", "skog", "ukjent"], []):
        found = whole.among(kept).scores(query)
        assert not found[3:].any()
        lengths = (7 / 3) / (13 / 6)  # the average length is that of the whole index
        np.testing.assert_allclose(found[:3], alone.scores(query), rtol=abs(lengths - 1) + 0.01)
    assert whole.among(np.ones(6, dtype=bool)).scores(["tur", "mat"]) == pytest.approx(whole.scores(["tur", "mat"]))
    assert not LexicalIndex([]).among(np.zeros(0, dtype=bool)).scores(["tur"]).any()
