from datetime import date

import pytest

from corpus.library import Library
from corpus.store.corrections import Correction
from tests.ingest.made_up import PLAN, content_of, read

TODAY = date(2026, 3, 1)


@pytest.fixture
def plan(shelf: Library) -> Library:
    reading = read(PLAN, id="turplan", title="Turplan")
    shelf.publish(reading, content_of(reading))
    return shelf


def test_notes_are_found_by_their_measure_and_by_their_page(plan: Library) -> None:
    notes = plan.corrections
    generation = plan.snapshot.generations["turplan"]
    on_page = notes.add(
        Correction(
            document_id="turplan", generation_id=generation, text="Flyttet.", dated=TODAY, page=2, signed="Kontoret"
        )
    )
    on_measure = notes.add(
        Correction(
            document_id="turplan",
            generation_id=generation,
            text="Utsatt.",
            dated=date(2026, 4, 1),
            measure_id="turplan:utegruppe",
        )
    )
    assert notes.notes_for() == []
    assert notes.notes_for(pages=[("turplan", 2)]) == [on_page]
    assert notes.notes_for(pages=[("turplan", 1), ("matplan", 2)]) == []
    assert notes.notes_for(["turplan:utegruppe"]) == [on_measure]
    assert notes.notes_for(["turplan:utegruppe"], [("turplan", 2)]) == [on_measure, on_page] == notes.all()
    assert notes.remove(on_page.id)
    assert not notes.remove(on_page.id)
    assert notes.all() == [on_measure]


def test_a_note_goes_with_its_document(plan: Library) -> None:
    plan.corrections.add(Correction(document_id="turplan", generation_id="g", text="Flyttet.", dated=TODAY, page=1))
    assert plan.remove("turplan")
    assert plan.corrections.all() == []
