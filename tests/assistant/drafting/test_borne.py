"""Whether a sentence in other words says what its source says."""

import pytest

from assistant.drafting.borne import borne_by
from assistant.drafting.marking import marked
from corpus.library import Library
from tests.assistant.drafting.sources_taken import taken

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Barnehagen skal ha minst to samtaler med foresatte hvert år [1].", ()),
        ("Barnehagen skal ha minst tre samtaler med foresatte i året [1].", ("not_borne",)),
        ("Barnehagen skal ikke ha samtaler med foresatte [1].", ("not_borne",)),
        ("Alle barn får ny sykkel [1].", ("not_borne",)),
        (f"«{TALKS}» [1]", ()),
        ("Alle barn får ny sykkel.", ()),
    ],
)
def test_what_a_source_does_not_say_is_noted(library: Library, text: str, faults: tuple[str, ...]) -> None:
    source = taken(library, TALKS)
    (found,) = marked(text, [source], is_borne=borne_by(library.snapshot, "nb"))
    assert found.faults == faults
    assert not found.is_refused


def test_of_a_source_whose_passage_is_gone_nothing_is_said(library: Library) -> None:
    source = taken(library, TALKS).model_copy(update={"passage_id": "borte"})
    (found,) = marked("Alle barn får ny sykkel [1].", [source], is_borne=borne_by(library.snapshot, "nb"))
    assert found.faults == ()
