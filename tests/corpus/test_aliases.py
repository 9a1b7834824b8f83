from corpus.aliases import aliases
from corpus.models import Term, Unit


def test_names_are_found_both_ways() -> None:
    unit = Unit(id="ne", name="Naturskolen Elvedal", abbreviations=("NE",))
    term = Term(document_id="plan", kind="alias", name="Plan for turer", meaning="turplanen", page=1)
    meant = Term(document_id="plan", kind="definition", name="tur", meaning="å gå ut", page=1)
    assert aliases([unit], [term, meant]) == {
        "ne": ("Naturskolen Elvedal",),
        "naturskolen elvedal": ("NE",),
        "turplanen": ("Plan for turer",),
        "plan for turer": ("turplanen",),
    }
