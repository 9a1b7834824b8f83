"""What the writer of a row is told of its cells."""

import pytest

from assistant.drafting.checking import Owners, UnknownOwner, row_notes
from corpus.library import Library

WHOLE = {
    "description": "Alle barnehager har utegruppe.",
    "responsible": "Barnehagene",
    "schedule": "2026",
    "funding": "Egen ramme",
}


@pytest.fixture
def owners(hikes: Library) -> Owners:
    return Owners(hikes.snapshot, "Bydel Storhaug")


def test_a_row_that_is_whole_has_no_notes(owners: Owners) -> None:
    notes = row_notes(WHOLE, owners)
    assert (notes.empty, notes.unknown_owners, notes.is_timeless) == ((), (), False)


def test_empty_cells_are_told_by_their_parts(owners: Owners) -> None:
    assert row_notes({**WHOLE, "schedule": " \n", "funding": ""}, owners).empty == ("schedule", "funding")
    assert row_notes({}, owners).empty == ("description", "responsible", "schedule", "funding")


@pytest.mark.parametrize(
    "cell",
    [
        "Bydelen",
        "barnehagene og bydelen",
        "UKE/UTD",
        "Bydel Storhaug",
        "Storhaug",
        "PPT v/ leder",
        "Naturskolen Elvedal",
        "Barnehagene\nPedagogisk-psykologisk tjeneste (PPT) [3]",
        "Styrerne, etter drøfting i personalgruppen",
        "Pedagogiske ledere",
        "Fagleder barnehage",
        "Fagleiar, i samarbeid med helsestasjonen",
    ],
)
def test_owners_that_plans_know_are_known(owners: Owners, cell: str) -> None:
    assert owners.unknown(cell) == ()


@pytest.mark.parametrize(
    ("cell", "name", "nearest"),
    [
        ("Uviklings- og kompetanseetaten", "Uviklings- og kompetanseetaten", "Utviklings- og kompetanseetaten"),
        ("Barnehagene, PTT", "PTT", "PPT"),
        ("Utdaningsetaten", "Utdaningsetaten", "Utdanningsetaten"),
    ],
)
def test_an_owner_nobody_knows_is_told_with_the_nearest(owners: Owners, cell: str, name: str, nearest: str) -> None:
    (found,) = owners.unknown(cell)
    assert found.name == name
    assert found.nearest[0] == nearest


def test_what_is_like_no_unit_has_none_near(owners: Owners) -> None:
    assert owners.unknown("Kari Nordmann") == (UnknownOwner(name="Kari Nordmann"),)


@pytest.mark.parametrize(
    "cell",
    ["Kontinuerlig", "2026–2028", "annenhver uke", "i august", "Våren", "hele barnehageåret", "kvar veke [2]", "", "–"],
)
def test_a_schedule_that_names_a_time_is_one(owners: Owners, cell: str) -> None:
    assert not row_notes({**WHOLE, "schedule": cell}, owners).is_timeless


@pytest.mark.parametrize("cell", ["snarest", "Etter avtale", "ja", "Bydelen", "gradvis [2]"])
def test_a_schedule_that_names_none_is_told(owners: Owners, cell: str) -> None:
    assert row_notes({**WHOLE, "schedule": cell}, owners).is_timeless
