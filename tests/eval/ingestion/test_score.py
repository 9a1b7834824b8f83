from pathlib import Path

import pytest

from corpus.models import Metadata
from corpus.units import shipped_units
from eval.documents.truth import Row, Sentence, Truth
from eval.ingestion.normal import normal, unnumbered
from eval.ingestion.score import Score, score
from ingest.pipeline import read_document
from tests.made_up_pdf import table_pdf

PLAN = """# Turplan

Barna går på tur hver uke.

| Tiltak | Beskrivelse | Tidsplan | Ansvar |
| --- | --- | --- | --- |
| Bålkveld | Alle tar med mat. | 2026 | Styrer |
| Sykkeldag | Alle har hjelm. | 2027 | FAU |
"""
BONFIRE = Row(title="Bålkveld", description="Alle tar med mat.", schedule="2026", owners="Styrer", page=1)
BICYCLES = Row(title="Sykkeldag", description="Alle har hjelm.", schedule="2027", owners="FAU", page=1)
WALK = Sentence(page=1, text="Barna går på tur hver uke.")


def scored(folder: Path, *, rows: tuple[Row, ...] = (BONFIRE, BICYCLES), said: tuple[Sentence, ...] = (WALK,)) -> Score:
    path = folder / "plan.md"
    path.write_text(PLAN, encoding="utf-8")
    reading = read_document(path.read_bytes(), path.name, Metadata(), shipped_units())
    return score(path, Truth(rows=rows, sentences=said), reading)


def test_what_is_read_as_it_stands_is_right(tmp_path: Path) -> None:
    found = scored(tmp_path)
    assert (found.f1, found.recall, found.missed, found.strange, found.unheard, found.lost) == (1, 1, (), (), (), ())


@pytest.mark.parametrize("field", ["title", "description", "schedule", "owners"])
def test_a_row_with_another_cell_is_missed_and_what_was_read_is_strange(tmp_path: Path, field: str) -> None:
    other = BONFIRE.model_copy(update={field: "Noe annet"})
    found = scored(tmp_path, rows=(other, BICYCLES))
    assert (found.missed, found.strange, found.f1) == ((other,), (BONFIRE,), 0.5)


def test_a_row_on_another_page_is_missed(tmp_path: Path) -> None:
    assert scored(tmp_path, rows=(BONFIRE.model_copy(update={"page": 2}), BICYCLES)).f1 == 0.5


def test_a_sentence_that_is_not_there_is_unheard_and_its_words_are_lost(tmp_path: Path) -> None:
    gone = Sentence(page=1, text="Kokken lager suppe.")
    found = scored(tmp_path, said=(WALK, gone))
    assert (found.unheard, found.recall) == ((gone,), 0.5)
    assert [(page.page, page.words) for page in found.lost] == [(1, ("kokken", "lager", "suppe"))]


def test_words_that_are_printed_and_kept_nowhere_are_lost_unless_the_coverage_names_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(table_pdf([["Tiltak", "Tidsplan", "Ansvar"], ["Bålkveld", "2026", "Styrer"]]))
    reading = read_document(path.read_bytes(), path.name, Metadata(), shipped_units())
    page = reading.pages[0].model_copy(update={"text": reading.pages[0].text.replace("Bålkveld", "")})
    named = page.model_copy(update={"coverage": page.coverage.model_copy(update={"words_dropped": 1})})
    silent, told = (
        score(path, Truth(rows=(), sentences=()), reading.model_copy(update={"pages": (one,)})) for one in (page, named)
    )
    assert [lost.words for lost in silent.lost] == [("bålkveld",)]
    assert told.lost == ()


def test_without_rows_and_sentences_nothing_is_wrong(tmp_path: Path) -> None:
    found = scored(tmp_path, rows=(), said=())
    assert (found.f1, found.recall, len(found.strange)) == (0, 1, 2)


def test_white_space_and_hyphens_are_made_alike_and_nothing_else() -> None:
    assert normal("barne\xadhage \n og  skole -\nprosjekt") == "barnehage og skole-prosjekt"
    assert normal("Barnehage") != normal("barnehage")
    assert (unnumbered("1.2 Bålkveld"), unnumbered("Bålkveld 2")) == ("Bålkveld", "Bålkveld 2")
    assert unnumbered("2025 turer") == "2025 turer"  # a year is no number of a row
