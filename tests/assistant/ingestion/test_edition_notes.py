from dataclasses import replace

from assistant.ingestion.edition_notes import edition_notes, replaced_note
from corpus.editions import Editions
from corpus.library import Library
from corpus.models import Document
from tests.corpus.test_editions import document, plan


def notes(library: Library, document_id: str, *documents: Document) -> tuple[str, ...]:
    known = {found.id: found for found in documents}
    snapshot = replace(library.snapshot, documents=known, editions=Editions(documents, list(known)))
    return edition_notes(document_id, snapshot)


def test_a_recognised_edition_says_how_and_what_to_do_where_that_is_wrong(library: Library) -> None:
    editions = (plan(2018, title="Turplan 2018"), plan(2022, title="Turplan 2022"), plan(2026))
    assert notes(library, "tur-2022", *editions) == (
        "ny utgave av «Turplan 2018» (gjenkjent på tittel, utgiver og år). "
        "Er det feil, les filen inn på nytt med --edition-of none",
        "eldre utgave av «Turplan» (gjenkjent på tittel, utgiver og år). "
        "Er det feil, les filen inn på nytt med --edition-of none",
    )


def test_an_edition_that_somebody_said_is_told_without_more(library: Library) -> None:
    old, new = document("gammel", title="Skogsplan"), document("ny", edition_of="gammel")
    assert notes(library, "ny", old, new) == ("ny utgave av «Skogsplan»",)
    assert notes(library, "gammel", old, new) == ("eldre utgave av «Turplan»",)


def test_an_edition_of_what_is_not_there_says_so(library: Library) -> None:
    assert notes(library, "ny", document("ny", edition_of="gammel")) == (
        "skal være en utgave av «gammel», som ikke er lest inn",
    )
    assert notes(library, "ny", document("ny", edition_of="none")) == ()


def test_two_that_cannot_be_told_apart_are_told(library: Library) -> None:
    (note,) = notes(library, "tur-2022", plan(2022), document("annen", valid_from=2022, valid_to=2025))
    assert "felles med «Turplan» (annen)" in note
    assert "--edition-of" in note


def test_a_file_of_other_years_under_the_same_id_is_told() -> None:
    said = replaced_note(plan(2022), plan(2026))
    assert said is not None
    assert "--edition-of tur-2022" in said
    assert replaced_note(plan(2022), plan(2022)) is None
    assert replaced_note(document("tur"), plan(2022)) is None
    assert replaced_note(None, plan(2022)) is None
