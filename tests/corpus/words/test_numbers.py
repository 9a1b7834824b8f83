import re

import pytest

from corpus.words.numbers import CARDINAL, CARDINALS


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("ett", 1),
        ("éi", 1),
        ("syv", 7),
        ("tjue", 20),
        ("tyve", 20),
        ("tredve", 30),
        ("tjuesju", 27),
        ("nittini", 99),
        ("tusen", 1000),
    ],
)
def test_a_word_says_its_number(word: str, number: int) -> None:
    assert CARDINALS[word] == number


def test_every_number_below_a_hundred_has_a_word() -> None:
    assert set(range(1, 101)) <= set(CARDINALS.values())


@pytest.mark.parametrize("word", CARDINALS)
def test_the_longest_word_is_matched(word: str) -> None:
    found = re.match(CARDINAL, word)
    assert found is not None
    assert found[0] == word


def test_articles_are_no_numbers() -> None:
    assert not {"en", "ei", "et", "ein", "eit"} & set(CARDINALS)
