"""Word documents of made-up plans, and their PDF by LibreOffice."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

PROGRAM = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
_SECONDS = 120


def new(title: str, header: str, *, landscape: bool = False, size: float = 10.5) -> Document:
    """A document with a title, a running header and numbered pages."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    normal = document.styles["Normal"].font
    normal.name, normal.size = "DejaVu Sans Condensed", Pt(size)
    section.header.paragraphs[0].text = header
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("Side ")
    _field(footer, "PAGE")
    footer.add_run(" av ")
    _field(footer, "NUMPAGES")
    document.add_heading(title, 0)
    return document


def paragraph(document: Document, sentences: Iterable[str]) -> Paragraph:
    """A paragraph of sentences."""
    return document.add_paragraph(" ".join(sentences))


def table(document: Document, heads: Sequence[str], widths: Sequence[float], fill: str = "D9E2F3") -> Table:
    """A ruled table of a header that comes again on each page; widths in centimetres."""
    made: Table = document.add_table(rows=1, cols=len(heads))
    made.style, made.autofit = "Table Grid", False
    for cell, head in zip(made.rows[0].cells, heads, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(head).bold = True
        shade(cell, fill)
    _mark(made.rows[0])
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    return made


def row(made: Table, texts: Sequence[str], widths: Sequence[float], size: float = 9.5) -> _Row:
    """A row; a line of a cell that begins with "• " is a paragraph of its own, as every line is."""
    added: _Row = made.add_row()  # type: ignore[no-untyped-call]
    for cell, text, width in zip(added.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        lines = text.split("\n")
        cell.paragraphs[0].add_run(lines[0]).font.size = Pt(size)
        for line in lines[1:]:
            cell.add_paragraph().add_run(line).font.size = Pt(size)
    return added


def group(made: Table, text: str, fill: str = "EDEDED") -> None:
    """A row of one cell as wide as the table."""
    cells = made.add_row().cells  # type: ignore[no-untyped-call]
    merged = cells[0].merge(cells[-1])
    merged.text = ""
    merged.paragraphs[0].add_run(text).bold = True
    shade(merged, fill)


def shade(cell: _Cell, fill: str, letters: str = "") -> None:
    """Fills a cell with a colour; `letters` is the colour of what stands in it."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)  # type: ignore[arg-type]
    if letters:
        for run in (run for line in cell.paragraphs for run in line.runs):
            run.font.color.rgb = RGBColor.from_string(letters)


def pdf(document: Document, path: Path) -> Path:
    """Saves the document as Word and then as the PDF at `path`, by LibreOffice."""
    if PROGRAM is None:
        raise FileNotFoundError("LibreOffice is not installed (apt install libreoffice-writer)")
    word = path.with_suffix(".docx")
    document.save(str(word))
    profile = (path.parent / "libreoffice-profile").as_uri()
    subprocess.run(  # noqa: S603 (a program found at start, a file just written)
        [PROGRAM, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir",
         str(path.parent), str(word)],
        check=True, capture_output=True, timeout=_SECONDS,
    )  # fmt: skip
    return path


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # type: ignore[arg-type]


def _mark(header: _Row) -> None:
    properties = header._tr.get_or_add_trPr()
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    properties.append(element)  # type: ignore[arg-type]
