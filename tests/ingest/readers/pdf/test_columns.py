from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdf.sheets import put, read, read_page

LEFT = [
    "Barna går på tur i skogen hver",
    "eneste uke, og de voksne lager",
    "bål sammen med dem. Etterpå",
    "tegner gruppa kart over stien",
    "og forteller om dyrene de så.",
]
RIGHT = [
    "Foreldrene får en melding før",
    "hver tur, og den forteller hva",
    "barna skal ha med i sekken på",
    "den lange turen til fjells om",
    "høsten.",
]
WHOLE = "Denne linja går over hele siden, fra den ene kanten til den andre, og hører ikke til i noen spalte."


def test_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, [WHOLE], y=80)
        put(canvas, LEFT, y=120)
        put(canvas, RIGHT, x=320, y=120)
        put(canvas, [WHOLE], y=230)

    assert read_page(draw).lines == (WHOLE, "", *LEFT, "", *RIGHT, "", WHOLE)


def test_columns_may_have_lines_at_heights_of_their_own() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT, y=120)
        put(canvas, RIGHT, x=320, y=113)

    assert read_page(draw).lines == (*LEFT, "", *RIGHT)


def test_the_longer_column_is_read_to_its_end() -> None:
    def draw(canvas: Canvas) -> None:
        y = put(canvas, LEFT, y=120)
        put(canvas, LEFT, y=y)
        put(canvas, RIGHT, x=320, y=120)

    assert read_page(draw).lines == (*LEFT, *LEFT, "", *RIGHT)


def test_a_column_that_begins_higher_is_read_whole() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT * 2, y=120)
        put(canvas, RIGHT, x=320, y=120 + 14 * 3)

    assert read_page(draw).lines == (*LEFT, *LEFT, "", *RIGHT)


def test_paragraphs_level_with_each_other_are_read_row_by_row() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(3):
            put(canvas, LEFT[:3], y=120 + 70 * row)
            put(canvas, RIGHT[:2], x=320, y=120 + 70 * row)

    assert read_page(draw).lines == (*LEFT[:3], "", *RIGHT[:2], "") * 2 + (*LEFT[:3], "", *RIGHT[:2])


def test_a_heading_right_above_text_across_the_page_is_not_of_the_column_above() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT, y=120)
        put(canvas, RIGHT, x=320, y=120)
        put(canvas, ["Neste del", WHOLE], y=230)

    lines = read_page(draw).lines
    assert lines[-2:] == ("Neste del", WHOLE)
    assert lines.index("Neste del") > lines.index(RIGHT[-1])


def test_contents_with_page_numbers_are_no_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for index, title in enumerate(["Innledning til planen", "Roller og ansvar i den", "Tiltak i alle bydeler"]):
            put(canvas, [title], y=100 + 14 * index)
            put(canvas, [str(3 + index)], x=500, y=100 + 14 * index)

    assert read_page(draw).lines == (
        "Innledning til planen 3",
        "Roller og ansvar i den 4",
        "Tiltak i alle bydeler 5",
    )


def test_bullets_are_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        for index in range(4):
            put(canvas, ["•"], x=72, y=100 + 14 * index)
        put(canvas, LEFT[:4], x=100, y=100)

    assert read_page(draw).lines == tuple(f"• {line}" for line in LEFT[:4])


def test_drawn_bullets_are_marks() -> None:
    def draw(canvas: Canvas) -> None:
        for index in range(3):
            canvas.circle(78, 842 - 100 - 14 * index + 4, 2, stroke=0, fill=1)
        put(canvas, LEFT[:3], x=90, y=100)

    assert read_page(draw).lines == tuple(f"• {line}" for line in LEFT[:3])


def test_a_dotted_line_is_no_bullets() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(2):
            for index in range(10):
                canvas.circle(20 + 6 * index, 842 - 100 - 14 * row + 4, 1.5, stroke=0, fill=1)
        put(canvas, LEFT[:2], x=90, y=100)

    assert read_page(draw).lines == tuple(LEFT[:2])


def test_a_box_beside_text_is_read_by_itself() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT, y=120)
        canvas.rect(310, 842 - 172, 180, 70)
        put(canvas, ["Husk å ta med", "drikke til alle"], x=320, y=120)

    page = read_page(draw)
    assert not page.tables
    assert page.lines == (*LEFT, "", "Husk å ta med", "drikke til alle")


