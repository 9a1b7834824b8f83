import pytest

from ingest.abbreviations import explained_terms, explained_units


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


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Alle bruker TTU (Trygge turer ute) nå.", "Trygge turer ute", "TTU"),
        ("FUT – felles utvalg for turer", "felles utvalg for turer", "FUT"),
        ("FUB: foreldreutvalget for barnehager", "foreldreutvalget for barnehager", "FUB"),
        ("Vi spør Utviklings- og kompetanseetaten (UKE).", "Utviklings- og kompetanseetaten", "UKE"),
    ],
)
def test_an_abbreviation_may_stand_first_and_take_the_parts_of_compounds(text: str, name: str, short: str) -> None:
    (unit,) = explained_units([text], "plan")
    assert (unit.name, unit.abbreviations) == (name, (short,))


@pytest.mark.parametrize("text", ["TTU (se side 4)", "OBS – husk mat", "Tur (TTU) ute", "NE – vi går ut nå"])
def test_other_words_beside_an_abbreviation_explain_nothing(text: str) -> None:
    assert explained_units([text], "plan") == ()


@pytest.mark.parametrize(
    ("text", "kind", "name", "meaning"),
    [
        ("Vi følger Handlingsplan for turer (heretter kalt planen).", "alias", "Handlingsplan for turer", "planen"),
        (
            "Ny Turstrategi for Elvedal (heretter «strategien») gjelder.",
            "alias",
            "Ny Turstrategi for Elvedal",
            "strategien",
        ),
        ("Dette er laget av Naturskolen Elvedal (heretter NE).", "alias", "Naturskolen Elvedal", "NE"),
        ("Med turdag menes en dag ute.", "definition", "turdag", "en dag ute"),
        ("Med «fast turdag» meiner vi ein dag ute.", "definition", "fast turdag", "ein dag ute"),
    ],
)
def test_a_text_sets_names_and_says_what_words_mean(text: str, kind: str, name: str, meaning: str) -> None:
    (term,) = explained_terms([(3, text)], "plan")
    assert (term.kind, term.name, term.meaning, term.page, term.document_id) == (kind, name, meaning, 3, "plan")


@pytest.mark.parametrize("text", ["Heretter går vi ut.", "Med glede menes det mye.", "Planen (se under) gjelder."])
def test_other_sentences_set_no_names(text: str) -> None:
    assert [term for term in explained_terms([(1, text)], "plan") if term.name != "glede"] == []
