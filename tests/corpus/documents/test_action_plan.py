"""Oslo's action plan as retold: its measures, row by row."""

from dataclasses import dataclass

import pypdf
import pytest

from corpus.documents.typesetting.__main__ import DOCUMENTS, SOURCES
from corpus.documents.typesetting.blocks import GroupRow, Heading, Row, Table
from corpus.documents.typesetting.inline import plain
from corpus.documents.typesetting.markup import parse
from corpus.units import shipped_units
from ingest.manifest import read_manifest
from ingest.pipeline import read_document
from tests.conftest import ROOT

NAME = "oslo-overordnet-handlingsplan-kvalitet-2024-2030"
ORIGINALS = ROOT.parent / "shared" / "sources"
_COLUMNS = 4


@dataclass(frozen=True)
class Printed:
    """A row as it is printed, with the priority and the commitment above it."""

    page: int
    priority: str
    commitment: str
    title: str
    schedule: str
    owners: str


@dataclass(frozen=True)
class Told:
    """A retold row with its description."""

    row: Printed
    description: str


def _column(row: Row, column: int) -> str:
    lines = [line for band in row.bands for line in band.cells[column].split("<br>")]
    return "\n".join(plain(line) for line in lines if line)


@pytest.fixture(scope="module")
def rows() -> list[Told]:
    found: list[Told] = []
    priority = commitment = ""
    for block in parse((SOURCES / f"{NAME}.md").read_text(encoding="utf-8")):
        if isinstance(block, Heading) and block.text.startswith("Veivalg"):
            priority = block.text
        for row in block.rows if isinstance(block, Table) and len(block.widths) == _COLUMNS else ():
            if isinstance(row, GroupRow):
                commitment = row.text
                continue
            title, description, schedule, owners = (_column(row, column) for column in range(_COLUMNS))
            printed = Printed(row.bands[0].origin, priority, commitment, title, schedule, owners)
            found.append(Told(printed, description))
    return found


def test_35_measures_stand_in_42_rows(rows: list[Told]) -> None:
    assert len(rows) == 42
    assert len({(told.row.title, told.row.priority) for told in rows}) == 35


def test_rows_printed_twice_differ_in_one_word_of_one_row(rows: list[Told]) -> None:
    first: dict[str, Told] = {}
    again = [(first.setdefault(told.row.title, told), told) for told in rows]
    repeated = [(one, two) for one, two in again if one is not two]
    assert len(repeated) == 7
    differing = [(one, two) for one, two in repeated if one.description != two.description]
    assert [one.row.title for one, _ in differing] == ["Samarbeid og dialog med OsloMet"]
    one, two = (told.description.split() for told in differing[0])
    assert [word for word in one if word not in two] == ["ha"]
    assert len(one) == len(two) + 1


def test_the_wrong_description_is_kept(rows: list[Told]) -> None:
    described = {told.row.title: told.description for told in rows}
    assert described["Lokale kompetanseplaner"] == described["Praksisbarnehager"]


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals' texts are not beside this checkout")
def test_titles_schedules_and_owners_are_the_originals_in_its_order(rows: list[Told]) -> None:
    path = ORIGINALS / f"{NAME}.txt"
    known = read_manifest(ORIGINALS / "manifest.toml").documents[NAME]
    reading = read_document(path.read_bytes(), path.name, known, shipped_units())
    place = {passage.id: passage.ordinal for passage in reading.passages}
    printed = [occurrence for measure in reading.measures for occurrence in measure.occurrences]
    originals = [
        Printed(
            row.page,
            row.strategic_priority or "",
            row.commitment or "",
            row.title,
            row.schedule_raw,
            row.responsible_raw,
        )
        for row in sorted(printed, key=lambda occurrence: place[occurrence.passage_id])
    ]
    assert [told.row for told in rows] == originals


def test_a_row_is_cut_by_a_page_break() -> None:
    with pypdf.PdfReader(DOCUMENTS / f"{NAME}.pdf") as reader:
        before, after = (reader.pages[number].extract_text() for number in (5, 6))
    assert "PPT-fagsenter" in before
    assert "PPT-fagsenter" not in after
    assert "løypen" not in before
    assert "løypen" in after


def test_printed_numbers_run_one_ahead_of_positions() -> None:
    with pypdf.PdfReader(DOCUMENTS / f"{NAME}.pdf") as reader:
        assert reader.page_labels[9] == "11"
        assert reader.pages[9].extract_text().split()[-1] == "11"
