import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.half_ruled import half_ruled_tables, rest_of_table
from ingest.readers.pdf.rules import Rule
from ingest.readers.pdf.words import PlacedWord
from ingest.rows import table_rows
from tests.ingest.readers.pdf.sheets import HEIGHT, put, read, read_page

LEFT = [f"Barna går på tur i skogen hver {day}," for day in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")]
RIGHT = [f"og de voksne lager varm {food} der." for food in ("suppe", "grøt", "saft", "kakao", "mat")]
ROWS = [("Tiltak", "Tidsplan", "Ansvar"), ("Turdag", "2026", "Styrer"), ("Varm mat", "Hvert år", "Kokk")]


def rows(canvas: Canvas, y: float) -> None:
    for index, row in enumerate(ROWS):
        for x, text in zip((72, 220, 350), row, strict=True):
            put(canvas, [text], x=x, y=y + 22 * index)


def rule(canvas: Canvas, y: float, start: float = 72, end: float = 500) -> None:
    canvas.line(start, HEIGHT - y, end, HEIGHT - y)


def test_a_table_stands_where_it_is_and_its_text_is_in_no_line() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Det her står over tabellen i planen."], y=80)
        rows(canvas, 110)
        rule(canvas, 116)
        put(canvas, ["Det her står under tabellen, og er prosa som går langt utover siden."], y=230)

    page = read_page(draw)
    assert page.lines == (
        "Det her står over tabellen i planen.",
        "",
        "Det her står under tabellen, og er prosa som går langt utover siden.",
    )
    (table,) = page.tables
    assert table.at == 2
    assert [tuple(" ".join(cell.lines) for cell in row.cells) for row in table.rows] == ROWS
    assert [word.text for word in page.words][7:10] == ["Tiltak", "Tidsplan", "Ansvar"]


def test_columns_of_prose_under_a_rule_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Fjellvik kommune"], y=80)
        put(canvas, ["Årsplan"], x=320, y=80)
        rule(canvas, 86)
        put(canvas, LEFT, y=120)
        put(canvas, RIGHT, x=320, y=120)

    page = read_page(draw)
    assert not page.tables
    assert page.lines == ("Fjellvik kommune", "", *LEFT, "", "Årsplan", "", *RIGHT)


def test_prose_between_two_rules_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 90)
        put(canvas, LEFT, y=105)
        rule(canvas, 175)

    page = read_page(draw)
    assert not page.tables
    assert page.lines == tuple(LEFT)


def test_an_underlined_text_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Navn på barnehagen    Dato"], y=100)
        rule(canvas, 102, 72, 72 + canvas.stringWidth("Navn på barnehagen    Dato", "Helvetica", 11))
        put(canvas, ["Fjellvik             2026", "Elvedal             2027"], y=116)

    assert not read_page(draw).tables


def test_a_table_does_not_take_the_heading_of_the_next_page() -> None:
    def first(canvas: Canvas) -> None:
        rows(canvas, 700)
        rule(canvas, 706)

    def second(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 16)
        put(canvas, ["Neste kapittel i planen for alle"], y=80)
        canvas.setFont("Helvetica", 11)
        rows(canvas, 105)
        rule(canvas, 111)

    pages = read(first, second).pages
    assert len(pages[0].tables) == 1
    assert pages[1].lines == ("Neste kapittel i planen for alle", "")
    assert [len(table.rows) for table in pages[1].tables] == [3]


def test_a_table_goes_on_at_the_top_of_the_next_page_without_a_rule() -> None:
    def first(canvas: Canvas) -> None:
        rows(canvas, 700)
        rule(canvas, 706)

    def second(canvas: Canvas) -> None:
        for x, text in zip((72, 220, 350), ("Uteliv", "2027", "Pedagog"), strict=True):
            put(canvas, [text], x=x, y=80)

    pages = read(first, second).pages
    (table,) = pages[1].tables
    assert [cell.lines for cell in table.rows[0].cells] == [("Uteliv",), ("2027",), ("Pedagog",)]
    assert not pages[1].lines


def columns(canvas: Canvas, y: float, *texts: str, leading: float = 13) -> None:
    """Cells from one height down, their lines parted by a stroke."""
    for x, text in zip((72, 220, 350), texts, strict=False):
        put(canvas, text.split("/"), x=x, y=y, leading=leading)


