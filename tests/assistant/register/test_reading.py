"""Which questions the register answers, and by what conditions."""

import pytest

from assistant.register.filters import Sharing, Timing
from assistant.register.reading import Asked, read
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import PLAN_ID, TODAY, understood


def asked(text: str, snapshot: Snapshot) -> Asked:
    found = read(understood(text, snapshot), snapshot, None, TODAY)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    "question",
    [
        "Hvem har ansvar for tiltaket Klatrekurs?",
        "Når starter tiltaket Klatrekurs?",
        "Hvor mange timer i bassenget skal femåringer ha?",
        "Hva er veivalg 2?",
        "Hva skal barna lære om livredning?",
        "Hvorfor er tiltakene delt i veivalg?",
        "Hvilke tiltak starter ikke i 2025?",
        "Hvilke tiltak er ikke under veivalg 1?",
    ],
)
def test_a_question_about_something_else_is_none_for_the_register(snapshot: Snapshot, question: str) -> None:
    assert read(understood(question, snapshot), snapshot, None, TODAY) is None


def test_no_rows_no_register(snapshot: Snapshot) -> None:
    question = understood("Hvilke tiltak har UTD?", snapshot)
    assert read(question, snapshot, frozenset({"finnes-ikke"}), TODAY) is None


def test_each_condition_of_a_combined_question_is_kept(snapshot: Snapshot) -> None:
    filters = asked("Hvilke tiltak om svømming har UTD og bydelene felles i 2025 under veivalg 1?", snapshot).filters
    assert filters.owners == ("utd", "bydelene")
    assert (filters.sharing, filters.first, filters.last, filters.timing) == (Sharing.ALL, 2025, 2025, Timing.RUNS)
    assert filters.priority == "Veivalg 1: Trygge barn ute"
    assert [word.text for word in filters.words] == ["svømming"]


def test_a_name_that_says_where_is_told_and_does_not_limit(snapshot: Snapshot) -> None:
    found = asked("Hvilke tiltak om regntøy er det for barnehagene?", snapshot)
    assert found.filters.owners == ()
    assert found.unused == ("barnehagene",)


def test_a_name_in_what_rows_are_about_is_no_owner(snapshot: Snapshot) -> None:
    found = asked("Hvilke tiltak handler om råd fra PPT?", snapshot)
    assert found.filters.owners == ()


def test_an_unknown_owner_is_a_condition_and_never_dropped(snapshot: Snapshot) -> None:
    found = asked("Hvilke tiltak har Brannvesenet ansvar for?", snapshot)
    assert [word.text for word in found.filters.words] == ["brannvesenet"]
    assert not found.is_plain


def test_the_title_of_a_numbered_priority_is_no_further_condition(snapshot: Snapshot) -> None:
    filters = asked("Hvor mange tiltak er det under veivalg 2, voksne som lærer sammen?", snapshot).filters
    assert (filters.priority, filters.words) == ("Veivalg 2: Voksne som lærer sammen", ())


def test_a_plan_called_by_its_title_is_the_one_looked_through(snapshot: Snapshot) -> None:
    found = asked("Hvor mange tiltak har «Turplan for Eikedal»?", snapshot)
    assert found.filters.documents == frozenset({PLAN_ID})
    assert not found.filters.words


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke tiltak er UTD medansvarlige for?",
        "Hvor mange tiltak i tiltakstabellen har UTD?",
        "Jeg skriver en framdriftsoversikt. Gi meg alle tiltakene som UTD har.",
    ],
)
def test_what_rows_are_called_and_what_is_told_before_are_no_subjects(snapshot: Snapshot, question: str) -> None:
    filters = asked(question, snapshot).filters
    assert (filters.owners, filters.words) == (("utd",), ())


def test_what_the_question_itself_is_about_stays_a_subject(snapshot: Snapshot) -> None:
    filters = asked("Vi skal svømme i mai. Hvilke tiltak om svømming har UTD?", snapshot).filters
    assert [word.text for word in filters.words] == ["svømming"]
