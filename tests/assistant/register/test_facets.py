from datetime import date

import pytest

from assistant.register.conditions import Conditions
from assistant.register.facets import Facet, count, facets, instead
from assistant.register.names import unit_names
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import OTHER_ID, PLAN_ID

TODAY = date(2026, 3, 1)


def by_name(found: list[Facet]) -> dict[str, dict[str, int]]:
    return {facet.parameter: {choice.value: choice.count for choice in facet.choices} for facet in found}


def test_each_choice_says_how_many_rows_it_has(snapshot: Snapshot) -> None:
    found = by_name(facets("measures", Conditions(), snapshot, TODAY))
    assert found["responsible"] == {"bydelene": 6, "utd": 3, "organisasjonene": 1, "ppt": 1, "uke": 1}
    assert found["document_id"] == {PLAN_ID: 8, OTHER_ID: 1}
    assert found["year"].keys() == {"2025", "2026", "2027", "2028"}
    assert found["timing"]["continuous"] == 3
    assert sum(found["priority"].values()) == 8


@pytest.mark.parametrize(
    "conditions",
    [
        Conditions(),
        Conditions(responsible=("utd",), year=2026),
        Conditions(q="tur", priority="Veivalg 2"),
        Conditions(responsible=("UTD", "bydelene"), from_year=2026, to_year=2027),
    ],
)
def test_a_count_is_that_of_the_rows_one_gets(snapshot: Snapshot, conditions: Conditions) -> None:
    for rows in ("measures", "duties"):
        for facet in facets(rows, conditions, snapshot, TODAY):
            for choice in facet.choices:
                chosen = instead(conditions, facet.parameter, choice.value)
                assert choice.count == count(rows, chosen, snapshot, TODAY)
            assert facet.without == count(rows, instead(conditions, facet.parameter, None), snapshot, TODAY)


def test_of_several_units_the_first_is_changed(snapshot: Snapshot) -> None:
    both = Conditions(responsible=("utd", "bydelene"))
    assert instead(both, "responsible", "ppt").responsible == ("ppt", "bydelene")
    assert instead(both, "responsible", None).responsible == ()
    assert instead(Conditions(from_year=2025), "year", "2026") == Conditions(year=2026)


def test_units_have_the_names_that_readers_know(snapshot: Snapshot) -> None:
    names = unit_names(snapshot)
    assert names["ppt"] == "Pedagogisk-psykologisk tjeneste, PPT"
    assert names["bydelene"] == "Bydelene"
    assert unit_names(snapshot, "en")["ppt"].endswith(")")
