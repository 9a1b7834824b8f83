"""The shipped plans as they are read: whole, page by page, and with the register of the text they retell."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from corpus.documents.typesetting.__main__ import DOCUMENTS
from corpus.models import Measure, on_one_line
from corpus.units import UnitRegister, shipped_units
from ingest.manifest import read_manifest
from ingest.pipeline import Reading, read_document
from tests.ingest.made_up import letters, spaced

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
UNITS = UnitRegister(shipped_units())
PLAN = "oslo-overordnet-handlingsplan-kvalitet-2024-2030"
NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.pdf"))
SAME = ("title", "strategic_priority", "commitment", "schedule", "responsible_raw", "responsible", "partners")

needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the source texts are not at {SOURCES}")


def reading_of(path: Path) -> Reading:
    metadata = read_manifest(path.parent / "manifest.toml").documents[path.stem]
    return read_document(path.read_bytes(), path.name, metadata, shipped_units())


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: reading_of(DOCUMENTS / f"{name}.pdf") for name in NAMES}


@pytest.fixture(scope="module")
def printed() -> dict[str, list[str]]:
    """The text of each page as PDFium has it."""
    found: dict[str, list[str]] = {}
    for name in NAMES:
        document = pdfium.PdfDocument(DOCUMENTS / f"{name}.pdf")
        found[name] = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
    return found


def test_all_five_plans_are_read(readings: dict[str, Reading]) -> None:
    assert len(NAMES) == 5
    assert {name for name, reading in readings.items() if reading.measures} == {PLAN}


@pytest.mark.parametrize("name", NAMES)
def test_no_page_with_text_is_read_as_empty(
    name: str, readings: dict[str, Reading], printed: dict[str, list[str]]
) -> None:
    with_text = [number for number, text in enumerate(printed[name], start=1) if letters(text)]
    assert [page.number for page in readings[name].pages if letters(page.text)] == with_text


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_page_is_in_its_text_or_set_apart(
    name: str, readings: dict[str, Reading], printed: dict[str, list[str]]
) -> None:
    pages = readings[name].pages
    assert len(pages) == len(printed[name])
    for page, text in zip(pages, printed[name], strict=True):
        assert (page.number, Counter(letters(" ".join((page.text, *page.set_apart))))) == (
            page.number,
            Counter(letters(text)),
        )


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_stands_on_its_page(
    name: str, readings: dict[str, Reading], printed: dict[str, list[str]]
) -> None:
    reading = readings[name]
    assert reading.passages
    for passage in reading.passages:
        assert passage.first_page == passage.last_page
        assert spaced(passage.text) in spaced(reading.pages[passage.first_page - 1].text)
        assert Counter(letters(passage.text)) <= Counter(letters(printed[name][passage.first_page - 1]))


@pytest.mark.parametrize("name", NAMES)
def test_no_passage_is_empty(name: str, readings: dict[str, Reading]) -> None:
    assert readings[name].passages
    assert all(letters(passage.text) for passage in readings[name].passages)


def same_of(measure: Measure) -> dict[str, object]:
    parts = [(part.title, part.schedule, part.responsible_raw, part.responsible) for part in measure.sub_measures]
    rows = [
        (row.strategic_priority, row.commitment, row.title, row.schedule_raw, row.responsible_raw)
        for row in measure.occurrences
    ]
    return {**{field: getattr(measure, field) for field in SAME}, "parts": parts, "rows": rows}


@needs_sources
def test_the_35_measures_are_those_of_the_original(readings: dict[str, Reading]) -> None:
    originals = reading_of(SOURCES / f"{PLAN}.txt").measures
    assert len(originals) == 35
    assert [same_of(measure) for measure in readings[PLAN].measures] == [same_of(measure) for measure in originals]


def as_shown(measure: Measure) -> dict[str, object]:
    parts = [
        [part.title, part.schedule.raw, list(UNITS.owner_names(part.responsible_raw))] for part in measure.sub_measures
    ]
    return {
        "title": measure.title,
        "strategic_priority": measure.strategic_priority,
        "commitment": measure.commitment,
        "responsible": list(UNITS.owner_names(measure.responsible_raw)),
        "schedule": on_one_line(measure.schedule.raw),
        "schedule_kind": measure.schedule.kind.value,
        "start": measure.schedule.start,
        "end": measure.schedule.end,
        "occurrences": len(measure.occurrences),
        "parts": parts,
    }


@needs_sources
def test_the_command_lists_the_original_s_measures(tmp_path: Path, embedding_model_dir: Path) -> None:
    environment = {"PLANASSISTENT_DATA_DIR": str(tmp_path), "PLANASSISTENT_MODEL_DIR": str(embedding_model_dir)}
    ingested = CliRunner().invoke(app, ["ingest", str(DOCUMENTS / f"{PLAN}.pdf")], env=environment)
    assert ingested.exit_code == 0, ingested.output
    listed = CliRunner().invoke(app, ["measures", "--document", PLAN, "--json"], env=environment)
    assert listed.exit_code == 0, listed.output
    originals = [as_shown(measure) for measure in reading_of(SOURCES / f"{PLAN}.txt").measures]
    rows: list[dict[str, Any]] = json.loads(listed.stdout)
    for row in rows:
        row["parts"] = [[part["title"], part["schedule"], part["responsible"]] for part in row["sub_measures"]]
    assert [{field: row[field] for field in originals[0]} for row in rows] == originals
