from pathlib import Path

import pytest

from corpus.models import Metadata
from corpus.units import shipped_units
from eval.documents.truth import Row, Sentence, Truth
from eval.ingestion.normal import normal, unnumbered
from eval.ingestion.score import Score, score
from ingest.pipeline import Reading, read_document
from tests.made_up_pdf import table_pdf

ROWS = [
    ["Tiltak", "Beskrivelse", "Tidsplan", "Ansvar"],
    ["Turdager", "Barna går på tur hver uke", "2025–2027", "Styrer"],
    ["Bibliotek", "Barna låner bøker", "2026", "PPT"],
]
TRUE = Row(title="Turdager", description="Barna går på tur hver uke", schedule="2025-2027", owners="Styrer", page=1)
OTHER = Row(title="Bibliotek", description="Barna låner bøker", schedule="2026", owners="PPT", page=1)
SAID = Sentence(page=1, text="Barna låner bøker")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plan") / "turplan.pdf"
    made.write_bytes(table_pdf(ROWS))
    return made


@pytest.fixture(scope="module")
def reading(path: Path) -> Reading:
    return read_document(path.read_bytes(), path.name, Metadata(), shipped_units())


def scored(path: Path, reading: Reading, *rows: Row, sentences: tuple[Sentence, ...] = (SAID,)) -> Score:
    return score(path, Truth(rows=rows, sentences=sentences), reading)


def test_what_is_read_as_it_is_printed_is_right(path: Path, reading: Reading) -> None:
    found = scored(path, reading, TRUE, OTHER)
    assert (found.f1, found.recall, found.lost) == (1, 1, ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "Turdagene"},
        {"description": "Barna går på tur"},
        {"schedule": "2025"},
        {"owners": "PPT"},
        {"page": 2},
    ],
)
def test_a_row_with_another_cell_or_page_is_missed(path: Path, reading: Reading, wrong: dict[str, str | int]) -> None:
    other = TRUE.model_copy(update=wrong)
    found = scored(path, reading, other, OTHER)
    assert found.f1 == 0.5
    assert (found.missed, len(found.strange)) == ((other,), 1)


def test_a_sentence_that_stands_elsewhere_is_not_heard(path: Path, reading: Reading) -> None:
    absent = Sentence(page=1, text="Barna låner filmer")
    found = scored(path, reading, TRUE, OTHER, sentences=(SAID, absent))
    assert (found.recall, found.unheard) == (0.5, (absent,))


def test_words_that_are_printed_and_kept_nowhere_are_lost(path: Path, reading: Reading) -> None:
    page = reading.pages[0].model_copy(update={"text": reading.pages[0].text.replace("Bibliotek", "")})
    less = reading.model_copy(update={"pages": (page,)})
    assert [lost.words for lost in scored(path, less, TRUE, OTHER).lost] == [("bibliotek",)]
    named = page.model_copy(update={"coverage": page.coverage.model_copy(update={"words_dropped": 1})})
    assert scored(path, less.model_copy(update={"pages": (named,)}), TRUE, OTHER).lost == ()


def test_texts_are_alike_but_for_white_space_hyphens_and_numbers_of_rows() -> None:
    assert normal("HR-\navdelingen  /\u00a0PPT\u00ad") == "HR-avdelingen/PPT"
    assert unnumbered("1.10 Turdager") == unnumbered("3. Turdager") == "Turdager"
    assert unnumbered("2025 turer") == "2025 turer"
