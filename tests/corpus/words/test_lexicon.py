import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.words.lexicon import WORD, compound_parts, is_compound, is_known, lemma, zipf


def test_common_words_are_more_frequent_than_rare_ones() -> None:
    assert zipf("og") > zipf("barnehage") > zipf("barnehagelærer") > 0
    assert zipf("Barnehage") == zipf("barnehage")
    assert zipf("zubriplaks") == 0


def test_a_word_is_known_itself_or_by_its_base_form() -> None:
    assert is_known("skjema")
    assert is_known("Skjemaene")
    assert not is_known("zubriplaks")


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("barnehagene", "barnehage"),
        ("Barnehagens", "barnehage"),
        ("skjemaet", "skjema"),
        ("foreldremøter", "foreldremøte"),
        ("bydelenes", "bydel"),
        ("ungdommens", "ungdom"),
        ("Zubriplaks", "zubriplaks"),
        ("FUB", "fub"),
    ],
)
def test_inflections_have_one_base_form(word: str, base: str) -> None:
    assert lemma(word) == base


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("henvisningsskjema", ("henvisning", "skjema")),
        ("Barnehagemiljø", ("barnehage", "miljø")),
        ("kompetanseutviklingsplan", ("kompetanseutvikling", "plan")),
        ("turglede", ("tur", "glede")),
        ("barnehage", ("barnehage",)),
        ("tur", ("tur",)),
        ("zubriplaks", ("zubriplaks",)),
        ("tur2025", ("tur2025",)),
        ("ppt-skjema", ("ppt-skjema",)),
    ],
)
def test_compounds_are_taken_apart_and_other_words_are_not(word: str, parts: tuple[str, ...]) -> None:
    assert compound_parts(word) == parts
    assert is_compound(word) == (len(parts) > 1)


def test_words_keep_hyphens_and_slashes_inside() -> None:
    assert WORD.findall("PPT-skjema, og/eller 3–5 år – «lek».") == ["PPT-skjema", "og/eller", "3–5", "år", "lek"]


@settings(deadline=None)  # the first example loads the word lists
@given(st.text(alphabet="abdeghiklmnorstuvåø", max_size=24))
def test_parts_stand_in_the_word_in_order(word: str) -> None:
    at = 0
    for part in compound_parts(word):
        at = word.index(part, at) + len(part)
    assert at >= len(word) - 1 or compound_parts(word) == (word,)


def test_what_is_too_long_for_a_word_is_not_taken_apart() -> None:
    for letters in ("a", "hei", "barnehage"):
        word = letters * (100_000 // len(letters))
        assert compound_parts(word) == (word,)
        assert lemma(word) == word


def test_no_word_at_all_is_its_own_base_form() -> None:
    """A filter without a value (`GET /api/v1/measures?without=`) was a fault of the server."""
    assert lemma("") == ""