def test_the_rest_of_a_page_may_begin_with_the_end_of_a_first_cell() -> None:
    def first(canvas: Canvas) -> None:
        rows(canvas, 680)
        rule(canvas, 686)
        columns(canvas, 746, "Uteliv og skole-", "2027", "Pedagog")

    def second(canvas: Canvas) -> None:
        columns(canvas, 80, "start")
        columns(canvas, 102, "Turdag", "2026", "Styrer")
        columns(canvas, 124, "Varm mat", "Hvert år", "Kokk")

    pages = read(first, second).pages
    assert [len(page.tables) for page in pages] == [1, 1]
    assert pages[1].tables[0].rows[0].cells[0].lines[0] == "start"
    assert not pages[1].lines


def table_to_the_edge(canvas: Canvas, *last: str) -> None:
    rows(canvas, 680)
    rule(canvas, 686)
    columns(canvas, 746, *last)


@pytest.mark.parametrize(
    ("under", "rests"),
    [("Barnehagen bruker planen hele året, og de voksne snakker om hva som virker for", 0), ("Plan for Oslo", 1)],
    ids=["prose", "running line"],
)
def test_the_end_of_a_paragraph_under_a_table_is_no_rest_of_its_last_row(under: str, rests: int) -> None:
    def first(canvas: Canvas) -> None:
        table_to_the_edge(canvas, "Uteliv", "2027", "Pedagog")
        put(canvas, [under], y=776)

    def second(canvas: Canvas) -> None:
        put(canvas, ["barna."], y=80)

    pages = read(first, second).pages
    assert [len(page.tables) for page in pages] == [1, rests]


def test_a_line_that_reads_on_from_a_cell_is_its_rest_though_white_parts_it_from_the_text_below() -> None:
    def second(canvas: Canvas) -> None:
        put(canvas, ["i hele byen"], x=220, y=70)
        put(canvas, ["Etter tabellen kommer det prosa som går over hele siden."], y=120)

    pages = read(lambda canvas: table_to_the_edge(canvas, "Uteliv", "I skogen og", "Pedagog"), second).pages
    assert [len(page.tables) for page in pages] == [1, 1]
    assert [row.cells[1].lines for row in table_rows([page.tables[0] for page in pages])][-1] == (
        "I skogen og",
        "i hele byen",
    )


def placed(y: float, *texts: str) -> list[PlacedWord]:
    """Words beside each other, their lines parted by a stroke."""
    found = []
    for x, text in zip((72, 220, 350), texts, strict=False):
        for number, word in enumerate(filter(None, text.split("/"))):
            baseline, end = y + 12.0 * number, x + 5.0 * len(word)
            area = Area(x, baseline - 8, end, baseline + 2)
            found.append(PlacedWord(word, x, end, baseline, 10.0, bold=False, area=area))
    return found


def test_a_repeated_header_is_known_where_words_of_its_cells_are_cut() -> None:
    header, header_rule = placed(60, "Tiltak", "Kjenne\u2010/tegn", "Ansvar\u2010/lig"), Rule(78, 72, 500)
    above = [*header, *placed(95, "Turdag", "Alle", "Styrer"), *placed(125, "Mat", "Alle", "Kokk")]
    below = [*header, *placed(95, "", "og/store"), *placed(137, "Uteliv", "Alle", "Pedagog")]
    (table,) = half_ruled_tables([header_rule], above)
    rest = rest_of_table(table, [header_rule], below)
    assert rest is not None
    found = table_rows([table.raw(0), rest.raw(0)])
    assert [row.cells[0].lines for row in found] == [("Tiltak",), ("Turdag",), ("Mat",), ("Uteliv",)]


def test_lines_set_far_apart_belong_to_their_cell_and_their_header() -> None:
    def draw(canvas: Canvas) -> None:
        columns(canvas, 98, "Tiltak", "Tidsplan", "Ansvar")
        rule(canvas, 117)
        columns(canvas, 135, "Turdag", "Hver uke/i skogen", "Styrer", leading=18)
        columns(canvas, 183, "Varm mat", "Hvert år/i mai/og i juni", "Kokk", leading=18)

    (table,) = read_page(draw).tables
    cells = [[" ".join(cell.lines) for cell in row.cells] for row in table.rows]
    assert cells == [
        ["Tiltak", "Tidsplan", "Ansvar"],
        ["Turdag", "Hver uke i skogen", "Styrer"],
        ["Varm mat", "Hvert år i mai og i juni", "Kokk"],
    ]
