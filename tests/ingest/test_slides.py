import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from corpus.models import Metadata
from ingest.pipeline import read_document
from ingest.readers.pdf import PdfReader
from ingest.slides import are_slides

POINTS = ("Varme voksne", "Trygge barn", "Gode vaner")


def deck(size: tuple[float, float], points: Sequence[str] = POINTS, type_size: int = 24) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for number in range(1, 5):
        canvas.setFont("Helvetica", type_size * 1.5)
        canvas.drawString(60, size[1] - 80, f"Dette er lysark {number}")
        canvas.setFont("Helvetica", type_size)
        for index, point in enumerate(points):
            canvas.drawString(80, size[1] - 150 - 1.6 * type_size * index, f"• {point}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_wide_pages_with_few_large_words_are_slides() -> None:
    assert are_slides(PdfReader().read(deck(landscape(A4))).pages)
    assert not are_slides(PdfReader().read(deck(A4)).pages)
    assert not are_slides(PdfReader().read(deck(landscape(A4), ["ord " * 12] * 20, type_size=9)).pages)


def test_a_deck_that_nobody_called_one_is_read_as_titles_and_points() -> None:
    reading = read_document(deck(landscape(A4)), "a.pdf", Metadata(), ())
    points = [passage for passage in reading.passages if "Trygge barn" in passage.text]
    assert [point.heading_path for point in points] == [(f"Dette er lysark {number}",) for number in range(1, 5)]
