"""How an exported draft looks in Word: its fonts, its headings, its pages upright and across."""

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant.exports.drafts.word_elements import set_current_version, set_font, set_hyphenation, set_language

_FONT = "Arial"  # or what stands for it: Liberation Sans has the same widths
_INK = RGBColor(0x1F, 0x2A, 0x44)
_MUTED = RGBColor(0x59, 0x5F, 0x69)
_LINK = RGBColor(0x0B, 0x57, 0xA4)
_SHORT, _LONG = Cm(21.0), Cm(29.7)  # A4
_MARGIN, _NARROW = Cm(2.5), Cm(2.0)
_HEADINGS = {"Title": (26, 0, 10), "Subtitle": (15, 10, 12), "Heading 1": (17, 18, 6), "Heading 2": (13.5, 14, 4)}
_LOWER = {"Heading 3": (11.5, 12, 3), "Heading 4": (10.5, 10, 2)}

TABLE_SIZE = Pt(9)
NOTE, LEAD, SOURCE, FOOTER, CONTENTS = "Draft Note", "Draft Lead", "Draft Source", "Footer", "Draft Contents"


def styled_document(language: str) -> Document:
    """A document without words in a language, with the styles that drafts are set in."""
    document = docx.Document()
    set_language(document, language)
    set_current_version(document)
    normal = _style(document, "Normal")
    _set(normal, 10.5, 0, 6)
    normal.paragraph_format.line_spacing = 1.1
    set_hyphenation(document)
    for name, sizes in {**_HEADINGS, **_LOWER}.items():
        heading = _style(document, name)
        _set(heading, *sizes)
        heading.font.color.rgb = _INK
        heading.font.bold = name != "Subtitle"
        heading.font.italic = False
        _without_rule(heading)
    _set(_style(document, "List Bullet"), 10.5, 0, 3)
    _add(document, NOTE, 10.5, 0, 6).font.italic = True
    _add(document, LEAD, 10.5, 0, 6).paragraph_format.keep_with_next = True
    _add(document, CONTENTS, 10.5, 0, 2)
    _add(document, SOURCE, 9.5, 0, 6)
    source = _style(document, SOURCE).paragraph_format
    source.left_indent, source.first_line_indent = Cm(1), Cm(-1)
    for name in (NOTE, LEAD):
        _style(document, name).font.color.rgb = _MUTED
    _set(_style(document, FOOTER), 9, 0, 0)
    _style(document, FOOTER).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = _LINK
    link.font.underline = True
    _turn(document.sections[0], is_across=False)
    return document


def new_pages(document: Document, *, is_across: bool) -> Section:
    """Begins pages that lie upright or across."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    _turn(section, is_across=is_across)
    return section


def text_width(section: Section) -> Length:
    """The width between the margins."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None  # all three were set
    assert left is not None
    assert right is not None
    return Length(page - left - right)


def _turn(section: Section, *, is_across: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if is_across else (_SHORT, _LONG)
    section.left_margin = section.right_margin = _NARROW if is_across else _MARGIN
    section.top_margin = section.bottom_margin = _NARROW


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _add(document: Document, name: str, size: float, before: float, after: float) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    _set(style, size, before, after)
    return style


def _set(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    set_font(style, _FONT)
    style.font.size = Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _without_rule(style: ParagraphStyle) -> None:
    """Takes away the line under a title."""
    properties = style.element.pPr
    for border in properties.findall(qn("w:pBdr")) if properties is not None else ():
        properties.remove(border)
