from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdf.sheets import put, read, read_page

PROSE = ["Barna går på tur i skogen hver uke,", "og de voksne lager bål der sammen", "med dem når det er kaldt ute."]


def test_a_wider_gap_begins_a_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        y = put(canvas, PROSE)
        put(canvas, PROSE, y=y + 6)

    assert read_page(draw).lines == (*PROSE, "", *PROSE)


def test_wide_line_spacing_is_no_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        y = put(canvas, PROSE * 2, leading=18)
        put(canvas, PROSE, y=y + 10, leading=18)

    assert read_page(draw).lines == (*PROSE, *PROSE, "", *PROSE)


def test_larger_or_bolder_type_is_a_paragraph_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        y = put(canvas, ["Turer"])
        canvas.setFont("Helvetica", 11)
        y = put(canvas, PROSE, y=y)
        canvas.setFont("Helvetica", 14)
        put(canvas, ["Mat"], y=y)

    page = read_page(draw)
    assert page.lines == ("Turer", "", *PROSE, "", "Mat")
    assert [style.size for style in page.styles if style] == [11, 11, 11, 11, 14]


def test_there_is_a_style_for_each_line_and_none_for_a_blank_one() -> None:
    def draw(canvas: Canvas) -> None:
        y = put(canvas, PROSE)
        put(canvas, PROSE, x=90, y=y + 20)

    page = read_page(draw)
    assert [bool(line) for line in page.lines] == [style is not None for style in page.styles]
    assert [style.x0 for style in page.styles if style] == [72, 72, 72, 90, 90, 90]


def test_what_is_usual_is_learnt_from_all_pages() -> None:
    def prose(canvas: Canvas) -> None:
        put(canvas, PROSE * 5, leading=13)

    def short(canvas: Canvas) -> None:
        put(canvas, ["Første avsnitt", "Andre avsnitt"], leading=18)

    assert read(prose, short).pages[1].lines == ("Første avsnitt", "", "Andre avsnitt")
