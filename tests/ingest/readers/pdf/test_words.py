from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from ingest.joins import LineJoiner
from ingest.readers.pdf import PdfReader
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.glyphs import Glyph
from ingest.readers.pdf.words import lines, words
from tests.ingest.readers.pdf.drawn_tables import register_fonts
from tests.ingest.readers.pdf.sheets import HEIGHT, drawn, put, read_page


def one(text: str) -> Callable[[Canvas], None]:
    return lambda canvas: canvas.drawString(72, 700, text)


def test_words_have_the_boxes_in_which_they_are_shown() -> None:
    page = read_page(one("Barna leker ute"))
    assert [word.text for word in page.words] == ["Barna", "leker", "ute"]
    left, top, right, bottom = page.words[1].box
    before, width = pdfmetrics.stringWidth("Barna ", "Helvetica", 11), pdfmetrics.stringWidth("leker", "Helvetica", 11)
    assert left == pytest.approx(72 + before, abs=0.5)
    assert right == pytest.approx(72 + before + width, abs=0.5)
    assert top < HEIGHT - 700 - 5 < bottom
    assert (page.width, page.height) == pytest.approx((595.28, 841.89), abs=0.01)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_a_turned_page_stand_where_it_shows_them(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Barna leker ute")

    page = read_page(draw)
    assert page.lines == ("Barna leker ute",)
    assert not page.rotated
    boxes = [word.box for word in page.words]
    assert boxes == sorted(boxes)
    assert all(
        0 <= left < right <= (page.width or 0) and 0 <= top < bottom <= (page.height or 0)
        for left, top, right, bottom in boxes
    )


def test_letters_drawn_one_by_one_are_words_without_a_space_in_the_file() -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for letter in "Barna leker":
            if letter != " ":
                canvas.drawString(x, 700, letter)
            x += pdfmetrics.stringWidth(letter, "Helvetica", 11)

    assert read_page(draw).lines == ("Barna leker",)


def test_a_line_of_short_words_without_spaces_in_the_file_is_not_spaced_out() -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for word in "50 % på § 26 i år § 26".split():
            canvas.drawString(x, 700, word)
            x += pdfmetrics.stringWidth(f"{word} ", "Helvetica", 11)

    assert read_page(draw).lines == ("50 % på § 26 i år § 26",)


def test_a_spaced_out_heading_is_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica-Bold", 14)
        text.setCharSpace(3.5)
        text.textOut("TILTAK I BARNEHAGEN")
        canvas.drawText(text)

    assert read_page(draw).lines == ("TILTAK I BARNEHAGEN",)


def test_text_drawn_twice_stands_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Skygge til barna")
        canvas.drawString(90, 650, "Annen linje")
        for word, before in (("Skygge", ""), ("til", "Skygge "), ("barna", "Skygge til ")):
            canvas.drawString(72.6 + pdfmetrics.stringWidth(before, "Helvetica", 11), 699.5, word)

    assert read_page(draw).lines == ("Skygge til barna", "", "Annen linje")


def test_double_letters_are_not_taken_for_doubly_drawn_ones() -> None:
    assert read_page(one("Illustrert oppfølging, bussstopp")).lines == ("Illustrert oppfølging, bussstopp",)


def glyphs(text: str, starts: Sequence[float]) -> list[Glyph]:
    return [
        Glyph(letter, start, start + 5, 100, 10, False, Area(start, 92, start + 5, 102), order)
        for order, (letter, start) in enumerate(zip(text, starts, strict=True))
    ]


def test_the_letters_of_a_ligature_share_one_place() -> None:
    assert [word.text for word in words(glyphs("offer", [0, 5, 5, 10, 15]))] == ["offer"]


def test_a_typographic_hyphen_at_a_line_end_is_a_plain_one() -> None:
    (line,) = lines(words(glyphs("bar\u2010n\u2010", [0, 5, 10, 15, 20, 25])))
    assert line.text == "bar\u2010n-"


def test_ligatures_are_letters() -> None:
    register_fonts()

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        canvas.drawString(72, 700, "\ufb01nne \ufb02ere")

    assert read_page(draw).lines == ("finne flere",)


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_a_word_cut_at_a_line_end_can_be_put_together(hyphen: str) -> None:
    register_fonts()

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        put(canvas, [f"Alle i barne{hyphen}", "hagen er ute"])

    lines = read_page(draw).lines
    assert LineJoiner(lines).join(lines) == "Alle i barnehagen er ute"


def test_text_outside_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Synlig")
        canvas.drawString(72, -40, "Utenfor")

    assert read_page(draw).lines == ("Synlig",)


def test_text_within_a_drawing_used_again_is_read_where_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("skilt")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(0, 0, "Skiltet")
        canvas.endForm()
        canvas.translate(100, 500)
        canvas.scale(2, 2)
        canvas.doForm("skilt")

    page = read_page(draw)
    style = page.styles[0]
    assert page.lines == ("Skiltet",)
    assert style is not None
    assert (style.size, style.x0) == (16.0, 100.0)


def test_a_line_is_bold_where_all_its_words_are() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 700, "Ansvar:")
        canvas.drawString(72, 650, "Overskrift")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(130, 700, "styreren")

    page = read_page(draw)
    assert [style and style.bold for style in page.styles] == [False, None, True]


def test_a_raised_figure_stands_on_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Loven")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(102, 704, "1")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(109, 700, "gjelder alle")
        canvas.drawString(72, 686, "barnehager i landet")

    assert read_page(draw).lines == ("Loven 1 gjelder alle", "barnehager i landet")


def test_the_same_bytes_give_the_same_document() -> None:
    content = drawn(one("Barna leker ute"))
    assert PdfReader().read(content) == PdfReader().read(content)
