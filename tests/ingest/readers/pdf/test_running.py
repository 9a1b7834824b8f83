from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.base import RawDocument
from tests.ingest.readers.pdf.sheets import HEIGHT, Drawer, put, read

PROSE = ["Barna går på tur i skogen hver uke,", "og de voksne lager bål der sammen", "med dem når det er kaldt ute."]
TITLE = "Turplan for barnehagene"


def page(*edges: tuple[str, float, float, float], prose: Sequence[str] = PROSE, y: float = 130) -> Drawer:
    """A page of prose, with texts at its edges: what, from the left, from the top, and how large."""

    def draw(canvas: Canvas) -> None:
        for text, left, top, size in edges:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, HEIGHT - top, text)
        canvas.setFont("Helvetica", 11)
        put(canvas, prose, y=y)

    return draw


def of_pages(*footer: str, count: int) -> RawDocument:
    pages = [
        page(*((text.format(number), 72 + 250 * at, 800.0, 9.0) for at, text in enumerate(footer)))
        for number in range(2, count + 1)
    ]
    return read(page(), *pages)


@pytest.mark.parametrize(
    "footer",
    [
        ("Vedtatt av kommunestyret, sak 88/24", "Side {}"),
        ("Elvedal kommune · Turlaget", "{}"),
        ("Elvedal kommune · utgave 2, juni 2025 · {} av 12",),
        ("Side {}",),
    ],
)
def test_footers_with_the_number_of_the_page_leave_the_text(footer: tuple[str, ...]) -> None:
    found = of_pages(*footer, count=5).pages
    assert [one.lines for one in found] == [tuple(PROSE)] * 5
    assert [one.label for one in found] == [None, "2", "3", "4", "5"]
    assert found[4].apart == tuple(text.format(5) for text in footer)


def test_headers_of_two_texts_leave_the_text_and_their_words_stay() -> None:
    found = read(page(), *[page(("Elvedal", 72, 40, 9), (TITLE, 400, 40, 9))] * 4).pages
    assert {one.lines for one in found} == {tuple(PROSE)}
    assert found[1].apart == ("Elvedal", TITLE)
    assert [word.text for word in found[1].words][-4:] == ["Elvedal", *TITLE.split()]


def test_a_chapter_name_beside_the_running_title_leaves_the_text() -> None:
    chapters = ["1 Skogen", "1 Skogen", "1 Skogen", "2 Elva og vannet", "3 Fjellet", "3 Fjellet"]
    found = read(*[page((TITLE, 72, 40, 9), (name, 400, 40, 9)) for name in chapters]).pages
    assert [one.lines for one in found] == [tuple(PROSE)] * 6
    assert [one.apart for one in found] == [(TITLE, name) for name in chapters]


def test_a_heading_in_other_type_beside_the_running_title_stays() -> None:
    names = ["Skogen", "Elva", "Fjellet", "Myra"]
    found = read(*[page((TITLE, 72, 40, 9), (name, 400, 40, 16)) for name in names]).pages
    assert [one.lines[0] for one in found] == [f"{TITLE} {name}" for name in names]


def test_a_printed_number_that_is_not_the_page_s_place_is_its_label() -> None:
    found = read(*[page((f"Turplan, side {number + 10}", 72, 800, 9)) for number in range(1, 5)]).pages
    assert [one.label for one in found] == ["11", "12", "13", "14"]


def test_a_document_of_two_pages_has_running_lines_in_small_type() -> None:
    small, same = (read(*[page((TITLE, 72, 40, size))] * 2).pages for size in (8, 11))
    assert [one.lines for one in small] == [tuple(PROSE)] * 2
    assert [one.lines[0] for one in same] == [TITLE] * 2


def test_headings_that_count_up_with_the_pages_stay() -> None:
    found = read(*[page((f"Veivalg {number}", 72, 60, 16)) for number in range(1, 6)]).pages
    assert [one.lines[0] for one in found] == [f"Veivalg {number}" for number in range(1, 6)]


def test_a_line_that_few_pages_have_stays() -> None:
    found = read(*[page(("Tiltak for barna", 72, 60, 11))] * 2, *[page()] * 6).pages
    assert [one.lines[0] for one in found[:2]] == ["Tiltak for barna"] * 2


def test_a_line_at_other_heights_stays() -> None:
    found = read(*[page((TITLE, 72, 40 + 12 * number, 11)) for number in range(5)]).pages
    assert [TITLE in one.lines for one in found] == [True] * 5


def test_text_that_only_looks_alike_at_the_foot_of_pages_stays() -> None:
    found = read(*[page((f"Turen varer i {number * 7} dager.", 72, 780, 11)) for number in range(1, 6)]).pages
    assert len(found) == 5
    assert all(f"Turen varer i {number * 7} dager." in one.lines for number, one in enumerate(found, start=1))


def test_a_table_s_header_at_the_top_of_all_pages_stays() -> None:
    found = read(*[page(("Tiltak Beskrivelse Tidsplan Ansvar", 72, 60, 11))] * 5).pages
    assert ["Tiltak Beskrivelse Tidsplan Ansvar" in one.lines for one in found] == [True] * 5
