import pytest

from assistant import labels
from assistant.answering.showing.measures import varied
from assistant.service import Assistant
from corpus.models import Coverage, Document, Place

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
    assert labels.facts(stated, "nn")[2] == ("Status", "bindande")
    assert labels.facts(stated, "en")[1] == ("Kind", "action plan")
    assert dict(labels.facts(BARE.model_copy(update={"kind": "veileder"})))["Dokumenttype"] == "veileder"


@pytest.mark.parametrize(
    ("place", "nb", "nn", "en"),
    [
        (None, "s. 7", "s. 7", "s. 7"),
        (
            Place(unit="paragraph", heading="Mål", first=2, last=2),
            "«Mål», avsnitt 2",
            "«Mål», avsnitt 2",
            "«Mål», paragraph 2",
        ),
        (Place(unit="paragraph", first=2, last=4), "avsnitt 2–4", "avsnitt 2–4", "paragraphs 2–4"),
        (
            Place(unit="row", heading="Mål", table=1, first=3, last=3),
            "«Mål», tabell 1, rad 3",
            "«Mål», tabell 1, rad 3",
            "«Mål», table 1, row 3",
        ),
        (Place(unit="slide", first=9, last=9), "lysbilde 9", "lysbilete 9", "slide 9"),
    ],
)
def test_a_place_is_told_in_the_language_of_the_answer(place: Place | None, nb: str, nn: str, en: str) -> None:
    assert [labels.locator(place, "s. 7", language) for language in ("nb", "nn", "en")] == [nb, nn, en]


def test_pages_slides_and_parts_are_called_what_they_are() -> None:
    assert [labels.counted(1, unit) for unit in ("page", "slide", "section")] == ["1 side", "1 lysbilde", "1 del"]
    assert [labels.counted(2, unit) for unit in ("page", "slide", "section")] == ["2 sider", "2 lysbilder", "2 deler"]
    assert labels.position(2, 5, "page") == "side 2 av 5"
    assert labels.position(2, 5, "section") == "del 2 av 5"
    assert labels.position(2, 5, "slide") == "2 av 5"
    assert labels.counted(2, "section", "nn") == "2 delar"
    assert labels.position(2, 5, "page", "en") == "page 2 of 5"


@pytest.mark.parametrize(
    ("language", "older", "upcoming", "since"),
    [
        ("nb", "eldre utgave", "kommende utgave", "fra 2024"),
        ("nn", "eldre utgåve", "komande utgåve", "frå 2024"),
        ("en", "older edition", "upcoming edition", "from 2024"),
    ],
)
def test_editions_are_marked_in_the_language_asked(language: str, older: str, upcoming: str, since: str) -> None:
    assert labels.standing("older", language) == older
    assert labels.standing("upcoming", language) == upcoming
    assert labels.standing("current", language) is None
    assert labels.years(2024, None, language) == since


@pytest.mark.parametrize(
    ("language", "label"), [("nb", "lest med OCR"), ("nn", "lesen med OCR"), ("en", "read by OCR")]
)
def test_recognised_text_is_marked_in_the_language_of_the_answer(language: str, label: str) -> None:
    assert labels.ocr(language) == label


def test_whose_a_plan_is_and_what_it_is_are_told_in_every_language() -> None:
    assert [labels.jurisdiction("national", language) for language in ("nb", "nn", "en")] == [
        "hele landet",
        "heile landet",
        "the whole country",
    ]
    assert labels.jurisdiction("Oslo, Bydel Grorud", "en") == "Oslo, Bydel Grorud"
    assert labels.kind("quality criteria") == "kvalitetskriterier"
    assert labels.authority("guiding", "nn") == "rettleiande"


@pytest.mark.parametrize(
    ("locator", "nb", "nn", "en"),
    [
        ("s. 5", "s. 5", "s. 5", "p. 5"),
        ("s. iv", "s. iv", "s. iv", "p. iv"),
        ("s. 3–4", "s. 3–4", "s. 3–4", "p. 3–4"),
        ("lysbilde 7", "lysbilde 7", "lysbilete 7", "slide 7"),
        ("slide 7", "lysbilde 7", "lysbilete 7", "slide 7"),
        ("«Mål, s. 2», avsnitt 4", "«Mål, s. 2», avsnitt 4", "«Mål, s. 2», avsnitt 4", "«Mål, s. 2», paragraph 4"),
        ("«A», tabell 2, rad 3–4", "«A», tabell 2, rad 3–4", "«A», tabell 2, rad 3–4", "«A», table 2, rows 3–4"),
        ("«A», table 2, rows 3–4", "«A», tabell 2, rad 3–4", "«A», tabell 2, rad 3–4", "«A», table 2, rows 3–4"),
        ("«Rad 1 og 2»", "«Rad 1 og 2»", "«Rad 1 og 2»", "«Rad 1 og 2»"),
        ("innledningen", "innledningen", "innleiinga", "the introduction"),
        ("hele teksten", "hele teksten", "heile teksten", "the whole text"),
    ],
)
def test_a_place_is_told_in_the_language_of_the_page(locator: str, nb: str, nn: str, en: str) -> None:
    assert [labels.located(locator, language) for language in ("nb", "nn", "en")] == [nb, nn, en]


def test_another_wording_is_told_with_the_number_printed_on_its_page(assistant: Assistant) -> None:
    row = next(row for row in assistant.measures() if row.variations)
    numbered = row.model_copy(update={"locators": tuple(f"s. {page + 1}" for page in row.pages)})
    (other,) = row.variations
    assert varied(numbered, other) == f"s. {other.page + 1}"
    assert varied(row.model_copy(update={"locators": ()}), other) == f"s. {other.page}"
    assert varied(row, other.model_copy(update={"place": Place(unit="row", first=2, last=2)})) == "rad 2"
