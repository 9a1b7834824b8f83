import pytest

from assistant import labels
from corpus.models import Coverage, Document

BARE = Document(id="tur", title="tur", file_name="tur.txt", sha256="", pages=1, coverage=Coverage())


@pytest.mark.parametrize(
    ("language", "word"),
    [("nb", "gjenfortelling"), ("nn", "attforteljing"), ("en", "retelling"), ("de", "gjenfortelling")],
)
def test_a_retelling_is_called_so_in_the_language_of_the_answer(language: str, word: str) -> None:
    assert labels.retelling(language) == word


@pytest.mark.parametrize(
    ("language", "title", "issuer"),
    [
        ("nb", "Tittel ikke oppgitt (filnavn: tur)", "utgiver ikke oppgitt"),
        ("nn", "Tittel ikkje oppgitt (filnamn: tur)", "utgjevar ikkje oppgitt"),
        ("en", "Title not stated (file name: tur)", "issuer not stated"),
    ],
)
def test_what_is_missing_is_said_to_be(language: str, title: str, issuer: str) -> None:
    assert labels.title("tur", is_stated=False, language=language) == title
    assert labels.issuer(None, language) == issuer
    assert labels.title("Turplan", is_stated=True, language=language) == "Turplan"
    assert labels.issuer("Fjellvik", language) == labels.stated("Fjellvik", language) == "Fjellvik"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (2024, 2030, "2024–2030"),
        (2024, None, "fra 2024"),
        (None, 2030, "til 2030"),
        (2024, 2024, "2024"),
        (None, None, None),
    ],
)
def test_years_of_validity(start: int | None, end: int | None, shown: str | None) -> None:
    assert labels.years(start, end) == shown


def test_every_fact_that_nobody_stated_says_so() -> None:
    assert {value for _, value in labels.facts(BARE)} == {"ikke oppgitt"}
    stated = BARE.model_copy(
        update={
            "jurisdiction": "Oslo",
            "kind": "action plan",
            "authority": "binding",
            "valid_from": 2024,
            "edition": "2",
        }
    )
    assert [value for _, value in labels.facts(stated)] == ["Oslo", "handlingsplan", "bindende", "fra 2024", "2"]
    assert dict(labels.facts(BARE.model_copy(update={"kind": "veileder"})))["Dokumenttype"] == "veileder"


def test_what_was_not_read_is_told_by_page() -> None:
    coverage = Coverage(
        empty_pages=4, without_text=(3, 7, 8), ocr_pages=1, by_ocr=(12,), tables_as_text=1, words_dropped=2
    )
    assert labels.unread(coverage) == (
        "3 sider uten tekst: s. 3, 7–8 (bilder; OCR krever tesseract-ocr og tesseract-ocr-nor)",
        "1 side lest med OCR: s. 12",
        "1 tom side",
        "1 tabell bare lest som tekst",
        "2 ord på sidene kom ikke med",
    )
    assert labels.unread(Coverage(words=10, pages=1)) == ()


@pytest.mark.parametrize(
    ("language", "label"), [("nb", "lest med OCR"), ("nn", "lesen med OCR"), ("en", "read by OCR")]
)
def test_recognised_text_is_marked_in_the_language_of_the_answer(language: str, label: str) -> None:
    assert labels.ocr(language) == label
