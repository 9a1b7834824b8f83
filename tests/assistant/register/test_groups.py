import pytest

from assistant.register.groups import named_group, numbered_priority
from assistant.register.scope import asked_scope
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import understood

FIRST, SECOND = "Veivalg 1: Trygge barn ute", "Veivalg 2: Voksne som lærer sammen"


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("Hvilke tiltak hører til veivalg 2?", SECOND),
        ("Hvilke tiltak hører til det andre veivalget?", SECOND),
        ("Hvilke tiltak hører til veivalg nummer en?", FIRST),
        ("How many measures belong to the first strategic priority?", FIRST),
        ("Kva tiltak høyrer til vegval 2?", SECOND),
        ("Hvilke tiltak hører til vievalg 1?", FIRST),
        ("Hvilke tiltak hører til veivalg 7?", "veivalg 7"),
        ("Hvilke tiltak starter i 2025?", None),
    ],
)
def test_a_priority_by_its_number(snapshot: Snapshot, text: str, priority: str | None) -> None:
    found = numbered_priority(text, snapshot.measures)
    assert (found.priority if found else None) == priority


@pytest.mark.parametrize(
    ("text", "in_rows", "commitment"),
    [
        ("Hvilke tiltak er det under at barna er ute hver dag?", True, "Eikedal vil at barna er ute hver dag"),
        ("Hvilke tiltak hører til innsatsen om å svømme?", True, "Eikedal vil at alle barn kan svømme"),
        ("Hvilke tiltak gjelder det å svømme?", True, None),
        ("Hvilke tiltak gjelder det å svømme?", False, "Eikedal vil at alle barn kan svømme"),
        ("Hvilke tiltak gjelder elsykler?", False, None),
    ],
)
def test_a_commitment_by_its_words(snapshot: Snapshot, text: str, in_rows: bool, commitment: str | None) -> None:
    question = understood(text, snapshot)
    scope = asked_scope(question, snapshot, None)
    words = [word for word in question.focus if word.word not in scope.words and word.word != "innsatsen"]
    found = named_group(question, words, snapshot.measures, snapshot, in_rows=in_rows)
    assert (found.commitment if found else None) == commitment


def test_the_words_that_a_commitment_does_not_hold_are_told(snapshot: Snapshot) -> None:
    question = understood("Hvilke tiltak hører til innsatsen om at barna er ute hver dag i parken?", snapshot)
    words = [word for word in question.focus if word.word != "innsatsen"]
    found = named_group(question, words, snapshot.measures, snapshot, in_rows=False)
    assert found is not None
    assert found.unused == ("parken",)
