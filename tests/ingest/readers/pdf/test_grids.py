from collections.abc import Sequence
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from ingest.readers.base import RawPage
from ingest.rows import table_rows
from tests.ingest.readers.pdf.sheets import HEIGHT, put, read, read_page

SIDES = (72.0, 200.0, 350.0, 520.0)


def across(canvas: Canvas, *heights: float, sides: Sequence[float] = SIDES) -> None:
    for y in heights:
        canvas.line(sides[0], HEIGHT - y, sides[-1], HEIGHT - y)


def down(canvas: Canvas, top: float, bottom: float, sides: Sequence[float] = SIDES) -> None:
    for x in sides:
        canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


def fill(canvas: Canvas, y: float, *texts: str) -> None:
    for x, text in zip(SIDES, texts, strict=False):
        put(canvas, text.split("/"), x=x + 5, y=y)


def cells(page: RawPage) -> list[list[str]]:
    return [["/".join(cell.lines) for cell in row.cells] for table in page.tables for row in table.rows]


def first_page(canvas: Canvas) -> None:
    """A table whose last row the page cuts: no rule closes it."""
    across(canvas, 700, 725, 750)
    down(canvas, 700, 790)
    fill(canvas, 717, "Tiltak", "Beskrivelse", "Ansvar")
    fill(canvas, 742, "Tur", "Alle går", "Styrer")
    fill(canvas, 767, "Mat", "Barna lager/varm mat", "Kokk")


def test_a_row_cut_by_the_page_break_is_read_and_marked() -> None:
    page = read(first_page).pages[0]
    assert cells(page) == [
        ["Tiltak", "Beskrivelse", "Ansvar"],
        ["Tur", "Alle går", "Styrer"],
        ["Mat", "Barna lager/varm mat", "Kokk"],
    ]
    assert [row.cut_below for row in page.tables[0].rows] == [False, False, True]
    assert not any(row.cut_above for row in page.tables[0].rows)


def test_the_rest_of_a_cut_row_needs_one_cell_and_no_rule_across() -> None:
    def second(canvas: Canvas) -> None:
        down(canvas, 60, 90)
        fill(canvas, 77, "", "til alle barna")
        put(canvas, ["Teksten går videre her"], y=140)

    pages = read(first_page, second).pages
    assert cells(pages[1]) == [["", "til alle barna", ""]]
    assert pages[1].lines == ("Teksten går videre her",)
    rows = table_rows([table for page in pages for table in page.tables])
    assert len(rows) == 3
    assert rows[-1].cells[1].lines == ("Barna lager", "varm mat", "til alle barna")


def test_the_rest_of_a_table_may_be_a_row_with_one_cell() -> None:
    def second(canvas: Canvas) -> None:
        across(canvas, 60, 90)
        down(canvas, 60, 90)
        fill(canvas, 77, "", "til alle barna")

    assert cells(read(first_page, second).pages[1]) == [["", "til alle barna", ""]]


def test_a_row_across_parts_no_table_without_outer_sides() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, 100, 125, 150, 175, 200)
        down(canvas, 100, 125, SIDES[1:-1])
        down(canvas, 150, 200, SIDES[1:-1])
        fill(canvas, 117, "Tiltak", "Beskrivelse", "Ansvar")
        put(canvas, ["Kommunen vil at alle barn er ute"], x=77, y=142)
        fill(canvas, 167, "Tur", "Alle går", "Styrer")
        fill(canvas, 192, "Mat", "Barna lager", "Kokk")

    page = read_page(draw)
    (table,) = page.tables
    assert [(cell.column, cell.columns) for cell in table.rows[1].cells] == [(0, 3)]
    assert len(table.rows) == 4


def test_cells_may_span_rows_and_columns() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, 100, 150)
        canvas.line(SIDES[1], HEIGHT - 125, SIDES[-1], HEIGHT - 125)
        down(canvas, 100, 150, (SIDES[0], SIDES[1], SIDES[-1]))
        canvas.line(SIDES[2], HEIGHT - 125, SIDES[2], HEIGHT - 150)
        fill(canvas, 117, "Nettverk", "To samlinger i året")
        fill(canvas, 142, "", "Høst", "Vår")

    (table,) = read_page(draw).tables
    spans = [[(cell.column, cell.columns, cell.rows) for cell in row.cells] for row in table.rows]
    assert spans == [[(0, 1, 2), (1, 2, 1)], [(1, 1, 1), (2, 1, 1)]]


def test_lines_of_a_cell_say_where_they_stand() -> None:
    (table,) = read(first_page).pages[0].tables
    description = table.rows[2].cells[1]
    assert description.baselines == (767.0, 781.0)
    assert table.box == (72.0, 700.0, 520.0, 790.0)


def test_an_underlined_word_does_not_part_a_cell() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, 100, 125, 175)
        down(canvas, 100, 175)
        fill(canvas, 117, "Tiltak", "Beskrivelse", "Ansvar")
        fill(canvas, 142, "Tur", "Alle barn/går ut", "Styrer")
        canvas.line(SIDES[1] + 5, HEIGHT - 144, SIDES[1] + 50, HEIGHT - 144)

    assert cells(read_page(draw))[1] == ["Tur", "Alle barn/går ut", "Styrer"]


