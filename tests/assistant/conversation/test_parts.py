import pytest

from assistant.conversation.leaning import leaning_of
from assistant.conversation.parts import with_part
from assistant.question.understand import understand
from corpus.library import Library


@pytest.mark.parametrize(
    ("before", "current", "wanted"),
    [
        ("hvem har ansvare for nettverk for styrere?", "og på tvers av bydelene?", "nettverk på tvers av bydelene?"),
        ("Kva er målet for tidleg innsats i Fjellvik?", "Og for møteplassar?", "målet for møteplassar i Fjellvik?"),
        ("Hva menes med kvalitet?", "Og støtte?", "Hva menes med støtte?"),
        ("Hva skal bydelene gjøre i 2025?", "Hva med de private eierne?", "Hva skal de private eierne gjøre i 2025?"),
        ("What does the bank have on food?", "And on language?", "have on language?"),
        ("Hvem har ansvar for mat?", "Og PPT?", "PPT og mat?"),
    ],
)
def test_a_part_is_put_in_the_place_of_its_like(library: Library, before: str, current: str, wanted: str) -> None:
    leant = leaning_of(understand(current, library.snapshot), library.snapshot)
    assert leant is not None
    made = with_part(leant, before, library.snapshot, "nb")
    assert f"{made.rstrip('?')}?".endswith(wanted)
