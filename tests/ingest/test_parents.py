import pytest

from corpus.models import Unit
from corpus.units import UnitRegister, shipped_units
from ingest.parents import with_parents

SCHOOL = Unit(id="ne", name="Naturskolen Elvedal", abbreviations=("NE",))
REGISTER = UnitRegister([*shipped_units(), SCHOOL])


@pytest.mark.parametrize(
    ("texts", "parent"),
    [
        (["Naturskolen Elvedal (NE) er en del av Utdanningsetaten."], "utdanningsetaten"),
        (["NE ligger under UTD, og har ti ansatte."], "utd"),
        (["NE er organisert i bydelen. NE er en del av Bydelene."], "bydelene"),
        (["NE ligger under UTD.", "NE hører til bydelene."], None),
        (["NE samarbeider med UTD."], None),
        (["NE ligger under fjellet."], None),
        (["Gamle ONE ligger under UTD."], None),
    ],
)
def test_a_parent_is_taken_only_where_the_text_says_so(texts: list[str], parent: str | None) -> None:
    (unit,) = with_parents([SCHOOL], REGISTER, texts)
    assert unit.parent == parent
