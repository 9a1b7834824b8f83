import math

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdf.sheets import put, read_page

RADIUS = 90


@pytest.mark.parametrize("angle", [90, 270, 180, 45])
def test_text_on_its_side_is_a_label_and_no_line(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Vanlig tekst på siden"])
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "Inkluderende miljø")
        canvas.restoreState()

    page = read_page(draw)
    assert page.lines == ("Vanlig tekst på siden",)
    assert page.rotated == ("Inkluderende miljø",)
    assert [word.text for word in page.words][-2:] == ["Inkluderende", "miljø"]


def test_a_label_of_two_lines_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Vanlig tekst"])
        canvas.translate(300, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Barnehagen som lærende")
        canvas.drawString(0, -13, "organisasjon")

    assert read_page(draw).rotated == ("Barnehagen som lærende organisasjon",)


def test_letters_along_a_curve_are_one_label() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Vanlig tekst"])
        turn = 150.0
        for letter in "Emosjonell støtte":
            half = math.degrees(canvas.stringWidth(letter, "Helvetica", 11) / 2 / RADIUS)
            turn -= half
            canvas.saveState()
            canvas.translate(300 + RADIUS * math.cos(math.radians(turn)), 400 + RADIUS * math.sin(math.radians(turn)))
            canvas.rotate(turn - 90)
            canvas.drawCentredString(0, 0, letter)
            canvas.restoreState()
            turn -= half

    assert read_page(draw).rotated == ("Emosjonell støtte",)


def test_slanted_letters_on_a_level_line_are_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(72, 700)
        canvas.transform(1, 0, 0.3, 1, 0, 0)
        canvas.drawString(0, 0, "Skrå skrift")

    page = read_page(draw)
    assert page.lines == ("Skrå skrift",)
    assert not page.rotated