def test_a_diagram_of_boxes_and_lines_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for index, name in enumerate(("Styrer", "Pedagog", "Assistent")):
            canvas.rect(72 + 150 * index, 600 - 60 * index, 90, 30)
            canvas.line(162 + 150 * index, 615 - 60 * index, 222 + 150 * index, 615 - 60 * index)
            put(canvas, [name], x=80 + 150 * index, y=HEIGHT - 610 + 60 * index)

    page = read_page(draw)
    assert not page.tables
    assert [line for line in page.lines if line] == ["Styrer", "Pedagog", "Assistent"]


def test_rotated_text_in_a_cell_is_the_cells() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, 100, 190)
        down(canvas, 100, 190)
        fill(canvas, 117, "", "Alle går", "Styrer")
        canvas.translate(100, HEIGHT - 180)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Uteliv")

    page = read_page(draw)
    assert cells(page) == [["Uteliv", "Alle går", "Styrer"]]
    assert not page.rotated


def shared_first_cell(canvas: Canvas) -> None:
    """A table that the page cuts below the first of two rows that share a cell: only that cell is open."""
    across(canvas, 700, 725)
    canvas.line(SIDES[1], HEIGHT - 760, SIDES[-1], HEIGHT - 760)
    down(canvas, 700, 760)
    for x in SIDES[:2]:
        canvas.line(x, HEIGHT - 760, x, HEIGHT - 790)
    fill(canvas, 717, "Tiltak", "Beskrivelse", "Ansvar")
    fill(canvas, 742, "Nettverk", "Høst", "Styrer")


def test_a_cell_that_two_rows_share_goes_on_over_the_page_break_between_them() -> None:
    def second(canvas: Canvas) -> None:
        across(canvas, 60, 85)
        canvas.line(SIDES[1], HEIGHT - 130, SIDES[-1], HEIGHT - 130)
        canvas.line(SIDES[0], HEIGHT - 110, SIDES[1], HEIGHT - 110)
        down(canvas, 60, 130, SIDES[1:])
        canvas.line(SIDES[0], HEIGHT - 60, SIDES[0], HEIGHT - 110)
        fill(canvas, 77, "Tiltak", "Beskrivelse", "Ansvar")
        fill(canvas, 102, "", "Vår", "Pedagog")

    pages = read(shared_first_cell, second).pages
    rows = table_rows([table for page in pages for table in page.tables])
    assert [[(cell.column, cell.rows, *cell.lines) for cell in row.cells] for row in rows[1:]] == [
        [(0, 2, "Nettverk"), (1, 1, "Høst"), (2, 1, "Styrer")],
        [(1, 1, "Vår"), (2, 1, "Pedagog")],
    ]


def test_what_no_rule_closes_at_an_end_that_rules_close_is_no_row() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, 100, 125)
        canvas.line(SIDES[0], HEIGHT - 150, SIDES[1], HEIGHT - 150)
        canvas.line(SIDES[1], HEIGHT - 175, SIDES[-1], HEIGHT - 175)
        down(canvas, 100, 150)
        down(canvas, 150, 175, SIDES[1:])
        fill(canvas, 117, "Tiltak", "Beskrivelse", "Ansvar")
        fill(canvas, 142, "Tur", "Alle går", "Styrer")

    (table,) = read_page(draw).tables
    assert [[cell.rows for cell in row.cells] for row in table.rows] == [[1, 1, 1], [1, 1, 1]]


def test_a_highlight_in_a_cell_parts_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(SIDES[1] + 1, HEIGHT - 146, SIDES[2] - SIDES[1] - 2, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        across(canvas, 100, 125, 175)
        down(canvas, 100, 175)
        fill(canvas, 117, "Tiltak", "Beskrivelse", "Ansvar")
        fill(canvas, 142, "Tur", "Alle barn/går ut", "Styrer")

    assert cells(read_page(draw)) == [["Tiltak", "Beskrivelse", "Ansvar"], ["Tur", "Alle barn/går ut", "Styrer"]]


def test_shades_across_a_ruled_table_part_its_rows() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(SIDES[0], HEIGHT - 150, SIDES[-1] - SIDES[0], 25, stroke=0, fill=1)
        canvas.setFillGray(0)
        across(canvas, 100, 175)
        down(canvas, 100, 175)
        fill(canvas, 117, "Tiltak", "Beskrivelse", "Ansvar")
        fill(canvas, 142, "Tur", "Alle går", "Styrer")
        fill(canvas, 167, "Mat", "Barna lager", "Kokk")

    assert len(cells(read_page(draw))) == 3


def test_where_lines_part_the_rows_a_shade_closes_none_at_the_end_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for left, right in pairwise(SIDES):
            canvas.rect(left, HEIGHT - 790, right - left, 40, stroke=0, fill=1)
        canvas.setFillGray(0)
        first_page(canvas)

    assert [row.cut_below for row in read_page(draw).tables[0].rows] == [False, False, True]
