"""What Word has and python-docx has no words for: links, bookmarks, fields, repeated rows, the document's language."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_WORD_2013 = "15"  # the latest there is: an older one opens "in compatibility mode"

# What may follow, in the order that Word asks for: of a paragraph's properties, and of the document's settings.
_AFTER_HYPHENS = tuple(
    f"w:{name}"
    for name in (
        "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing "
        "ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap "
        "outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
)
_AFTER_HYPHENATION = tuple(
    f"w:{name}"
    for name in (
        "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle "
        "defaultTableStyle evenAndOddHeaders drawingGridHorizontalSpacing characterSpacingControl compat rsids "
        "themeFontLang clrSchemeMapping shapeDefaults decimalSymbol listSeparator"
    ).split()
)


def element(name: str, /, **attributes: str) -> Any:
    """An element of Word's own namespace, with attributes of it."""
    made: Any = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """Words that lead to an address outside the document."""
    related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), related)
    _add_words(paragraph, link, text, "Hyperlink")


def add_jump(paragraph: Paragraph, text: str, bookmark: str) -> None:
    """Words that lead to a bookmark of the document."""
    _add_words(paragraph, element("hyperlink", anchor=bookmark, history="1"), text, None)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Has a bookmark of a name, and of a number of its own, stand around all of a paragraph."""
    start = element("bookmarkStart", id=str(number), name=name)
    place = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(place, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Begins a field, what follows being what it shows until it is ended."""
    for kind in ("begin", "instruction", "separate"):
        run = paragraph.add_run()
        if kind == "instruction":
            words = element("instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = instruction
            run._r.append(words)
        else:
            run._r.append(element("fldChar", fldCharType=kind))


def end_field(paragraph: Paragraph) -> None:
    """Ends the field that was begun."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def enclose_in_field(lines: Sequence[Paragraph], instruction: str) -> None:
    """Has a field show paragraphs that follow each other."""
    first, shown = lines[0], [part for part in lines[0]._p if part.tag != qn("w:pPr")]
    begin_field(first, instruction)
    first._p.extend(shown)
    end_field(lines[-1])


def repeat_on_each_page(row: _Row) -> None:
    """Has a row stand at the top of each page that its table goes on to."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def keep_on_one_page(row: _Row) -> None:
    """Has a row not be parted by the end of a page."""
    row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))


def hyphenate(paragraph: Paragraph) -> None:
    """Has long words of a paragraph be parted where a line ends, in a document that parts no others."""
    _set_hyphens(paragraph._p, suppressed=False)


def set_hyphenation(document: Document) -> None:
    """Has long words be parted in those paragraphs that are to hyphenate them, and in no others."""
    settings = document.settings.element
    settings.insert_element_before(element("autoHyphenation", val="true"), *_AFTER_HYPHENATION)
    _set_hyphens(document.styles["Normal"].element, suppressed=True)


def shade(cell: _Cell, colour: str) -> None:
    """Fills a cell with a colour (six hexadecimal digits)."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def pad(table: Table, twips: int) -> None:
    """Has so much room be above and below the words of each cell."""
    margins = element("tblCellMar")
    for side in ("top", "bottom"):
        margins.append(element(side, w=str(twips), type="dxa"))
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    place = len(properties) if look is None else properties.index(look)
    properties.insert(place, margins)


def set_font(style: ParagraphStyle, name: str) -> None:
    """Has a style be set in a font, whatever the document's theme says."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if str(key).endswith("Theme")]:
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def set_language(document: Document, language: str) -> None:
    """Has all words of a document be in a language ("nb-NO"), for those who check spelling and those who listen."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(element("lang", val=language))
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), language)
    document.core_properties.language = language


def set_current_version(document: Document) -> None:
    """Has Word take the document for one of its own time."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)


def _set_hyphens(owner: Any, *, suppressed: bool) -> None:
    wanted = element("suppressAutoHyphens", val=str(suppressed).lower())
    owner.get_or_add_pPr().insert_element_before(wanted, *_AFTER_HYPHENS)


def _add_words(paragraph: Paragraph, link: Any, text: str, style: str | None) -> None:
    run = Run(element("r"), paragraph)
    run.text = text
    if style is not None:
        run.style = style
    link.append(run._r)
    paragraph._p.append(link)
