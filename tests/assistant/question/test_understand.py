from dataclasses import replace

import pytest

from assistant.question.question import FocusWord, Question
from assistant.question.understand import understand
from corpus.library import Library
from tests.conftest import HANDBOOK_ID, PLAN_ID


def understood(library: Library, text: str) -> Question:
    return understand(text, library.snapshot)


def word(question: Question, wanted: str) -> FocusWord:
    return next(focus for focus in question.focus if focus.word == wanted)


def test_words_that_only_say_the_kind_are_left_out(library: Library) -> None:
    focus = {focus.word for focus in understood(library, "Hvem har ansvaret for svømmekurset?").focus}
    assert focus == {"svømmekurset"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("hvem har ansvar for svommekurs?", "svømmekurs"),
        ("nar er besoksdagen?", "besøksdag"),
        ("hvem sender biblotekkassen?", "bibliotekkasse"),
    ],
)
def test_misspelt_words_get_the_word_of_the_plans(library: Library, text: str, right: str) -> None:
    found = understood(library, text)
    assert right in {alternative[0] for word in found.focus for alternative in word.alternatives}


def test_a_good_word_that_the_plans_lack_is_not_corrected(library: Library) -> None:
    focus = word(understood(library, "Hvem har ansvar for brannvern?"), "brannvern")
    assert [alternative[0] for alternative in focus.alternatives] == ["brannvern"]
    assert not focus.known


def test_english_and_nynorsk_words_are_translated(library: Library) -> None:
    english = understood(library, "Who is responsible for the kindergarten books?")
    assert english.language == "en"
    assert {"barnehage", "bok"} <= set(english.terms)
    assert "skole" in understood(library, "Kva skal skulen gjere?").terms


def test_years_of_a_span_are_all_meant(library: Library) -> None:
    assert understood(library, "Hva skjer i 2025–2027?").years == (2025, 2026, 2027)


def test_units_are_found_by_abbreviation_and_inflection(library: Library) -> None:
    assert understood(library, "Hva gjør PPT og bydelene?").units == ("ppt", "bydelene")


def test_a_document_is_named_by_its_type_and_that_word_is_no_focus(library: Library) -> None:
    question = understood(library, "Hva sier håndboka om måltid?")
    assert question.documents == {HANDBOOK_ID}
    assert [focus.word for focus in question.focus] == ["måltid"]


def test_what_all_documents_share_names_none(library: Library) -> None:
    assert PLAN_ID not in understood(library, "Hva gjør Fjellvik kommune?").documents


def test_an_unknown_name_inside_the_sentence_is_marked(library: Library) -> None:
    assert word(understood(library, "Hvem svømmer i Larvik?"), "larvik").is_name


def test_a_language_that_nobody_speaks_here_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="«fr»"):
        understand("Qui?", library.snapshot, language="fr")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Hvor mange timer får femåringene?", "timer"),
        ("How many hours do the children get?", "hour"),
        ("Hvor mange arbeidstakere har barnehagen?", "arbeidstaker"),
        ("Hvor mange av oss arbeidstakere har barnehagen?", "arbeidstaker"),
        ("Hvor mange av barna svømmer?", None),
        ("Hvor ofte kommer bøkene?", None),
    ],
)
def test_what_is_counted_is_found_by_its_base_form_too(library: Library, text: str, counted: str | None) -> None:
    found = understood(library, text).counted
    assert (found and found.word) == counted


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Hvilke spørsmål skal vi stille barna?", True),
        ("Which questions do we ask?", True),
        ("Hvilke bøker sender biblioteket?", False),
    ],
)
def test_a_question_for_questions_is_one(library: Library, text: str, asks: bool) -> None:
    assert understood(library, text).asks_questions is asks


def test_the_words_of_a_hyphenated_phrase_are_not_asked_about_again(library: Library) -> None:
    focus = {focus.word for focus in understood(library, "Who teaches e-learning to the five-year-olds?").focus}
    assert not focus & {"e", "learning"}


@pytest.mark.parametrize("question", ["Hvem pakker BK?", "Hvem pakker bibliotekkasse?"])
def test_an_abbreviation_and_its_long_form_are_looked_for_together(library: Library, question: str) -> None:
    names: dict[str, tuple[str, ...]] = {"bk": ("Bibliotekkasse",), "bibliotekkasse": ("BK",)}
    snapshot = replace(library.snapshot, aliases=names, vocabulary={**library.snapshot.vocabulary, "bk": 1})
    understood = understand(question, snapshot)
    looked_for = {alternative[0] for word in understood.focus for alternative in word.alternatives}
    assert {"bk", "bibliotekkasse"} <= looked_for
    assert {"bk", "bibliotekkasse"} <= set(understood.search_text.lower().rstrip("?").replace("?", "").split())
