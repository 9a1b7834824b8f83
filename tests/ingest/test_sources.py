"""The five shipped source texts, where they stand beside the checkout."""

from pathlib import Path

import pytest

from corpus.models import Measure, ScheduleKind
from corpus.units import shipped_units
from ingest.manifest import read_manifest
from ingest.pipeline import Reading, read_document
from tests.ingest.made_up import letters_lost, spaced, words_lost

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"
PLAN = "oslo-overordnet-handlingsplan-kvalitet-2024-2030"

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the source texts are not at {SOURCES}")


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    known = read_manifest(SOURCES / "manifest.toml").documents
    return {
        path.stem: read_document(path.read_bytes(), path.name, known[path.stem], shipped_units())
        for path in sorted(SOURCES.glob("*.txt"))
    }


@pytest.fixture(scope="module")
def measures(readings: dict[str, Reading]) -> dict[str, Measure]:
    return {measure.title: measure for measure in readings[PLAN].measures}


def test_the_manifest_knows_every_file(readings: dict[str, Reading]) -> None:
    assert set(read_manifest(SOURCES / "manifest.toml").documents) == set(readings)
    assert len(readings) == 5


def test_every_passage_stands_verbatim_on_its_page(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        assert reading.passages
        for passage in reading.passages:
            assert passage.first_page == passage.last_page
            assert spaced(passage.text) in spaced(reading.pages[passage.first_page - 1].text)


def test_every_word_of_each_file_is_kept(readings: dict[str, Reading]) -> None:
    for name, reading in readings.items():
        content = (SOURCES / f"{name}.txt").read_text(encoding="utf-8")
        assert (name, words_lost(content, reading.pages)) == (name, [])
        assert (name, letters_lost(content, reading.pages)) == (name, [])


def test_the_plan_has_35_measures_in_42_rows(readings: dict[str, Reading]) -> None:
    found = readings[PLAN].measures
    assert len(found) == 35
    assert sum(len(measure.occurrences) for measure in found) == 42


def test_one_row_is_worded_otherwise(readings: dict[str, Reading]) -> None:
    found = [variation for measure in readings[PLAN].measures for variation in measure.variations]
    assert [(variation.field, variation.page) for variation in found] == [("description", 10)]


def test_food_has_three_sub_measures_of_their_own(measures: dict[str, Measure]) -> None:
    food = measures["Mattilbudet i barnehagen"]
    assert [(sub.schedule.kind, sub.schedule.start, sub.schedule.end) for sub in food.sub_measures] == [
        (ScheduleKind.CONTINUOUS, None, None),
        (ScheduleKind.START, 2025, None),
        (ScheduleKind.SPAN, 2026, 2030),
    ]
    assert [sub.responsible for sub in food.sub_measures] == [("uke", "utd"), ("uke", "oslobygg"), ("uke",)]


def test_every_measure_has_title_schedule_and_known_owners(measures: dict[str, Measure]) -> None:
    known = {unit.id for unit in shipped_units()}
    for measure in measures.values():
        assert measure.title
        assert measure.description
        assert measure.schedule.kind is not ScheduleKind.UNKNOWN
        assert measure.responsible
        assert set(measure.responsible) <= known


def test_the_template_gives_no_measure(readings: dict[str, Reading]) -> None:
    pages = {place.page for measure in readings[PLAN].measures for place in measure.occurrences}
    assert pages
    assert not pages & set(range(23, 30))
    assert len(readings[PLAN].pages) >= 29


def test_the_other_files_have_no_measures(readings: dict[str, Reading]) -> None:
    assert {name for name, reading in readings.items() if reading.measures} == {PLAN}
