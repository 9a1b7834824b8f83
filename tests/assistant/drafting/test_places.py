"""Which jurisdiction is meant by the name of a unit."""

import pytest

from assistant.drafting.places import jurisdiction_of

KNOWN = ["Oslo", "Oslo, Bydel Grorud", "Jevnaker"]


@pytest.mark.parametrize(
    ("unit", "jurisdiction"),
    [
        ("Bydel Grorud", "Oslo, Bydel Grorud"),
        ("grorud", "Oslo, Bydel Grorud"),
        ("Bydel  Alna", "Oslo, Bydel Alna"),
        ("Jevnaker kommune", "Jevnaker"),
        ("Oslo kommune", "Oslo"),
        ("Bergen", None),
    ],
)
def test_a_unit_is_found_however_it_is_written(unit: str, jurisdiction: str | None) -> None:
    assert jurisdiction_of(unit, KNOWN, "Oslo") == jurisdiction


def test_a_district_of_nobody_in_particular_has_no_jurisdiction() -> None:
    assert jurisdiction_of("Bydel Alna", KNOWN) is None
