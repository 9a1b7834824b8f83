import pytest

from assistant.register.scope import asked_scope
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import OTHER_ID, PLAN_ID, understood


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hvilke tiltak har bydelene?", set()),
        ("Hvilke tiltak har bydelene i Granvik?", {OTHER_ID}),
        ("Hvilke tiltak er det i Granviks sommerplan?", {OTHER_ID}),
        ("Hvilke tiltak er det i turplanen?", {PLAN_ID}),
        ("Hvilke tiltak er det i turplaner?", set()),
        ("Hvilke tiltak i turplan for Eikedal har UTD?", {PLAN_ID}),
        ("Hvilke tiltak er det i lokale handlingsplaner?", set()),
    ],
)
def test_the_plans_that_a_question_names(snapshot: Snapshot, question: str, named: set[str]) -> None:
    scope = asked_scope(understood(question, snapshot), snapshot, None)
    assert scope.named == named
    assert scope.documents == (frozenset(named) or None)


def test_the_words_that_name_a_plan_are_no_other_condition(snapshot: Snapshot) -> None:
    scope = asked_scope(understood("Hvilke tiltak om regntøy er det i Granviks sommerplan?", snapshot), snapshot, None)
    assert {"granvik", "sommerplan"} <= scope.words
    assert "regntøy" not in scope.words


def test_what_stands_before_plan_names_it_where_another_word_does_too(snapshot: Snapshot) -> None:
    question = understood("Hvilke tiltak om regntøy er det i den felles Granvik-planen for sommeren?", snapshot)
    assert "regntøy" not in asked_scope(question, snapshot, None).words
    titled = understood("Hvilke tiltak om sommeren er det i den samla Granvik-planen?", snapshot)
    assert "sommeren" not in asked_scope(titled, snapshot, None).words


def test_a_name_never_widens_what_may_answer(snapshot: Snapshot) -> None:
    question = understood("Hvilke tiltak har bydelene i Granvik?", snapshot)
    assert asked_scope(question, snapshot, frozenset({PLAN_ID})).documents == frozenset()
