import io
from collections.abc import Callable
from typing import Any, cast

import pptx
import pytest
from lxml import etree
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Emu, Inches

from ingest.readers.base import RawDocument, RawPage, UnreadableFileError
from ingest.readers.pptx import PptxReader
from tests.ingest.readers.office_files import archive

NEAR = Emu(0)
TITLE_ONLY, TITLE_AND_BODY, BLANK, TWO_BODIES = 5, 1, 6, 3


def read(*draws: Callable[[Slide], None], layout: int = TITLE_AND_BODY) -> RawDocument:
    presentation = pptx.Presentation()
    for draw in draws:
        draw(presentation.slides.add_slide(presentation.slide_layouts[layout]))
    return PptxReader().read(saved(presentation))


def saved(presentation: Presentation) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def only(draw: Callable[[Slide], None], layout: int = TITLE_AND_BODY) -> RawPage:
    (page,) = read(draw, layout=layout).pages
    return page


def element(shape: BaseShape) -> etree._Element:
    return cast("etree._Element", shape._element)


def title(slide: Slide, text: str) -> None:
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = text


def body(slide: Slide, *points: tuple[str, int], at: int = 1) -> None:
    frame = slide.placeholders[at].text_frame
    for number, (text, level) in enumerate(points):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level


def box(slide: Slide, text: str, left: float, top: float) -> None:
    slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(0.5)).text_frame.text = text


def test_a_slide_is_a_page_with_title_points_and_notes() -> None:
    def draw(slide: Slide) -> None:
        body(slide, ("Vi er ute", 0), ("hver dag", 1))
        title(slide, "Trygge\vbarn")
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        notes.text = "Husk bildet."

    page = only(draw)
    assert page.lines == ("Trygge barn", "• Vi er ute", "◦ hver dag", "Notater", "Husk bildet.")
    assert [(role.kind, role.level) for role in page.roles] == [
        ("heading", 1),
        ("item", 0),
        ("item", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert page.unit == "slide"


def test_shapes_are_read_from_top_to_bottom_and_side_by_side_from_the_left() -> None:
    def draw(slide: Slide) -> None:
        box(slide, "nederst", 1, 6)
        box(slide, "høyre", 5, 3.1)
        box(slide, "venstre", 1, 3)
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(Inches(1), Inches(5), Inches(2), Inches(0.5)).text_frame.text = "i gruppe"

    assert only(draw, BLANK).lines == ("venstre", "høyre", "i gruppe", "nederst")

    def side_by_side(slide: Slide) -> None:
        body(slide, ("b", 0), at=2)
        body(slide, ("a", 0))

    assert only(side_by_side, TWO_BODIES).lines == ("• a", "• b")


def test_points_that_are_set_without_bullets_are_paragraphs_and_the_other_way_round() -> None:
    def draw(slide: Slide) -> None:
        body(slide, ("Bare tekst", 0))
        slide.placeholders[1].text_frame.paragraphs[0]._p.get_or_add_pPr().append(bullet("buNone"))
        slide.shapes.add_textbox(NEAR, Inches(6), Inches(2), Inches(1)).text_frame.text = "Et punkt"
        frame = slide.shapes[-1].text_frame  # type: ignore[attr-defined]
        frame.paragraphs[0]._p.get_or_add_pPr().append(bullet("buChar"))

    def bullet(kind: str) -> etree._Element:
        return etree.Element(f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{kind}")

    assert only(draw).lines == ("Bare tekst", "• Et punkt")


def test_a_table_has_merged_cells() -> None:
    def draw(slide: Slide) -> None:
        table = slide.shapes.add_table(3, 3, NEAR, NEAR, Inches(6), Inches(3)).table
        for row, texts in enumerate((("Tiltak", "Frist", "Ansvar"), ("Skog", "2026", "UTD\vUKE"), ("Bad", "2027", ""))):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(1, 2).merge(table.cell(2, 2))

    (table,) = only(draw, BLANK).tables
    assert [[(cell.lines, cell.column, cell.rows) for cell in row.cells] for row in table.rows[1:]] == [
        [(("Skog",), 0, 1), (("2026",), 1, 1), (("UTD", "UKE"), 2, 2)],
        [(("Bad",), 0, 1), (("2027",), 1, 1)],
    ]


def test_a_hidden_slide_keeps_its_number_and_is_not_read() -> None:
    def hide(slide: Slide) -> None:
        title(slide, "Ikke vis")
        slide._element.set("show", "0")

    first, second, third = read(lambda s: title(s, "En"), hide, lambda s: title(s, "Tre")).pages
    assert (second.number, second.lines, second.is_hidden) == (2, (), True)
    assert (first.is_hidden, third.number, third.lines) == (False, 3, ("Tre",))


def test_hidden_shapes_are_not_read_and_alternatives_once() -> None:
    def draw(slide: Slide) -> None:
        box(slide, "skjult", 1, 1)
        next(element(slide.shapes[-1]).iter("{*}cNvPr")).set("hidden", "1")
        box(slide, "valgt", 1, 2)
        box(slide, "reserve", 1, 3)
        space = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
        chosen, fallback = map(element, list(slide.shapes)[-2:])
        tree = chosen.getparent()
        assert tree is not None
        alternate = etree.SubElement(tree, f"{space}AlternateContent")
        etree.SubElement(alternate, f"{space}Choice").append(chosen)
        etree.SubElement(alternate, f"{space}Fallback").append(fallback)

    assert only(draw, BLANK).lines == ("valgt",)


def test_pictures_and_charts_are_counted() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")

    def draw(slide: Slide) -> None:
        box(slide, "Ute", 1, 1)
        slide.shapes.add_picture(picture, NEAR, NEAR)
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = ["a"]
        data.add_series("b", (1.0,))
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, NEAR, NEAR, Inches(1), Inches(1), data)

    page = only(draw, BLANK)
    assert (page.lines, page.images, page.unread) == (("Ute",), 1, 1)


def test_the_file_says_its_title_and_the_language_of_most_letters() -> None:
    presentation = pptx.Presentation()
    presentation.core_properties.title = "Trygge barn"
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    title(slide, "Vi er ute hver dag")
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.language_id = MSO_LANGUAGE_ID.NORWEGIAN_BOKMOL
    found = PptxReader().read(saved(presentation))
    assert (found.title, found.language) == ("Trygge barn", "nb-NO")


def test_slides_without_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="ingen tekst på noe lysbilde \\(lysbilder: 1,"):
        read(lambda slide: None)
    with pytest.raises(UnreadableFileError, match="skadet"):
        PptxReader().read(archive({"[Content_Types].xml": "<Types/>"}))
