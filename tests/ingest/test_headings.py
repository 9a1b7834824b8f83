import pytest

from ingest.blocks import BlockKind
from tests.ingest.made_up import PARAGRAPH, of_kind
from tests.ingest.made_up_pages import blocks_of, headings, laid
from tests.ingest.made_up_tables import raw_row


def test_a_sentence_is_no_heading() -> None:
    content = f"Barna går ut.\n\n{PARAGRAPH}\n\n«Ut på tur»\n\n{PARAGRAPH}\n\nså langt de vil\n"
    assert headings(content) == []


def test_headings_by_their_size_stand_in_each_other() -> None:
    sizes = {"Turer": 20.0, "Om vinteren": 14.0, "Om sommeren": 14.0, "Mat": 20.0}
    page = laid(
        "Turer", "", "Om vinteren", "", "Ski.", "", "Om sommeren", "", "Bad.", "", "Mat", "", "Suppe.", sizes=sizes
    )
    found = [block.heading_path for block in blocks_of(page) if block.kind is BlockKind.PARAGRAPH]
    assert found == [("Turer", "Om vinteren"), ("Turer", "Om sommeren"), ("Mat",)]


def test_where_the_type_is_known_a_line_in_body_type_is_no_heading() -> None:
    page = laid("Turer", "", "Barna går ut", "", "Alle er med.", sizes={"Turer": 20.0})
    assert of_kind(BlockKind.HEADING, blocks_of(page)) == ["Turer"]
    assert of_kind(BlockKind.PARAGRAPH, blocks_of(page)) == ["Barna går ut", "Alle er med."]


@pytest.mark.parametrize("line", ["2025–2026", "• Kart", "Alle turene er i skogen, " * 5 + "og ute"])
def test_what_is_set_as_a_heading_and_reads_as_none_is_text(line: str) -> None:
    found = blocks_of(laid(line, "", "Alle er med på denne turen.", sizes={line: 20.0}))
    assert of_kind(BlockKind.HEADING, found) == []
    assert {block.heading_path for block in found} == {()}


def test_a_priority_set_as_a_heading_over_two_lines_is_known() -> None:
    rows = [raw_row("Tiltak", "Tidsplan", "Ansvar"), raw_row("Sang", "2025", "UTD")]
    page = laid("Tiltak", "Veivalg 1: Ute", sizes={"Tiltak": 16.0, "Veivalg 1: Ute": 16.0}, rows=rows)
    (row,) = [block for block in blocks_of(page) if block.kind is BlockKind.ROW]
    assert row.strategic_priority == "Veivalg 1: Ute"
    assert row.heading_path == ("Tiltak", "Veivalg 1: Ute")
