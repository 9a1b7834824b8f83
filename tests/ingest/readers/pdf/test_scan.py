import io

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import PdfReader
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.scan import as_scanned, straightened
from tests.made_up_pdf import table_pdf
from tests.scans import needs_ocr

POINTS = 72 / 150  # a pixel's width
PAPER, INK = 240, 40
ROWS = [
    ["Tiltak", "Beskrivelse", "Tidsplan", "Ansvar"],
    ["Turdager", "Barna lager mat i skogen", "2025-2027", "Kokken"],
    ["Bibliotek", "Barna låner bøker i august", "2026", "Styrerne"],
    ["Fagdag", "Etter avtale med skolen", "Hver høst", "Oppvekst"],
]


def sheet(turn: float) -> Image.Image:
    """Lines of strokes as of text, and two rules both ways, on a sheet that lies askew."""
    image = Image.new("L", (900, 1200), PAPER)
    draw = ImageDraw.Draw(image)
    for y in range(100, 600, 25):
        for x in range(100, 780, 14):
            draw.rectangle((x, y, x + 8, y + 10), fill=INK)
    for y in (700, 900):
        draw.line((100, y, 800, y), fill=INK, width=2)
    for x in (100, 800):
        draw.line((x, 700, x, 900), fill=INK, width=2)
    return image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)


@pytest.mark.parametrize("turn", [0.0, 0.5, -1.3, 2.5])
def test_a_page_that_lies_askew_is_set_straight(turn: float) -> None:
    assert straightened(sheet(turn), POINTS).turn == pytest.approx(-turn, abs=0.06)


@pytest.mark.parametrize("turn", [0.0, 0.5, -1.3])
def test_the_rules_of_a_scan_are_found_and_painted_over(turn: float) -> None:
    scan = straightened(sheet(turn), POINTS)
    assert [round(rule.at, -1) for rule in scan.across] == [700, 900]
    assert [round(rule.at, -1) for rule in scan.down] == [100, 800]
    below = np.asarray(scan.without_rules())[650:]
    assert int(below[5:-40, 40:-40].min()) > PAPER - 60


def test_places_are_told_on_the_page_as_it_was_scanned() -> None:
    extent = Area(0, 0, 900, 1200)
    image = Image.new("L", (900, 1200), PAPER)
    ImageDraw.Draw(image).rectangle((690, 190, 710, 210), fill=INK)
    turned = np.asarray(image.rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=PAPER))
    rows, columns = np.nonzero(turned < PAPER - 100)
    shown = as_scanned(Area(690, 190, 710, 210), -2, extent)
    assert (shown.x0 + shown.x1) / 2 == pytest.approx(columns.mean(), abs=1)
    assert (shown.top + shown.bottom) / 2 == pytest.approx(rows.mean(), abs=1)


@needs_ocr
def test_a_ruled_table_that_lies_askew_is_read_cell_by_cell() -> None:
    page = PdfReader().read(_askew(table_pdf(ROWS), 0.7)).pages[0]
    read = [[" ".join(cell.lines).replace("–", "-") for cell in row.cells] for row in page.tables[0].rows]
    assert read == ROWS


def _askew(content: bytes, turn: float) -> bytes:
    """A PDF whose page is the image of another's upper third, turned."""
    with pdfium.PdfDocument(content) as document:
        image = document[0].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
    image = image.crop((0, 0, image.width, image.height // 3))
    out = io.BytesIO()
    size = (image.width * 72 / 300, image.height * 72 / 300)
    canvas = Canvas(out, pagesize=size)
    turned = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
    canvas.drawImage(ImageReader(turned), 0, 0, *size)
    canvas.save()
    return out.getvalue()
