import pytest

from ingest.blocks import BlockKind
from tests.ingest.made_up import HEADER, PARAGRAPH, blocks, of_kind, spaced, structured
from tests.ingest.made_up_pages import ACTION, blocks_of, laid, paths
from tests.ingest.made_up_tables import raw_cell, raw_row


def test_rows_stand_under_priority_and_commitment() -> None:
    found = blocks(ACTION)
    (row,) = [block for block in found if block.kind is BlockKind.ROW]
    assert row.strategic_priority == "Veivalg 1: Alle barn leker ute"
    assert row.heading_path == ("Tiltak", "Veivalg 1: Alle barn leker ute", "Elvedal vil at barn leker")
    assert of_kind(BlockKind.HEADER, found) == [HEADER]
    (page,) = structured(ACTION)
    assert (page.tables, page.tables_as_text) == (1, 0)


def test_an_action_table_goes_on_over_the_page_break() -> None:
    content = f"{ACTION}\fHagelag Bydelene skal dyrke\n\n2026 UTD\n\fEtterord\n\n{PARAGRAPH}\n"
    rows = [block for block in blocks(content) if block.kind is BlockKind.ROW]
    assert [(row.page, row.heading_path[-1], row.strategic_priority) for row in rows] == [
        (1, "Elvedal vil at barn leker", "Veivalg 1: Alle barn leker ute"),
        (2, "Elvedal vil at barn leker", "Veivalg 1: Alle barn leker ute"),
    ]
    assert paths(content)[-1] == ("Etterord",)


def test_prose_after_an_action_table_ends_it() -> None:
    content = f"{ACTION}\f{PARAGRAPH}\n"
    last = blocks(content)[-1]
    assert (last.kind, last.heading_path) == (BlockKind.PARAGRAPH, ())


def test_cells_of_another_table_go_on_over_the_page_break() -> None:
    content = f"Årshjul\n\nTema Mål Kjennetegn\n\nHøst\n\nBær i skogen\n\fVinter\n\nSki i løypa\n\n\f{PARAGRAPH}\n"
    assert of_kind(BlockKind.CELL, blocks(content)) == ["Høst", "Bær i skogen", "Vinter", "Ski i løypa"]
    assert [page.tables for page in structured(content)] == [1, 1, 0]
    assert of_kind(BlockKind.PARAGRAPH, blocks(content)) == [spaced(PARAGRAPH)]


@pytest.mark.parametrize(
    "header",
    [
        "Tiltak Beskrivelse Tidsplan\nAnsvar",
        "Tiltak Tidsplan Ansvar\n\nSamarbeidspartner Finansiering",
        "Tiltak Beskrivelse Tidsplan\n\nAnsvar",
    ],
)
def test_a_header_over_two_lines_is_one(header: str) -> None:
    found = blocks(f"Plan\n\n{header}\n\nTurvenner Bydelene skal gå tur\n\n2025 Bydelene\n")
    assert of_kind(BlockKind.HEADER, found) == [" ".join(header.split())]
    assert of_kind(BlockKind.ROW, found) == ["Turvenner\nBydelene skal gå tur\n2025\nBydelene"]


def test_a_table_without_rows_is_text() -> None:
    (page,) = structured(f"Mal\n\n{HEADER}\n\nTurvenner\n\nHagelag\n")
    assert (page.tables, page.tables_as_text) == (1, 1)
    assert of_kind(BlockKind.CELL, page.blocks) == ["Turvenner", "Hagelag"]


def test_rows_of_a_drawn_table_stand_under_its_header_on_every_page() -> None:
    header = raw_row("Måned", "Tema")
    first = laid("Årshjul", sizes={"Årshjul": 20.0}, rows=[header, raw_row("Mai", "Fugler")])
    found = blocks_of(first, laid(rows=[raw_row("Juni", "Bading")], number=2))
    rows = [(block.page, block.heading_path, block.text) for block in found if block.kind is BlockKind.ROW]
    assert rows == [
        (1, ("Årshjul", "Måned Tema"), "Mai\nFugler"),
        (2, ("Årshjul", "Måned Tema"), "Juni\nBading"),
    ]
    assert of_kind(BlockKind.HEADER, found) == ["Måned Tema"]


def test_a_long_row_is_read_cell_by_cell_under_its_first() -> None:
    page = laid(rows=[raw_row("Måned", "Tema"), raw_row("Mai", "Vi ser:\n• Fugler\n• Egg")])
    found = blocks_of(page)
    assert of_kind(BlockKind.HEADING, found)[0] == "Mai"
    assert of_kind(BlockKind.ITEM, found) == ["• Fugler", "• Egg"]
    assert all("Mai" in block.heading_path for block in found if block.kind is BlockKind.ITEM)


def test_a_long_first_cell_is_text_and_no_heading() -> None:
    long = "Barna er ute i skogen " * 8
    found = blocks_of(laid(rows=[raw_row("Måned", "Tema"), raw_row(long.strip(), "• Fugler")]))
    assert of_kind(BlockKind.HEADING, found) == []
    assert long.strip() in of_kind(BlockKind.CELL, found)


def test_a_shared_cell_without_a_letter_is_no_trouble() -> None:
    rows = [raw_row("Måned", "Tema"), raw_row(raw_cell("–", rows=2), "Fugler"), raw_row(raw_cell("Egg", 1))]
    assert of_kind(BlockKind.ROW, blocks_of(laid(rows=rows))) == ["Fugler", "Egg"]


def test_the_rest_of_a_measure_is_a_cell_that_knows_where_it_comes_from() -> None:
    header = raw_row("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
    found = blocks_of(
        laid(rows=[header, raw_row("Mat", "Kurs for", "2025", "UTD", cut_below=True)]),
        laid(rows=[raw_row("", "kokker", "", "UKE", cut_above=True)], number=2),
    )
    above, below = found[-2:]
    assert (above.kind, above.goes_on) == (BlockKind.ROW, "kokker UKE")
    assert (below.kind, below.text, below.comes_from) == (BlockKind.CELL, "kokker\nUKE", "Mat Kurs for 2025 UTD")
