import pytest

from assistant.question.language import Language
from assistant.question.wordings import translations


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("arbeidstakerne får kurs", "nb", "arbeidstaker"),
        ("they are organising it", "en", "organise"),
    ],
)
def test_a_word_that_no_phrase_takes_is_looked_up_by_its_base_form(text: str, language: Language, phrase: str) -> None:
    assert phrase in translations(text, language)


def test_the_words_of_a_phrase_are_not_looked_up_again() -> None:
    found = translations("De arbeider sammen med skolen", "nb")
    assert "arbeider sammen" in found
    assert not {"arbeide", "arbeide sammen"} & found.keys()
