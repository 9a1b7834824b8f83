from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from assistant.reading import images
from assistant.reading.images import PageImageError, page_png
from corpus.pdfium import PDFIUM
from corpus.text.boxes import quote_boxes
from tests.made_up_pdf import HEIGHT, WIDTH, pdf, words_of

CONTENT = pdf()
WORDS = words_of(CONTENT)
SIZE = (WIDTH, HEIGHT)
QUOTE = "regntøy som passer, og barnehagene låner det ut."


def drawn(content: bytes = CONTENT, number: int = 2, **options: object) -> Image.Image:
    arguments: dict[str, object] = {"boxes": (), "size": SIZE, **options}
    return Image.open(BytesIO(page_png(content, number, **arguments))).convert("RGB")  # type: ignore[arg-type]


def dark_slide() -> bytes:
    canvas = Canvas("", pagesize=(720, 405), invariant=1)
    canvas.setFillColorRGB(0, 0, 0.3)
    canvas.rect(0, 0, 720, 405, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("Helvetica", 30)
    canvas.drawString(60, 200, "Lek og lesing")
    canvas.showPage()
    content: bytes = canvas.getpdfdata()
    return content


def test_a_page_is_drawn_at_about_110_dpi() -> None:
    assert drawn().size == pytest.approx((WIDTH * 110 / 72, HEIGHT * 110 / 72), abs=1)


@pytest.mark.parametrize("width", [100, 1500])
def test_a_page_is_as_wide_as_asked(width: int) -> None:
    assert drawn(width=width).width == pytest.approx(width, abs=1)


def test_just_the_words_of_the_quote_are_yellow() -> None:
    plain, marked = drawn(), drawn(boxes=quote_boxes(WORDS[1], QUOTE))
    changed = ImageChops.difference(plain, marked).convert("L").point(lambda value: 255 if value else 0)
    scale = plain.width / WIDTH
    for word in WORDS[1]:
        left, top, right, bottom = (round(side * scale) for side in word.box)
        inner = (left + 3, top + 4, right - 3, bottom - 4)
        is_marked = word.text in "regntøy som passer, og barne- hagene låner det ut.".split()
        shares = changed.crop(inner).histogram()[255] / ((inner[2] - inner[0]) * (inner[3] - inner[1]))
        assert (shares > 0.4) == is_marked, word.text
        if is_marked:
            red, green, blue = marked.getpixel((left + 1, top + 1))  # type: ignore[misc]
            assert blue < 120 < min(red, green)
    assert changed.crop((0, 0, plain.width, round(90 * scale))).getbbox() is None


def test_the_words_are_underlined_too_so_that_nothing_is_told_by_colour_alone() -> None:
    (box, *_) = quote_boxes(WORDS[1], QUOTE)
    plain, marked = drawn().convert("L"), drawn(boxes=(box,)).convert("L")
    left, _, right, bottom = (round(side * plain.width / WIDTH) for side in box)
    below = [(left, row, right, row + 1) for row in range(bottom, bottom + 4)]
    lightest_plain, lightest_marked = ([image.crop(row).getextrema()[1] for row in below] for image in (plain, marked))
    assert all(shade == 255 for shade in lightest_plain)
    assert any(shade in range(130) for shade in lightest_marked)  # dark from end to end


def test_black_words_stay_black() -> None:
    plain, marked = drawn(), drawn(boxes=quote_boxes(WORDS[1], QUOTE))
    assert marked.convert("L").getextrema()[0] == plain.convert("L").getextrema()[0] == 0


def test_white_words_on_dark_ground_stay_readable() -> None:
    content = dark_slide()
    (words,) = words_of(content)
    marked = drawn(content, 1, boxes=quote_boxes(words, "Lek og lesing"), size=(720.0, 405.0))
    left, top, right, bottom = (round(side * marked.width / 720) for side in words[0].box)
    dark, light = marked.crop((left, top, right, bottom)).convert("L").getextrema()
    assert isinstance(dark, int)
    assert isinstance(light, int)
    assert light - dark > 90
    red, _, blue = marked.getpixel((left + 1, top + 1))
    assert red > 90
    assert blue < red


def test_boxes_outside_the_page_do_no_harm() -> None:
    boxes = ((-50.0, -50.0, 10.0, 10.0), (900.0, 10.0, 950.0, 20.0), (30.0, 40.0, 20.0, 10.0))
    assert drawn(boxes=boxes).size == drawn().size


@pytest.mark.parametrize(
    ("size", "width"),
    [((14_400.0, 14_400.0), 2_000), ((14_400.0, 20.0), 2_000), ((4_000.0, 4_000.0), None), ((400.0, 4_000.0), 2_000)],
)
def test_a_huge_page_is_drawn_small(size: tuple[float, float], width: int | None) -> None:
    image = drawn(pdf((("Plakat",),), size), 1, size=size, width=width)
    assert image.width * image.height <= 12_100_000
    assert width is None or image.width <= width + 1


def test_nobody_else_is_in_pdfium_while_a_page_is_drawn() -> None:
    with ThreadPoolExecutor(1) as threads:
        with PDFIUM:
            drawing = threads.submit(page_png, CONTENT, 1, (), SIZE)
            with pytest.raises(TimeoutError):
                drawing.result(timeout=0.3)
        assert drawing.result(timeout=30).startswith(b"\x89PNG")


@pytest.mark.parametrize(("content", "number"), [(b"not a PDF", 1), (CONTENT[:200], 1), (CONTENT, 3), (b"", 1)])
def test_what_cannot_be_drawn_is_told(content: bytes, number: int) -> None:
    with pytest.raises(PageImageError, match="kan ikke"):
        page_png(content, number, (), SIZE)


def test_a_page_that_takes_too_long_to_draw_lets_the_others_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = Canvas("", invariant=1)
    for number in range(2_000):
        canvas.rect(0, 0, number % 500, 700, fill=1)
    canvas.showPage()
    monkeypatch.setattr(images, "_LONGEST", 0.0)
    with pytest.raises(PageImageError, match="for innviklet"):
        drawn(canvas.getpdfdata(), 1)
    monkeypatch.setattr(images, "_LONGEST", 10.0)
    assert drawn().width
