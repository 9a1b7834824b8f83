from collections.abc import Sequence

import pytest
from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from ingest.readers.base import RawPage
from tests.ingest.readers.pdf.sheets import Drawer, put, read_page

STYLE = ParagraphStyle("cell", fontName="Helvetica", fontSize=10, leading=13)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, black)]


def table(rows: Sequence[Sequence[str]], *, ruled: bool = True) -> Drawer:
    """A page with a table of these cells and a line of prose above it."""

    def draw(canvas: Canvas) -> None:
        put(canvas, ["Tiltakene gjelder alle barnehagene i kommunen."])
        made = Table(
            [[Paragraph(text, STYLE) for text in row] for row in rows],
            colWidths=[180, 140, 100],
            style=GRID if ruled else [("BOTTOMPADDING", (0, 0), (-1, -1), 10)],
        )
        made.wrapOn(canvas, 450, 600)
        made.drawOn(canvas, 72, 500)

    return draw


def cells(page: RawPage) -> list[str]:
    return [" ".join(cell.lines) for row in page.tables[0].rows for cell in row.cells]


@pytest.mark.parametrize("ruled", [True, False])
def test_the_mark_of_a_footnote_is_no_part_of_the_cell(ruled: bool) -> None:
    rows = [
        ["Tiltak", "Tidsplan", "Ansvar"],
        ["Turdager i skogen<super>1</super>", "Hver høst", "PPT<super>12</super>"],
        ["Suppe til lunsj.<super>*</super>", "2026", "Kokken"],
        ["Bål ved elva", "2027", "Styrer"],
    ]
    page = read_page(table(rows, ruled=ruled))
    assert cells(page)[3:9] == ["Turdager i skogen", "Hver høst", "PPT", "Suppe til lunsj.", "2026", "Kokken"]
    assert page.apart == ("1 12 *",)
    assert {"1", "12", "*"} <= {word.text for word in page.words}


def test_the_raised_figure_of_a_unit_stays() -> None:
    rows = [["Tiltak", "Tidsplan", "Ansvar"], ["Uteplass på 40 m<super>2</super>", "2026", "Teknisk drift"]]
    page = read_page(table(rows))
    assert "".join(cells(page)[3].split()) == "Uteplasspå40m2"
    assert page.apart == ()


def test_a_raised_word_or_number_of_a_year_stays() -> None:
    rows = [["Tiltak", "Tidsplan", "Ansvar"], ["Turdager<super>ny</super> ute", "Hver høst<super>2026</super>", "PPT"]]
    page = read_page(table(rows))
    assert {"ny", "2026"} <= {word for text in cells(page) for word in text.split()}
    assert page.apart == ()
