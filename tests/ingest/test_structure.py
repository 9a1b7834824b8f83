import pytest

from corpus.units import UnitRegister, shipped_units
from ingest.blocks import Block, BlockKind
from ingest.layout import LaidPage
from ingest.readers.base import RawRow
from ingest.structure import structure
from tests.ingest.made_up import HEADER, PARAGRAPH, blocks, of_kind, structured
from tests.ingest.made_up_tables import raw_cell, raw_row, raw_table

RUN = " ".join(PARAGRAPH.split())


def headings(content: str, *, slides: bool = False) -> list[str]:
    return of_kind(BlockKind.HEADING, blocks(content, slides=slides))


def paths(content: str, *, slides: bool = False) -> list[tuple[str, ...]]:
    found = blocks(content, slides=slides)
    return [block.heading_path for block in found if block.kind is not BlockKind.HEADING]


def test_a_heading_stands_over_its_paragraph() -> None:
    content = f"Turer i skogen\n\n{PARAGRAPH}\n\nMat på bål\n\n{PARAGRAPH}\n"
    assert headings(content) == ["Turer i skogen", "Mat på bål"]
    assert paths(content) == [("Turer i skogen",), ("Turer i skogen", "Mat på bål")]


def test_a_heading_set_right_on_top_of_its_paragraph_is_found() -> None:
    content = f"Innledning\n\n{PARAGRAPH}\n\nTurer i skogen\n{PARAGRAPH}\n"
    assert headings(content) == ["Innledning", "Turer i skogen"]
    assert of_kind(BlockKind.PARAGRAPH, blocks(content)) == [RUN, RUN]


def test_a_heading_of_two_lines_set_on_top_is_found() -> None:
    content = f"Innledning\n\n{PARAGRAPH}\n\nTurer i skogen som\nligger bak huset\n{PARAGRAPH}\n"
    assert headings(content) == ["Innledning", "Turer i skogen som ligger bak huset"]


def test_the_first_line_of_a_paragraph_is_no_heading() -> None:
    content = f"Innledning\n\n{PARAGRAPH}\n\nVi går ut og\nBarna er med. {PARAGRAPH}\n"
    assert headings(content) == ["Innledning"]


def test_a_page_of_one_line_is_a_chapter_over_the_pages_after_it() -> None:
    content = f"Første del\f{PARAGRAPH}\fAndre del\fSmåting\n\n{PARAGRAPH}\n"
    assert paths(content) == [("Første del",), ("Andre del", "Småting")]


def test_numbered_headings_are_headings() -> None:
    content = f"1. Innledning\n\n{PARAGRAPH}\n\n2. Veien videre\n\n{PARAGRAPH}\n"
    assert headings(content) == ["1. Innledning", "2. Veien videre"]


def test_numbers_one_below_another_are_a_list() -> None:
    content = f"Turer\n\n{PARAGRAPH}\n\n1. Pakk sekken\n2. Ta på sko\n3. Gå ut\n"
    assert of_kind(BlockKind.ITEM, blocks(content)) == ["1. Pakk sekken", "2. Ta på sko", "3. Gå ut"]


def test_a_label_with_a_colon_stands_over_what_comes_after() -> None:
    content = f"Turer\n\n{PARAGRAPH}\n\nDette trengs:\n\n{PARAGRAPH}\n"
    assert headings(content) == ["Turer", "Dette trengs:"]
    assert paths(content)[-1] == ("Turer", "Dette trengs")


def test_a_sentence_is_no_heading() -> None:
    content = f"Barna går ut.\n\n{PARAGRAPH}\n\n«Ut på tur»\n\n{PARAGRAPH}\n\nså langt de vil\n"
    assert headings(content) == []


def test_headings_carry_over_to_the_next_page() -> None:
    assert paths(f"Turer i skogen\n\n{PARAGRAPH}\n\f{PARAGRAPH}\n") == [("Turer i skogen",)] * 2


def test_headings_of_slides_end_with_their_slide() -> None:
    content = "Farger i skogen\n• Rød\n• Blå\n\fNoen dyr: hund og katt\n"
    assert paths(content, slides=True) == [("Farger i skogen",), ("Farger i skogen",), ()]


