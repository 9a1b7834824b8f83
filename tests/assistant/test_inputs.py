import pytest

from assistant.inputs import LONGEST_QUESTION, checked_question, whole_characters, written_text


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


def test_what_is_written_keeps_its_lines_and_its_signs_and_nothing_that_nobody_sees() -> None:
    assert written_text("a\r\nb\vc\u2028d\fe") == "a\nb\nc\nd\ne"
    for sign in ("👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "👍🏽", "سلام"):
        assert written_text(f"Vi er {sign}.") == f"Vi er {sign}."
    assert written_text("\u202eetne\u200bbok\u200dmål\u2060\U000e0041") == "etnebokmål"