def test_boxes_beside_each_other_are_no_table() -> None:
    names = ("Trygghet", "Lek", "Læring")

    def draw(canvas: Canvas) -> None:
        for x, name in zip((72, 220, 370), names, strict=True):
            canvas.roundRect(x, 842 - 270, 130, 90, 6)
            put(canvas, [name], x=x + 8, y=200)
            put(canvas, ["for alle barn", "hele året"], x=x + 8, y=225)
        put(canvas, ["Først"], x=80, y=175)
        put(canvas, ["Sist"], x=378, y=175)

    page = read_page(draw)
    assert not page.tables
    boxes = [line for name in names for line in (name, "for alle barn", "hele året")]
    assert [line for line in page.lines if line not in ("", "Først", "Sist")] == boxes


def test_a_box_with_one_line_is_not_of_the_column_over_it() -> None:
    def draw(canvas: Canvas) -> None:
        for x, lines in ((72, LEFT), (330, RIGHT)):
            canvas.rect(x - 8, 842 - 185, 200, 80)
            put(canvas, lines, x=x, y=120)
        canvas.rect(64, 842 - 225, 458, 30)
        put(canvas, ["Overordnet mål"], x=120, y=215)

    assert read_page(draw).lines == (*LEFT, "", *RIGHT, "", "Overordnet mål")


def test_a_highlight_does_not_part_a_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(70, 842 - 130 - 14 - 3, 220, 14, stroke=0, fill=1)
        canvas.setFillGray(0)
        put(canvas, LEFT, y=130)

    assert read_page(draw).lines == tuple(LEFT)


def test_a_frame_around_prose_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(60, 842 - 190, 300, 100, stroke=1, fill=1)
        canvas.setFillGray(0)
        put(canvas, LEFT, y=110)
        put(canvas, ["Under ramma"], y=230)

    page = read_page(draw)
    assert not page.tables
    assert page.lines == (*LEFT, "", "Under ramma")


def test_a_background_that_cuts_through_lines_is_no_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.circle(100, 842 - 130, 50, stroke=0, fill=1)
        canvas.setFillGray(0)
        put(canvas, LEFT, y=110)

    assert read_page(draw).lines == tuple(LEFT)


def test_edges_that_few_pages_share_come_last_and_first_with_a_blank_line_between() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Fjellvik kommune"], y=30)
        put(canvas, LEFT, y=120)
        put(canvas, RIGHT, x=320, y=120)
        put(canvas, [f"Plan for barnehagene {canvas.getPageNumber()}"], y=810)

    def without(canvas: Canvas) -> None:
        put(canvas, LEFT, y=120)

    for number, page in enumerate(read(draw, draw, draw, *[without] * 5).pages[:3], start=1):
        assert page.lines == (
            "Fjellvik kommune",
            "",
            *LEFT,
            "",
            *RIGHT,
            "",
            f"Plan for barnehagene {number}",
        )


def test_a_page_number_far_from_the_footer_is_the_outermost_line() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT, y=120)
        put(canvas, [str(canvas.getPageNumber())], x=72, y=810)
        put(canvas, ["Plan for barnehagene"], x=400, y=810)

    for number, page in enumerate(read(draw, draw).pages, start=1):
        assert page.lines[-3:] == ("Plan for barnehagene", "", str(number))


def test_columns_of_few_words_a_line_are_read_one_after_the_other_where_their_sentences_go_on() -> None:
    texts = [["Foreldresamtalene holdes", "to ganger", "i året."], ["Barnehagelærerne", "kjenner alle", "i gruppa."]]

    def draw(canvas: Canvas) -> None:
        canvas.setFontSize(16)
        put(canvas, texts[0], y=120, leading=20)
        put(canvas, texts[1], x=340, y=120, leading=20)

    assert read_page(draw).lines == (*texts[0], "", *texts[1])


def test_small_words_in_the_margin_are_read_before_the_text_that_they_stand_beside() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, ["Neste del"], y=90)
        put(canvas, LEFT, x=190, y=120)
        canvas.setFontSize(7)
        put(canvas, ["Se barnehageloven", "§ 53"], y=120, leading=9)

    assert read_page(draw).lines == ("Neste del", "", "Se barnehageloven", "§ 53", "", *LEFT)


def test_small_numbers_and_bullets_in_the_margin_are_no_notes() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT, x=110, y=120)
        canvas.setFontSize(7)
        put(canvas, ["1.", "2.", "a)", "b)", "5"], y=120)

    marks = [line.split()[0] for line in read_page(draw).lines]
    assert marks == ["1.", "2.", "a)", "b)", "5"]
