"""The competence plan: wide pages, most of them one ruled table."""

from io import BytesIO

import pypdf
import pytest

from corpus.documents.typesetting.__main__ import SOURCES
from corpus.documents.typesetting.competence import layout
from corpus.documents.typesetting.document import build
from ingest.readers.pdf import PdfReader
from tests.corpus.documents.typesetting.built import grid, is_ruled_at, marks, rule_ends, tables

_SHIPPED = "jevnaker-kompetanseutviklingsplan-2022-2025"


@pytest.fixture(scope="module")
def source() -> str:
    return (SOURCES / f"{_SHIPPED}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan(source: str) -> bytes:
    return build(source, layout())[0]


def test_every_page_keeps_its_position(source: str) -> None:
    _, page_map = build(source, layout())
    assert page_map.positions == {number: (number,) for number in range(1, 13)}


def test_a_measure_stands_beside_all_its_meetings(plan: bytes) -> None:
    header, *rows = grid(tables(plan)[5][0])
    assert header == ["Tiltak:", "Dato/Tid/sted:", "Formålet:", "Innhold/metodikk:", "Kommentarer:"]
    assert [row[1] for row in rows if row[1] and "samling" in row[1]] == [
        "1. samling", "2. samling", "3. samling", "4. samling", "1. samling", "2. samling", "3. samling",
    ]  # fmt: skip
    assert sum(row[0] is not None for row in rows) == 5


def test_the_overview_says_in_which_years_a_theme_is_worked_with(plan: bytes) -> None:
    _, *rows = grid(tables(plan)[1][0])
    assert [row[1:5] for row in rows] == [
        ["X", "X", "X", "X"],
        ["X", "X", "Fortsettes i ordinær drift", None],
        ["X", "X", "Fortsettes i ordinær drift", None],
        ["", "", "X", "X"],
    ]


def test_the_row_that_a_page_cuts_is_open_at_the_cut(plan: bytes) -> None:
    upper, lower = PdfReader().read(plan).pages[7:9]
    assert any("1. samling" in line for table in upper.tables for row in table.rows for line in row.cells[1].lines)
    assert "12/10" in " ".join(word.text for word in lower.words)
    page = marks(plan)[7]
    assert not is_ruled_at(page, rule_ends(page)[1])


def test_every_address_is_a_link(plan: bytes) -> None:
    notes = pypdf.PdfReader(BytesIO(plan)).pages[2].annotations or ()
    addresses = {note.get_object()["/A"]["/URI"] for note in notes}
    assert len(addresses) == 16
    assert "https://www.udir.no/laring-og-trivsel/minoritetsspraklige/" in addresses
