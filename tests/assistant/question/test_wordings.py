import pytest

from assistant.question.wordings import in_nynorsk, is_misspelt_kind_word, translations
from assistant.texts import Language


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


@pytest.mark.parametrize(("word", "empty"), [("jøre", True), ("hviken", True), ("solgt", False), ("vike", False)])
def test_a_misspelt_word_that_says_nothing_is_no_subject(word: str, empty: bool) -> None:
    assert is_misspelt_kind_word(word, {}) is empty
    assert not is_misspelt_kind_word(word, {word: 1})


def test_bokmal_words_have_the_nynorsk_ones_that_the_corpus_has() -> None:
    assert in_nynorsk(["taushetsplikt", "turen"], {"teieplikt": 2, "tur": 3}) == ["teieplikt"]
    assert in_nynorsk(["turlederen"], {"turleiar": 1}) == ["turleiar"]
    assert in_nynorsk(["taushetsplikt"], {"barn": 3}) == []
    assert in_nynorsk(["taushetsplikt"], {}) == []
