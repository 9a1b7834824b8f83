import pytest

from assistant.question.english_spelling import set_right_english


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("what is the dedline for aplying?", "what is the deadline for applying?"),
        ("who has responsability for the meetng?", "who has responsibility for the meeting?"),
        ("What does the guidline say about the chld?", "What does the guideline say about the child?"),
    ],
)
def test_words_that_are_none_are_set_right(text: str, right: str) -> None:
    assert set_right_english(text, {}) == right


@pytest.mark.parametrize(
    "text",
    [
        "who postponed the hike?",
        "what does Ospevik say about tilsynsmeldingen?",
        "is PPTX a qzxv?",
        "the referral form",
    ],
)
def test_good_words_names_and_words_of_the_plans_are_kept(text: str) -> None:
    assert set_right_english(text, {"tilsynsmelding": 1}) == text
