from dataclasses import replace

import pytest

from assistant.answering.drafts.listed import lists_around
from corpus.library import Library
from corpus.models import PassageKind


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("Ta med:\n• kart\n• tau", [("Ta med:", 2, False)]),
        ("Slik:\n1. Gå ut.\n2. Gå inn.", [("Slik:", 2, True)]),
        (
            "Ta med:\n• kart\n• tau\nSlik:\n1. Gå.\n2. Løp.\n3. Sov.",
            [("Ta med:", 2, False), ("Slik:", 3, True)],
        ),
        ("1. Gå.\n2. Løp.\n1. Sov.\n2. Spis.", [("", 2, True), ("", 2, True)]),
        ("• kart\n• tau\n1. Gå.\n2. Løp.", [("", 2, False), ("", 2, True)]),
        ("Ta med:\n• kart", []),
        ("Vi går. Vi løper.", []),
    ],
)
def test_each_list_goes_with_its_own_lead(library: Library, text: str, lists: list[tuple[str, int, bool]]) -> None:
    snapshot = library.snapshot
    passage = next(one for one in snapshot.passages if one.kind is PassageKind.PROSE).model_copy(
        update={"text": text, "heading_path": ("Alene",), "comes_from": ""}
    )
    position = snapshot.position[passage.id]
    passages = (*snapshot.passages[:position], passage, *snapshot.passages[position + 1 :])
    found = lists_around(replace(snapshot, passages=passages), passage)
    assert [(one.lead, len(one.items), one.is_numbered) for one in found] == lists
