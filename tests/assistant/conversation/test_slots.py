import pytest

from assistant.conversation.slots import slots_of, with_ordinal, with_place, with_years
from corpus.library import Library


def test_years_units_places_and_strangers_are_found(library: Library) -> None:
    text = "Hva gjør PPT i Fjellvik og i Bergen i 2025–2026 på andre samling?"
    slots = slots_of(text, library.snapshot)
    found = [
        [text[slice(*span)] for span in spans]
        for spans in (slots.units, slots.places, slots.strangers, slots.years, slots.ordinals)
    ]
    assert found == [["PPT"], ["Fjellvik"], ["Bergen"], ["2025–2026"], ["andre"]]


@pytest.mark.parametrize(
    ("current", "wanted"),
    [
        ("i 2027", "Hva skjer i 2027?"),
        ("året etter", "Hva skjer i 2026–2027?"),
        ("året før", "Hva skjer i 2024–2025?"),
        ("the year after", "Hva skjer i 2026–2027?"),
    ],
)
def test_years_are_replaced_or_moved(library: Library, current: str, wanted: str) -> None:
    text = "Hva skjer i 2025–2026?"
    snapshot = library.snapshot
    assert with_years(text, current, slots_of(text, snapshot), slots_of(current, snapshot)) == wanted


def test_years_and_places_are_added_where_there_were_none(library: Library) -> None:
    text, snapshot = "Hva skjer?", library.snapshot
    earlier = slots_of(text, snapshot)
    assert with_years(text, "2027", earlier, slots_of("2027", snapshot)) == "Hva skjer i 2027?"
    assert with_place(text, "i fjellvik", earlier, slots_of("i fjellvik", snapshot)) == "Hva skjer i Fjellvik?"


def test_an_ordinal_is_written_as_the_one_it_stands_for(library: Library) -> None:
    snapshot = library.snapshot
    for text, current, wanted in (
        ("Hva skjer på 2. samling?", "og den neste", "Hva skjer på 3. samling?"),
        ("What happens at the second meeting?", "and the third", "What happens at the third meeting?"),
        ("Kva skjer på fyrste samling?", "og den andre", "Kva skjer på andre samling?"),
    ):
        assert with_ordinal(text, current, slots_of(text, snapshot)) == wanted
    assert with_ordinal("Hva skjer?", "den neste", slots_of("Hva skjer?", snapshot)) is None
