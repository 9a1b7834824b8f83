"""Tables of which nothing is drawn, and what looks like one and is none."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import read_document
from ingest.readers.base import RawPage
from tests.ingest.readers.pdf.sheets import HEIGHT, drawn, put, read, read_page

PLAN = [
    ("Tiltak", "Tidsplan", "Ansvar"),
    ("Turdag i skogen", "2026", "Styrer"),
    ("Varm mat", "Hvert år", "Kokk"),
    ("Leseplan", "Kontinuerlig", "Pedagogisk leder"),
    ("Foreldremøte", "Høst 2026", "Styrer"),
]
RUN_TOGETHER = [
    ("Tiltak", "Tidsplan", "Ansvar"),
    ("Turdag i skogen", "2026", "Styrer og"),
    ("hver uke hele", "og senere", "alle ansatte"),
    ("Varm mat", "Hvert år", "Kokk og de"),
    ("laget ute av", "uten slutt", "som vil"),
]
COLUMNS = (72.0, 240.0, 380.0)


def table(canvas: Canvas, rows: Sequence[Sequence[str]], y: float = 120, step: float = 24, bold: bool = True) -> None:
    for index, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if bold and not index else "Helvetica", 11)
        for x, text in zip(COLUMNS, row, strict=False):
            put(canvas, text.split("\n"), x=x, y=y + step * index, leading=13)


def texts(page: RawPage) -> list[list[str]]:
    (found,) = page.tables
    return [[" ".join(cell.lines) for cell in row.cells] for row in found.rows]


def test_a_table_without_any_rule_is_rebuilt_and_says_by_which_evidence() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Under står det barnehagen skal gjøre i planperioden, år for år."], y=80)
        table(canvas, PLAN)
        put(canvas, ["Etter tabellen kommer det mer prosa, som går over hele siden og sier litt til."], y=290)

    page = read_page(draw)
    assert texts(page) == [list(row) for row in PLAN]
    assert "a header names its columns" in page.tables[0].evidence
    assert len([line for line in page.lines if line]) == 2
    assert page.tables_as_text == 0


def test_a_table_with_a_single_row_of_shaded_cells_is_read_whole() -> None:
    rows = [
        PLAN[0],
        ("Turdag i skogen\nhver eneste uke", "2026", "Styrer\nog alle ansatte"),
        ("Varm mat av det\nsom barna liker\nbest av alt", "Hvert år", "Kokk"),
        ("Leseplan", "Kontinuerlig", "Pedagog"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for left, right in pairwise((66, 234, 374, 530)):
            canvas.rect(left, HEIGHT - 232, right - left, 54, stroke=0, fill=1)
        canvas.setFillGray(0)
        for index, row in enumerate(rows):
            canvas.setFont("Helvetica" if index else "Helvetica-Bold", 11)
            for x, text in zip(COLUMNS, row, strict=True):
                put(canvas, text.split("\n"), x=x, y=(120, 148, 194, 254)[index])

    assert texts(read_page(draw)) == [[" ".join(cell.split()) for cell in row] for row in rows]


def test_the_name_of_a_group_in_a_last_shaded_row_keeps_its_table_whole() -> None:
    group = "Alt under dette gjelder alle barnehagene i byen, store og små"

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for y in (154, 202):
            canvas.rect(66, HEIGHT - y - 14, 464, 24, stroke=0, fill=1)
        canvas.setFillGray(0)
        table(canvas, PLAN[:4], y=112)
        put(canvas, [group], y=208)

    page = read_page(draw)
    assert texts(page) == [*map(list, PLAN[:4]), [group]]
    assert not page.lines


def test_a_column_with_a_single_text_stays_a_column() -> None:
    rows = [
        ("Turdag i skogen", "Styrer", "2026", "", "Bydelene"),
        ("Varm mat", "Kokk", "2027", "", "PPT"),
        ("Leseplan", "Pedagog", "", "Kontinuerlig", "Styrer"),
        ("Foreldremøte", "Styrer", "2026", "", "FAU"),
    ]

    def draw(canvas: Canvas) -> None:
        for index, row in enumerate(rows):
            for x, text in zip((72, 200, 280, 360, 460), row, strict=True):
                put(canvas, [text], x=x, y=120 + 24 * index)

    assert texts(read_page(draw)) == [list(row) for row in rows]


def test_cells_of_several_lines_stay_whole_where_white_parts_the_rows() -> None:
    rows = [
        ("Aktivitet", "Frist", "Hvem"),
        ("Turdag i\nskogen hver uke", "2026", "Styrer\nog alle ansatte"),
        ("Varm mat", "Hvert år", "Kokk"),
        ("Leseplan for de\neldste barna", "Kontinuerlig", "Pedagogisk\nleder"),
    ]
    page = read_page(lambda canvas: table(canvas, rows, step=32))
    assert texts(page) == [[" ".join(cell.split()) for cell in row] for row in rows]


def test_a_table_without_a_header_is_rebuilt_by_its_places() -> None:
    page = read_page(lambda canvas: table(canvas, PLAN[1:], bold=False))
    assert texts(page) == [list(row) for row in PLAN[1:]]


def test_rows_of_one_line_close_to_each_other_are_told_by_their_header() -> None:
    page = read_page(lambda canvas: table(canvas, PLAN, step=13))
    assert texts(page) == [list(row) for row in PLAN]


def test_a_header_that_comes_again_on_the_next_page_is_the_same_table() -> None:
    more = [PLAN[0], *((f"Tiltak nummer {n}", "2027", "Styrer") for n in range(1, 5))]

    def first(canvas: Canvas) -> None:
        table(canvas, PLAN, y=600)

    def second(canvas: Canvas) -> None:
        table(canvas, more, y=80)

    pages = read(first, second).pages
    assert [len(page.tables) for page in pages] == [1, 1]
    assert texts(pages[1])[0] == list(PLAN[0])


def test_rows_that_cannot_be_told_apart_are_kept_as_text_and_counted() -> None:
    page = read_page(lambda canvas: table(canvas, RUN_TOGETHER, step=13))
    assert not page.tables
    assert page.tables_as_text == 1
    words = " ".join(page.lines).split()
    assert sorted(words) == sorted(word for row in RUN_TOGETHER for cell in row for word in cell.split())


def test_what_is_left_of_a_table_is_no_table_without_its_header() -> None:
    wide = (
        "En celle som går over to kolonner og\nfyller tre linjer med sin tekst, slik\nat den ser ut som prosa på siden."
    )

    def draw(canvas: Canvas) -> None:
        table(canvas, PLAN[:2])
        put(canvas, ["Fest"], x=72, y=168)
        put(canvas, wide.split("\n"), x=240, y=168, leading=13)
        table(canvas, [(row[0], row[2], "") for row in (*PLAN[1:], *PLAN[1:])], y=218, bold=False)

    page = read_page(draw)
    assert all(found.headed for found in page.tables)


def test_the_rows_of_an_unruled_action_table_are_measures_and_those_kept_as_text_are_counted() -> None:
    clear = read_document(drawn(lambda canvas: table(canvas, PLAN)), "a.pdf", Metadata(), shipped_units())
    assert [measure.title for measure in clear.measures] == [row[0] for row in PLAN[1:]]
    assert [measure.schedule.raw for measure in clear.measures] == [row[1] for row in PLAN[1:]]
    assert (clear.document.coverage.tables, clear.document.coverage.tables_as_text) == (1, 0)
    doubtful = read_document(drawn(lambda canvas: table(canvas, RUN_TOGETHER, step=13)), "b.pdf", Metadata(), ())
    assert not doubtful.measures
    assert [page.coverage.tables_as_text for page in doubtful.pages] == [1]
    assert doubtful.document.coverage.tables == 1


def test_goals_are_what_is_done_where_no_column_is_called_measure() -> None:
    rows = [("Mål", "Når", "Hvem"), *PLAN[1:]]
    reading = read_document(drawn(lambda canvas: table(canvas, rows)), "a.pdf", Metadata(), shipped_units())
    assert [measure.title for measure in reading.measures] == [row[0] for row in PLAN[1:]]


def two_columns(canvas: Canvas) -> None:
    left = [
        "Barna leker ute hver dag når",
        "været er godt, og de voksne",
        "er med dem hele tiden. Det",
        "er viktig at alle får være",
        "med i leken. Derfor har vi",
    ]
    right = [
        "Foreldrene får vite hva vi",
        "gjør gjennom uka. De kan",
        "snakke med oss når de vil,",
        "og vi svarer så godt vi kan.",
        "Planen ligger i garderoben.",
    ]
    put(canvas, left, y=100)
    put(canvas, right, x=320, y=100)


def three_columns(canvas: Canvas) -> None:
    for x in (60, 230, 400):
        put(
            canvas,
            [
                "Barna leker ute hver dag",
                "når været er godt, og de",
                "voksne er med dem hele",
                "tiden. Det er viktig at",
                "alle får være med i leken.",
                "Derfor har vi en plan for",
                "hvem som er hvor.",
            ],
            x=x,
            y=100,
        )


def hanging_list(canvas: Canvas) -> None:
    for index in range(6):
        put(canvas, [f"{index + 1}."], y=100 + 30 * index)
        put(
            canvas,
            ["Barna skal møte voksne som ser dem,", "og som følger dem opp hver dag."],
            x=100,
            y=100 + 30 * index,
        )


def contents(canvas: Canvas) -> None:
    for index, title in enumerate(("Innledning", "Verdier", "Veivalg", "Tiltak", "Oppfølging")):
        put(canvas, [title], y=100 + 20 * index)
        put(canvas, [str(3 + 4 * index)], x=480, y=100 + 20 * index)


def contents_with_dots(canvas: Canvas) -> None:
    for index, title in enumerate(("Innledning", "Verdier", "Veivalg", "Tiltak", "Oppfølging")):
        put(canvas, [f"{title} {'.' * 60}"], y=100 + 20 * index)
        put(canvas, [str(3 + 4 * index)], x=480, y=100 + 20 * index)


def form(canvas: Canvas) -> None:
    for index, label in enumerate(("Navn:", "Barnehage:", "Telefon:", "Dato:", "Underskrift:")):
        put(canvas, [label], y=100 + 24 * index)
        put(canvas, ["__________________"], x=200, y=100 + 24 * index)


def form_filled_in(canvas: Canvas) -> None:
    filled = (("Navn:", "Ola"), ("Barnehage:", "Fjellvik"), ("Avdeling:", "Rød"), ("Dato:", "I dag"))
    for index, (label, text) in enumerate(filled):
        put(canvas, [label], y=100 + 24 * index)
        put(canvas, [text], x=200, y=100 + 24 * index)


def slide(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 28)
    put(canvas, ["Hva vi gjør"], y=100)
    canvas.setFont("Helvetica", 20)
    for x, points in (
        (72, ("• Turdag", "• Varm mat", "• Leseplan", "• Sang")),
        (330, ("• Kort møte", "• Samtale", "• Fest", "• Tur")),
    ):
        put(canvas, points, x=x, y=160, leading=40)


@pytest.mark.parametrize(
    "draw",
    [two_columns, three_columns, hanging_list, contents, contents_with_dots, form, form_filled_in, slide],
    ids=lambda draw: draw.__name__.replace("_", " "),
)
def test_what_only_looks_like_a_table_is_none(draw: object) -> None:
    assert callable(draw)
    page = read_page(draw)
    assert not page.tables
    assert page.tables_as_text == 0
    assert page.lines
