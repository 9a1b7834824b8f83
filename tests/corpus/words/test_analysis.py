import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.words.analysis import content_and_function_words, content_words, fold, grams, terms, word_terms
from corpus.words.small import FUNCTION_WORDS


def test_a_compound_is_found_in_its_hyphenated_inflection() -> None:
    assert set(terms("henvisningsskjema")) <= set(terms("Vi fyller ut PPT-henvisningsskjemaet."))
    assert "ppt" in terms("PPT-henvisningsskjemaet")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("barnehagene", "barnehagens"),
        ("foreldremøtet", "foreldremøter"),
        ("skjemaer", "skjemaet"),
        ("Bydel", "bydelenes"),
    ],
)
def test_inflections_meet(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("written", "said"),
    [("barnehageloven § 26", "barnehageloven paragraf 26"), ("Kap. 8", "kapittel 8"), ("12 %", "12 prosent")],
)
def test_signs_and_shortened_words_are_found_by_the_words_for_them(written: str, said: str) -> None:
    assert terms(written) == terms(said)


def test_a_compound_has_the_terms_of_its_parts() -> None:
    assert word_terms("overgangsrutiner") == ("overgangsrutine", "overgang", "rutine")
    assert word_terms("barnehage") == ("barnehage",)


def test_function_words_are_no_terms() -> None:
    assert terms("Hvem har ansvar for planene i skogen?") == ["ansvar", "plan", "skog"]
    assert terms("What is the og eller") == []
    assert "planen" not in FUNCTION_WORDS


def test_words_are_lower_case_and_hyphenated_words_in_pieces() -> None:
    assert content_and_function_words("PPT-skjema for ﬁre Turer_nå") == ["ppt", "skjema", "for", "fire", "turer", "nå"]
    assert content_words("PPT-skjema for ﬁre") == ["ppt", "skjema", "fire"]


def test_misspellings_share_most_grams() -> None:
    def share(word: str, other: str) -> float:
        return len(set(grams(word)) & set(grams(other))) / len(set(grams(word)))

    assert share("kompetanseutvikling", "kompetanseutviking") > 0.7
    assert share("henvisningsskjema", "henvisningskjema") > 0.7
    assert share("kompetanseutvikling", "svømmebasseng") == 0


def test_grams_take_words_one_by_one() -> None:
    assert grams("tur og skog") == ["_tur", "tur_", "_sko", "skog", "kog_"]
    assert grams("ås") == ["_as_"]
    assert grams("og") == []


def test_norwegian_letters_fold() -> None:
    assert fold("Bærekraftig blåbærsøle") == "baerekraftig blabaersole"
    assert grams("blåbær") == grams("blabaer")


@settings(deadline=None)  # the first example loads the word lists
@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert all(term == term.lower() and term.split() == [term] for term in terms(text))
    assert all(0 < len(gram) <= 4 for gram in grams(text))