def test_a_slide_keeps_its_lines_after_the_title_as_text() -> None:
    content = "Farger\n\nRødt bær\n\nBlått bær\n"
    assert headings(content, slides=True) == ["Farger"]
    assert of_kind(BlockKind.PARAGRAPH, blocks(content, slides=True)) == ["Rødt bær", "Blått bær"]


@pytest.mark.parametrize("sign", ["•", "▸", "▪", "●", "■", "-", "–"])
def test_items_of_a_list_share_it_and_a_lead_belongs_to_it(sign: str) -> None:
    content = f"Turer\n\n{PARAGRAPH} Ta med dette på turen:\n{sign} Kniv\n{sign} Sokker\n  av ull\n\n{PARAGRAPH}\n"
    found = blocks(content)
    assert of_kind(BlockKind.ITEM, found) == [f"{sign} Kniv", f"{sign} Sokker av ull"]
    assert found[1].text.endswith("turen:")
    assert len({block.list_id for block in found[1:4]}) == 1
    assert found[1].list_id is not None
    assert found[4].list_id is None


def test_a_private_sign_is_shown_as_a_bullet() -> None:
    assert of_kind(BlockKind.ITEM, blocks("Turer\n\uf0b7 Kniv\n\uf0b7 Sag\n")) == ["• Kniv", "• Sag"]


def test_bullets_on_one_line_are_items_of_their_own() -> None:
    assert of_kind(BlockKind.ITEM, blocks("Turer\n• Kniv • Sag ▸ Spade\n")) == ["• Kniv", "• Sag", "▸ Spade"]


def test_two_lists_are_two() -> None:
    content = f"Ute\n• Kniv\n• Sag\n\n{PARAGRAPH}\n\nInne\n• Bok\n• Kloss\n"
    lists = [block.list_id for block in blocks(content) if block.kind is BlockKind.ITEM]
    assert lists[0] == lists[1] != lists[2] == lists[3]


def test_a_sentence_that_a_blank_line_cuts_is_put_together() -> None:
    content = f"Turer\n\n{PARAGRAPH}\n\nBarna vil gjerne gå langt inn i skogen der de store\n\ntrærne står.\n"
    assert of_kind(BlockKind.PARAGRAPH, blocks(content))[-1].endswith("de store trærne står.")


def test_a_rotated_label_is_a_heading_that_is_not_shown() -> None:
    content = f"{PARAGRAPH}\n\nB\nA\nR\nN\nE\nH\nA\nG\nE\n\n{PARAGRAPH}\n"
    (page,) = structured(content)
    assert page.set_apart == ("BARNEHAGE",)
    assert {block.heading_path for block in page.blocks} == {("Barnehage",)}
    assert headings(content) == []


ACTION = f"""Tiltak
Veivalg 1: Alle barn leker ute

{HEADER}

Elvedal vil at barn leker

Turvenner Bydelene skal gå tur

2025 Bydelene
"""


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
    assert of_kind(BlockKind.PARAGRAPH, blocks(content)) == [RUN]


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


def test_a_heading_that_speaks_of_goals_starts_no_table() -> None:
    content = f"Mål og forventninger\n\n{PARAGRAPH}\n"
    assert headings(content) == ["Mål og forventninger"]
    assert structured(content)[0].tables == 0


def test_block_ids_are_unique_and_in_reading_order() -> None:
    found = blocks(f"{ACTION}\f{PARAGRAPH}\n\n{PARAGRAPH}\n")
    places = [tuple(map(int, block.id.split("."))) for block in found]
    assert places == sorted(set(places))
    assert [block.page for block in found] == [place[0] for place in places]


def laid(
    *lines: str, sizes: dict[str, float] | None = None, rows: list[RawRow] | None = None, number: int = 1
) -> LaidPage:
    """A page that knows its type; a table stands after its lines."""
    tables = (raw_table(rows, at=len(lines)),) if rows else ()
    return LaidPage(number=number, label=None, lines=lines, set_apart=(), rotated=(), sizes=sizes or {}, tables=tables)


def blocks_of(*pages: LaidPage, slides: bool = False) -> list[Block]:
    found = structure(pages, UnitRegister(shipped_units()), slides=slides)
    return [block for page in found for block in page.blocks]


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
