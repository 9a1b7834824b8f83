import pytest

from assistant.register.filters import Sharing
from assistant.register.owners import named_owners
from assistant.register.sharing import asked_sharing
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import understood


@pytest.mark.parametrize(
    ("question", "sharing"),
    [
        ("Hvilke tiltak har UTD?", Sharing.ALL),
        ("Hvilke tiltak har UTD og PPT?", Sharing.ALL),
        ("Hvilke tiltak har UTD og PPT i lag?", Sharing.ALL),
        ("Hvilke tiltak har enten UTD eller PPT?", Sharing.ANY),
        ("Hvilke tiltak har UTD alene?", Sharing.SOLE),
        ("Hvilke tiltak har bare UTD?", Sharing.SOLE),
        ("Kva tiltak er det berre UTD som har?", Sharing.SOLE),
        ("Vis bare tiltak fra 2025 som UTD har", Sharing.ALL),
        ("Which measures does UTD own on its own?", Sharing.SOLE),
        ("Hvilke tiltak har UTD sammen med andre?", Sharing.SHARED),
        ("Hvilke tiltak har UTD, alene eller sammen med andre?", Sharing.ALL),
        ("Which measures has UTD, jointly or alone?", Sharing.ALL),
        ("Hvor mange tiltak har UTD til sammen?", Sharing.ALL),
        ("Hvilke tiltak har ingen andre enn UTD?", Sharing.SOLE),
    ],
)
def test_how_owners_are_to_own(snapshot: Snapshot, question: str, sharing: Sharing) -> None:
    owners = named_owners(understood(question, snapshot), snapshot)
    assert owners
    assert asked_sharing(question, owners) is sharing
