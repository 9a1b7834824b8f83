import pytest
from reportlab.lib.colors import black
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from ingest.readers.base import RawPage
from tests.ingest.readers.pdf.sheets import Drawer, read_page

FONT, SIZE, PADDING = "Helvetica", 10, 4


def table(lines: list[str], width: float) -> Drawer:
    """A page with a ruled table; the first cell under the header has these lines, and room for so wide a one."""

    def draw(canvas: Canvas) -> None:
        made = Table(
            [["Ansvar", "Tiltak", "Tidsplan"], ["\n".join(lines), "Turdager", "2026"], ["Styrer", "Bål", "2027"]],
            colWidths=[width + 2 * PADDING, 120, 80],
            style=[
                ("GRID", (0, 0), (-1, -1), 0.5, black),
                ("FONT", (0, 0), (-1, -1), FONT, SIZE),
                *((f"{side}PADDING", (0, 0), (-1, -1), PADDING) for side in ("LEFT", "RIGHT")),
            ],
        )
        made.wrapOn(canvas, 400, 600)
        made.drawOn(canvas, 72, 500)

    return draw


def first_cell(page: RawPage) -> tuple[str, ...]:
    return page.tables[0].rows[1].cells[0].lines


def width(text: str) -> float:
    return float(stringWidth(text, FONT, SIZE))


@pytest.mark.parametrize(
    ("head", "tail"), [("Barnehagemyndighe", "ten"), ("Barnehagemyndighet", "en"), ("Styrernettverke", "t")]
)
def test_a_word_that_a_narrow_cell_cuts_without_a_hyphen_goes_on(head: str, tail: str) -> None:
    page = read_page(table([head, tail, "PPT"], width(head) + 1))
    assert first_cell(page) == (f"{head}\u00ad", tail, "PPT")


def test_a_word_that_had_room_for_more_is_whole() -> None:
    page = read_page(table(["Barnehagemyndighe", "ten"], width("Barnehagemyndighe") + 30))
    assert first_cell(page) == ("Barnehagemyndighe", "ten")


@pytest.mark.parametrize(
    "lines",
    [
        ["Kompetanseplan", "i barnehagen"],
        ["Gjennomføre", "en prøve"],
        ["Spesial-", "pedagogiskhjelp", "bør gis"],
    ],
)
def test_a_whole_word_that_fills_its_line_stays_one(lines: list[str]) -> None:
    page = read_page(table(lines, max(map(width, lines[:-1])) + 1))
    assert first_cell(page) == tuple(lines)


def test_a_word_that_runs_out_of_its_cell_stays_whole() -> None:
    page = read_page(table(["Barnehagemyndigheten"], width("Barnehagemyndig")))
    assert first_cell(page) == ("Barnehagemyndigheten",)
    assert page.tables[0].rows[1].cells[1].lines == ("Turdager",)
