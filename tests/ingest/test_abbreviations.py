import pytest

from ingest.abbreviations import explained_units


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("De ringer Naturskolen Elvedal (NE) først.", "Naturskolen Elvedal", "NE"),
        ("Alle spør Felles utvalg for turer (FUT) om råd.", "Felles utvalg for turer", "FUT"),
        ("Den heter turglede-lek og sang (TLS) nå.", "turglede-lek og sang", "TLS"),
        ("Vi følger Trygge turer ute (UTT).", "Trygge turer ute", "UTT"),
    ],
)
def test_a_name_with_the_initials_in_brackets_is_a_unit(text: str, name: str, short: str) -> None:
    (unit,) = explained_units([text], "plan")
    assert (unit.id, unit.name, unit.abbreviations, unit.document_id) == (short.lower(), name, (short,), "plan")


@pytest.mark.parametrize("text", ["Vi går ut (NE) i dag.", "Naturskolen Elvedal (ne)", "Elvedal NE", "(NE)"])
def test_other_brackets_explain_nothing(text: str) -> None:
    assert explained_units([text], "plan") == ()


def test_the_first_explanation_counts() -> None:
    (unit,) = explained_units(["Naturskolen Elvedal (NE)", "Nye Erter (NE)"], "plan")
    assert unit.name == "Naturskolen Elvedal"
