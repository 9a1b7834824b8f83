import pytest

from assistant.inputs import LONGEST_QUESTION, checked_question, whole_characters


def test_a_question_is_taken_without_the_white_space_around_it_and_what_nobody_sees() -> None:
    assert checked_question("  Hvem\n eier\u200b  regntøyet? ") == "Hvem eier regntøyet?"


def test_the_longest_question_is_taken() -> None:
    assert checked_question("a" * LONGEST_QUESTION) == "a" * LONGEST_QUESTION


@pytest.mark.parametrize(
    ("question", "said"),
    [(" \n", "er tomt"), ("?!", "er tomt"), ("a" * (LONGEST_QUESTION + 1), "2001 tegn"), ("a \ud800", "nummer 3")],
)
def test_what_is_no_question_is_told(question: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        checked_question(question)


def test_a_text_is_given_back_as_it_is() -> None:
    assert whole_characters(" Ta med\n😀 ") == " Ta med\n😀 "
