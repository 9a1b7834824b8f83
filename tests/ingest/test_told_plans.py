"""Plans in formats that say what each paragraph is, from their bytes to records."""

import shutil
import subprocess
from pathlib import Path

import pytest

from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import Reading, read_document
from tests.told_plans import (
    AIMS,
    FIRST,
    GROUP,
    NOTE,
    PARTS,
    PLANS,
    SECOND,
    SHARED_OWNER,
    SHARED_TITLE,
    TITLE,
    slides_plan,
    web_plan,
    word_plan,
)


def read(content: bytes, name: str) -> Reading:
    return read_document(content, name, Metadata(), shipped_units())


def rows(reading: Reading) -> list[tuple[str, ...]]:
    return [(found.title, found.description, found.schedule.raw, found.responsible_raw) for found in reading.measures]


@pytest.mark.parametrize("name", PLANS)
def test_rows_become_measures_with_schedule_and_owners(name: str) -> None:
    reading = read(PLANS[name](), name)
    assert rows(reading)[:2] == [(*FIRST, SHARED_OWNER), (*SECOND, SHARED_OWNER)]
    assert [found.schedule.start for found in reading.measures[:2]] == [2026, 2027]
    assert (reading.document.title, reading.document.title_stated, reading.document.issuer) == (TITLE, True, None)


@pytest.mark.parametrize("name", [name for name in PLANS if name != "lavdal.md"])
def test_merged_cells_hold_for_the_rows_beside_them(name: str) -> None:
    reading = read(PLANS[name](), name)
    assert [found.title for found in reading.measures] == [FIRST[0], SECOND[0], SHARED_TITLE]
    assert {found.commitment for found in reading.measures} == {GROUP}
    parts = reading.measures[2].sub_measures
    assert [(part.title, part.schedule.raw, part.responsible_raw) for part in parts] == list(PARTS)


@pytest.mark.parametrize("name", PLANS)
def test_every_passage_stands_verbatim_on_its_page_and_knows_its_place(name: str) -> None:
    reading = read(PLANS[name](), name)
    for passage in reading.passages:
        page = reading.pages[passage.first_page - 1]
        assert " ".join(passage.text.split()) in " ".join(page.text.split())
        assert passage.place is not None
    coverage = reading.document.coverage
    assert (coverage.tables, coverage.tables_as_text, coverage.empty_pages) == (1, 0, 0)


@pytest.mark.parametrize("name", [name for name in PLANS if name != "lavdal.pptx"])
def test_sections_are_pages_and_places_are_headings_with_paragraph_or_row(name: str) -> None:
    reading = read(PLANS[name](), name)
    assert [page.locator for page in reading.pages] == [f"«{TITLE}»", "«Mål»", "«Tiltak»"]
    assert [page.label for page in reading.pages] == [None] * 3
    assert reading.document.unit == "section"
    aims = next(passage for passage in reading.passages if AIMS[0] in passage.text)
    assert aims.place is not None
    assert (aims.place.unit, aims.place.heading, aims.place.first, aims.place.last) == ("paragraph", "Mål", 1, 3)
    assert aims.heading_path[-2:] == (TITLE, "Mål")
    places = [found.occurrences[0].place for found in reading.measures]
    shift = 0 if name == "lavdal.md" else 1  # the group row is a row
    assert [(place.table, place.first, place.last) for place in places if place][:2] == [
        (1, 1 + shift, 1 + shift),
        (1, 2 + shift, 2 + shift),
    ]
    if len(places) > 2:
        assert places[2] is not None
        assert (places[2].first, places[2].last) == (4, 5)


def test_slides_are_pages_with_points_notes_and_the_hidden_one_named() -> None:
    reading = read(slides_plan(), "lavdal.pptx")
    assert [page.locator for page in reading.pages] == ["lysbilde 1", "lysbilde 2", "lysbilde 3"]
    assert (reading.document.unit, reading.document.coverage.hidden_pages) == ("slide", 1)
    assert "budsjett" not in " ".join(page.text for page in reading.pages)
    points = next(passage for passage in reading.passages if AIMS[0] in passage.text)
    assert (points.heading_path, points.text.count("• ")) == (("Mål",), 3)
    note = next(passage for passage in reading.passages if passage.text == NOTE)
    assert note.heading_path == ("Mål", "Notater")
    assert note.place is not None
    assert (note.place.unit, note.place.first) == ("slide", 1)


def test_navigation_is_set_apart() -> None:
    reading = read(web_plan(), "lavdal.html")
    assert reading.pages[0].set_apart == ("Meny", "Postboks 1")


def test_a_priority_in_a_heading_holds_until_the_next_heading_of_its_level() -> None:
    text = (
        "# Veivalg 1: Ute\n\n## Tiltak\n\n| Tiltak | Tidsplan | Ansvar |\n|---|---|---|\n| Sopp | 2026 | UTD |\n\n"
        "# Andre\n\n| Tiltak | Tidsplan | Ansvar |\n|---|---|---|\n| Bær | 2026 | UTD |\n"
    )
    found = read(text.encode(), "plan.md").measures
    assert [measure.strategic_priority for measure in found] == ["Veivalg 1: Ute", None]


def test_an_english_lead_or_column_names_in_a_sentence_make_no_table() -> None:
    text = "# Om planen\n\nTiltak, tidsplan og ansvar\n\nSopp 2026 UTD\n"
    reading = read(text.encode(), "plan.md")
    assert (reading.measures, reading.document.coverage.tables) == ((), 0)
    assert reading.pages[0].text.endswith("Tiltak, tidsplan og ansvar\n\nSopp 2026 UTD")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_wrote_is_read_alike(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(word_plan())
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "plan.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    ours, theirs = read(word_plan(), "plan.docx"), read((tmp_path / "out" / "plan.docx").read_bytes(), "plan.docx")
    assert rows(theirs) == rows(ours)
    assert [found.sub_measures for found in theirs.measures] == [found.sub_measures for found in ours.measures]
    assert [page.text for page in theirs.pages] == [page.text for page in ours.pages]
