"""Text that nobody sees is no content, and is counted."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Metadata
from ingest.pipeline import read_document
from tests.ingest.readers.pdf.sheets import HEIGHT, WIDTH, Drawer, drawn, put, read_page

SEEN = "Barna leker ute."


def inkless(canvas: Canvas) -> None:
    text = canvas.beginText(72, HEIGHT - 200)
    text.setTextRenderMode(3)
    text.textOut("Skjult tekst her")
    canvas.drawText(text)


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    put(canvas, ["Skjult tekst her"], y=200)


def white_in_an_empty_box(canvas: Canvas) -> None:
    canvas.rect(60, HEIGHT - 260, 300, 100, fill=0)
    white(canvas)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.1)
    put(canvas, ["Skjult tekst her"], y=200)


def outside(canvas: Canvas) -> None:
    put(canvas, ["Skjult tekst her"], x=WIDTH + 100, y=200)


def with_seen(draw: Drawer) -> Drawer:
    def both(canvas: Canvas) -> None:
        put(canvas, [SEEN])
        draw(canvas)

    return both


@pytest.mark.parametrize("draw", [inkless, white, white_in_an_empty_box, tiny, outside], ids=lambda draw: draw.__name__)
def test_hidden_text_is_left_out_and_counted(draw: Drawer) -> None:
    page = read_page(with_seen(draw))
    assert page.lines == (SEEN,)
    assert page.hidden_words == 3
    assert [word.text for word in page.words] == SEEN.split()


def test_white_text_on_a_coloured_shape_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(60, HEIGHT - 260, 300, 100, stroke=0, fill=1)
        canvas.setFillGray(1)
        put(canvas, ["Tekst på blått"], y=200)

    page = read_page(draw)
    assert (page.lines, page.hidden_words) == (("Tekst på blått",), 0)


def test_text_recognised_in_an_image_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        buffer = io.BytesIO()
        Image.new("RGB", (60, 80), "white").save(buffer, "PNG")
        canvas.drawImage(ImageReader(buffer), 0, 0, WIDTH, HEIGHT)
        inkless(canvas)

    page = read_page(draw)
    assert (page.lines, page.hidden_words) == (("Skjult tekst her",), 0)


def test_the_coverage_of_a_document_says_how_many_words_are_hidden() -> None:
    reading = read_document(drawn(with_seen(white), with_seen(tiny)), "a.pdf", Metadata(), ())
    assert reading.document.coverage.hidden_words == 6
    assert [page.coverage.hidden_words for page in reading.pages] == [3, 3]
