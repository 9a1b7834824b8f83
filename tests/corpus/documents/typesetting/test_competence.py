"""The competence plan: wide pages, most of them one ruled table."""

from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.pdf import PDF

from corpus.documents.typesetting.__main__ import SOURCES
from corpus.documents.typesetting.competence import layout
from corpus.documents.typesetting.document import build

_SHIPPED = "jevnaker-kompetanseutviklingsplan-2022-2025"


@pytest.fixture(scope="module")
def source() -> str:
    return (SOURCES / f"{_SHIPPED}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan(source: str) -> Iterator[PDF]:
    with pdfplumber.open(BytesIO(build(source, layout())[0])) as document:
        yield document


def test_every_page_keeps_its_position(source: str) -> None:
    _, page_map = build(source, layout())
    assert page_map.positions == {number: (number,) for number in range(1, 13)}


def test_a_measure_stands_beside_all_its_meetings(plan: PDF) -> None:
    header, *rows = plan.pages[5].extract_table() or []
    assert header == ["Tiltak:", "Dato/Tid/sted:", "Formålet:", "Innhold/metodikk:", "Kommentarer:"]
    assert [row[1] for row in rows if row[1] and "samling" in row[1]] == [
        "1. samling", "2. samling", "3. samling", "4. samling", "1. samling", "2. samling", "3. samling",
    ]  # fmt: skip
    assert sum(row[0] is not None for row in rows) == 5


def test_the_overview_says_in_which_years_a_theme_is_worked_with(plan: PDF) -> None:
    _, *rows = plan.pages[1].extract_table() or []
    assert [row[1:5] for row in rows] == [
        ["X", "X", "X", "X"],
        ["X", "X", "Fortsettes i ordinær drift", None],
        ["X", "X", "Fortsettes i ordinær drift", None],
        ["", "", "X", "X"],
    ]


def test_the_row_that_a_page_cuts_is_open_at_the_cut(plan: PDF) -> None:
    upper, lower = plan.pages[7], plan.pages[8]
    assert "1. samling" in upper.extract_text()
    assert "12/10" in lower.extract_text()
    lowest = max(edge["bottom"] for edge in upper.edges if edge["orientation"] == "v")
    assert not any(abs(edge["top"] - lowest) < 1 for edge in upper.edges if edge["orientation"] == "h")


def test_every_address_is_a_link(plan: PDF) -> None:
    addresses = {link["uri"] for link in plan.pages[2].hyperlinks}
    assert len(addresses) == 16
    assert "https://www.udir.no/laring-og-trivsel/minoritetsspraklige/" in addresses
