import pytest

from assistant.register.asking import Asking, is_connecting


@pytest.mark.parametrize(
    ("text", "measures", "duties"),
    [
        ("Hvilke tiltak har UTD?", True, False),
        ("Kva for tiltak har UTD?", True, False),
        ("What are the measures of UTD?", True, False),
        ("Hvilke plikter har UTD?", False, True),
        ("Hvilke tiltak og plikter har UTD?", True, True),
        ("Nevn alle de felles tiltakene", True, False),
        ("vilke titak har UTD", True, False),
        ("Hvem har ansvar for hvilke tiltak?", False, False),
        ("Er det mange tiltak?", False, False),
        ("Hvor mange barnehager har UTD?", False, False),
    ],
)
def test_what_a_question_calls_the_rows(text: str, measures: bool, duties: bool) -> None:
    asking = Asking(text)
    assert (asking.measures, asking.duties) == (measures, duties)


@pytest.mark.parametrize(
    ("text", "counts"),
    [("Hvor mange tiltak?", True), ("Antall tiltak", True), ("How many measures?", True), ("Hvilke tiltak?", False)],
)
def test_whether_their_number_is_wanted(text: str, counts: bool) -> None:
    assert Asking(text).counts is counts


def test_without_the_noun_an_owner_s_work_may_be_asked_for() -> None:
    assert Asking("Hva må bydelen gjøre i 2026?").what_must_be_done
    assert Asking("What must the districts do in 2026?").what_must_be_done
    assert Asking("Kva har UTD ansvaret for?").what_is_owned
    assert not Asking("Hvem må gjøre dette?").what_must_be_done


def test_a_few_words_are_a_question_too() -> None:
    found = Asking("tiltak PPT 2025").in_short
    assert found is not None
    assert found["measures"]
    assert Asking("hvem eier tiltak PPT").in_short is None


@pytest.mark.parametrize(
    ("word", "connects"),
    [("tiltakene", True), ("tilltak", True), ("felles", True), ("gjennomføres", True), ("regntøy", False)],
)
def test_words_that_only_connect(word: str, connects: bool) -> None:
    assert is_connecting(word) is connects
