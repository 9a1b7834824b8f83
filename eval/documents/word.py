"""Pieces of Word files that python-docx has no words for: tracked changes, text boxes, footnotes, shaded cells."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_BY = 'w:author="Saksbehandler" w:date="2025-05-20T09:00:00Z"'
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, *, bold: bool = False) -> str:
    """The XML of a run."""
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str, number: int) -> str:
    """A run that somebody put in while changes were tracked."""
    return f'<w:ins w:id="{number}" {_BY}>{run(text)}</w:ins>'


def deleted(text: str, number: int) -> str:
    """A run that somebody took out."""
    return f'<w:del w:id="{number}" {_BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def append(paragraph: Any, *pieces: str) -> None:
    """Puts runs, insertions and deletions at the end of a paragraph."""
    for piece in list(parse_xml(f"<w:p {nsdecls('w')}>{''.join(pieces)}</w:p>")):
        paragraph._p.append(piece)


def moved(paragraph: Any, text: str, number: int, *, away: bool) -> None:
    """A paragraph's text as moved from here (`away`) or to here."""
    tag = "moveFrom" if away else "moveTo"
    paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="{number}" {_BY}>{run(text)}</w:{tag}>'))


def mark_row(row: Any, change: str, number: int) -> None:
    """Marks a table row as put in ("ins") or taken out ("del"), its text with it."""
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f'<w:{change} {nsdecls("w")} w:id="{number}" {_BY}/>'))
    for at, paragraph in enumerate(paragraph for cell in row.cells for paragraph in cell.paragraphs):
        text = paragraph.text
        for child in list(paragraph._p.r_lst):
            paragraph._p.remove(child)
        append(paragraph, (inserted if change == "ins" else deleted)(text, number * 100 + at))


def text_box(paragraph: Any, texts: Sequence[str]) -> None:
    """A text box at a paragraph, once as drawing and once as its fallback, as Word writes it."""
    content = "".join(f"<w:p>{run(text)}</w:p>" for text in texts)
    held = f"<w:txbxContent>{content}</w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} {_SHAPES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            '<wp:extent cx="2700000" cy="1500000"/><wp:docPr id="91" name="Tekstboks 2"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{held}</wps:txbx><wps:bodyPr/></wps:wsp>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f'<v:shape style="width:212pt;height:118pt"><v:textbox>{held}</v:textbox></v:shape>'
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def footnotes(document: Document, texts: Sequence[str]) -> None:
    """The document's footnotes, numbered from 1."""
    held = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + text)}</w:p></w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    blob = f"<?xml version='1.0' encoding='UTF-8'?><w:footnotes {nsdecls('w')}>{separators}{held}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def refer(paragraph: Any, number: int) -> None:
    """The mark of a footnote at the end of a paragraph."""
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
    )


def shade(cell: Any, colour: str) -> None:
    """Fills a table cell."""
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))


def columns(section: Any, count: int) -> None:
    """Sets a section in columns."""
    found = section._sectPr.find(qn("w:cols"))
    if found is not None:
        section._sectPr.remove(found)
    section._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="{count}" w:space="708"/>'))


def fill(cell: Any, text: str, *, bold: bool = False) -> None:
    """A cell's text, a paragraph for each line."""
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold
    for line in others:
        cell.add_paragraph().add_run(line).bold = bold
