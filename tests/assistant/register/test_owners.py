import pytest

from assistant.register.owners import named_owners
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import understood


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("Hvilke tiltak har UTD og bydelene?", ["utd", "bydelene"]),
        ("Hvilke tiltak har byrådsavdelingen for utdanning?", ["utd"]),
        ("Kva tiltak har bydelane?", ["bydelene"]),
        ("Which measures do the districts have?", ["bydelene"]),
        ("Hva må hver bydel gjøre?", ["bydelene"]),
        ("Hvilke tiltak har de ansatte?", ["ansatt"]),
        ("Hvilke tiltak handler om regntøy?", []),
    ],
)
def test_owners_are_found_by_any_of_their_names(snapshot: Snapshot, question: str, ids: list[str]) -> None:
    assert [owner.id for owner in named_owners(understood(question, snapshot), snapshot)] == ids


def test_who_acts_is_told_from_where_something_is(snapshot: Snapshot) -> None:
    (acting,) = named_owners(understood("Hvilke tiltak har barnehagene ansvar for?", snapshot), snapshot)
    assert (acting.acts, acting.is_place) == (True, False)
    (place,) = named_owners(understood("Hvilke tiltak er det for barnehagene?", snapshot), snapshot)
    assert (place.acts, place.is_place) == (False, True)
