from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdf.sheets import HEIGHT, put, read_page

LINES = ["Tell barna", "Ring styrer", "Skriv logg"]


def test_boxes_drawn_before_lines_are_boxes_to_tick() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LINES, x=90)
        for number in range(3):
            canvas.rect(74, HEIGHT - 101 - 14 * number, 9, 9)

    assert read_page(draw).lines == tuple(f"☐ {line}" for line in LINES)


def test_a_box_filled_and_bordered_is_one_box() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LINES, x=90)
        for number in range(3):
            canvas.setFillColorRGB(0.9, 0.9, 0.9)
            canvas.rect(75, HEIGHT - 100 - 14 * number, 7, 7, stroke=0, fill=1)
            canvas.rect(74, HEIGHT - 101 - 14 * number, 9, 9)

    assert read_page(draw).lines == tuple(f"☐ {line}" for line in LINES)


def test_boxes_in_two_columns_lead_each_their_text() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (90, 330):
            put(canvas, LINES, x=x)
            for number in range(3):
                canvas.rect(x - 16, HEIGHT - 101 - 14 * number, 9, 9)

    assert read_page(draw).lines == tuple(f"☐ {line} ☐ {line}" for line in LINES)


def test_rings_and_dots_are_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        y = put(canvas, LINES, x=90)
        put(canvas, LINES, x=90, y=y + 20)
        for number in range(3):
            canvas.circle(80, HEIGHT - 96 - 14 * number, 2)
            canvas.circle(80, HEIGHT - y - 16 - 14 * number, 2, stroke=0, fill=1)

    page = read_page(draw)
    assert page.lines == (*(f"◦ {line}" for line in LINES), "", *(f"• {line}" for line in LINES))


def test_one_box_and_boxes_after_text_lead_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        y = put(canvas, LINES[:1], x=90)
        canvas.rect(74, HEIGHT - 101, 9, 9)
        y = put(canvas, LINES, x=90, y=y + 20)
        for number in range(3):
            canvas.rect(160, HEIGHT - y + 41 - 14 * number, 9, 9)

    assert read_page(draw).lines == (LINES[0], "", *LINES)
