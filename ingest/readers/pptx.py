"""PPTX: a page a slide; its title is a heading, its points are list items, its notes stand below under "Notater"."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame, _Paragraph

from ingest.limits import Limits, too_many_pages
from ingest.readers.archive import safe_archive
from ingest.readers.base import RawCell, RawDocument, RawPage, UnreadableFileError
from ingest.readers.office_xml import UNSAFE_OR_BROKEN, Element, child, chosen, diagram_points, name, unreadable, value
from ingest.readers.stated import language_tag, stated
from ingest.readers.told import NOTES, Beside, Line, Note, Part, bullet, heading, holds_text, item, page, paragraphs
from ingest.readers.told_tables import column_count, told_cell, told_tables

_DAMAGED = "filen er skadet og kan ikke leses som presentasjon; åpne den i PowerPoint, lagre den på nytt, og prøv igjen"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
_APART = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER)
_BULLETS = ("a:buChar", "a:buAutoNum", "a:buBlip")
_ROW = 182_880  # EMU (0.2 inches): shapes whose tops differ by less stand side by side


class PptxReader:
    """Reads `.pptx` files; follows no link, loads no image or medium, runs nothing."""

    suffixes = (".pptx",)
    version = "pptx-1"

    def __init__(self, most_pages: int = Limits().pages) -> None:
        """A file of more slides is refused before any of them is read."""
        self._most_pages = most_pages

    def read(self, content: bytes) -> RawDocument:
        """A page a slide, numbered as in the file; a hidden slide keeps its number and is not read.

        Raises UnreadableFileError where the file is locked, damaged, unsafe to open, has too many slides, or no text.
        """
        safe = safe_archive(content)
        try:
            presentation = pptx.Presentation(io.BytesIO(safe))
            if len(presentation.slides) > self._most_pages:
                raise UnreadableFileError(too_many_pages(len(presentation.slides), self._most_pages))
            return _read(presentation)
        except (*UNSAFE_OR_BROKEN, PythonPptxError) as error:
            raise unreadable(safe, ".pptx", _DAMAGED) from error


def _read(presentation: Presentation) -> RawDocument:
    pages = tuple(_page(number, slide) for number, slide in enumerate(presentation.slides, start=1))
    if not holds_text(pages):
        images, hidden = sum(page.images for page in pages), sum(page.is_hidden for page in pages)
        raise UnreadableFileError(
            f"filen har ingen tekst på noe lysbilde (lysbilder: {len(pages)}, skjulte: {hidden}, bilder: {images}); "
            "bruk en som har det"
        )
    kinds = {relationship.reltype for relationship in presentation.part.package._rels.values()}
    has_own = RELATIONSHIP_TYPE.CORE_PROPERTIES in kinds
    own = presentation.core_properties if has_own else None
    return RawDocument(
        pages=pages,
        title=stated(own.title) if own else None,
        author=stated(own.author) if own else None,
        language=(language_tag(own.language) if own else None) or language_tag(_language(presentation)),
    )


def _language(presentation: Presentation) -> str | None:
    """The language that most letters of the slides are marked as."""
    letters: Counter[str] = Counter()
    for slide in presentation.slides:
        for run in slide.element.iter(name("a:r")):
            stated = child(run, "a:rPr")
            text = child(run, "a:t")
            if stated is not None and text is not None and stated.get("lang"):
                letters[stated.get("lang", "")] += len(text.text or "")
    return next((language for language, _ in letters.most_common(1)), None)


def _page(number: int, slide: Slide) -> RawPage:
    if slide.element.get("show") in ("0", "false"):
        return RawPage(number=number, lines=(), unit="slide", is_hidden=True)
    for alternate in list(slide.element.iter(name("mc:AlternateContent"))):
        _choose(alternate)
    parts = [part for shape in _ordered(slide.shapes) for part in _shape(shape, slide)]
    titles = [part for part in parts if isinstance(part, Line) and part.role.kind == "heading"]
    rest = [part for part in parts if part not in titles]
    return page(number, [*titles, *rest, *_notes(slide)], unit="slide")


def _choose(alternate: Element) -> None:
    """Puts what of alternative content is read in its place."""
    parent = alternate.getparent()
    if parent is None:
        return
    at = parent.index(alternate)
    for offset, element in enumerate(list(chosen(alternate))):
        parent.insert(at + offset, element)
    parent.remove(alternate)


def _ordered(shapes: Iterable[BaseShape]) -> list[BaseShape]:
    """Shapes from top to bottom, those side by side from left to right; hidden ones left out."""
    shown = [shape for shape in shapes if not _is_hidden(shape)]
    shown.sort(key=lambda shape: shape.top or 0)
    rows: list[list[BaseShape]] = []
    for shape in shown:
        if rows and (shape.top or 0) - (rows[-1][0].top or 0) < _ROW:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [shape for row in rows for shape in sorted(row, key=lambda shape: shape.left or 0)]


def _is_hidden(shape: BaseShape) -> bool:
    properties = next(shape._element.iter(name("p:cNvPr")), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _shape(shape: BaseShape, slide: Slide) -> Iterator[Part]:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    if isinstance(shape, GroupShape):
        for inner in _ordered(shape.shapes):
            yield from _shape(inner, slide)
    elif isinstance(shape, GraphicFrame):
        yield from _graphic(shape, slide)
    elif shape.has_text_frame:
        yield from _framed(shape.text_frame, kind)  # type: ignore[attr-defined]
    elif child(shape._element, "p:blipFill") is not None:
        yield Beside(images=1)


def _framed(frame: TextFrame, kind: PP_PLACEHOLDER | None) -> Iterator[Part]:
    if kind in _TITLES:
        text = " ".join(frame.text.split())
        if text:
            yield heading(text, 1)
        return
    for paragraph in frame.paragraphs:
        texts = paragraphs(_text(paragraph))
        if kind in _APART:
            yield Beside(apart=tuple(texts))
        elif texts and _is_point(paragraph, is_body=kind in _BODIES):
            yield item(texts[0], paragraph.level, bullet(paragraph.level))
            yield from (Line(text=text) for text in texts[1:])
        else:
            yield from (Line(text=text) for text in texts)


def _is_point(paragraph: _Paragraph, *, is_body: bool) -> bool:
    """Whether a paragraph is a point: by its own bullet, else as the text of a slide's body is."""
    properties = child(paragraph._p, "a:pPr")
    if child(properties, "a:buNone") is not None:
        return False
    return is_body or any(child(properties, mark) is not None for mark in _BULLETS)


def _text(paragraph: _Paragraph) -> str:
    return str(paragraph.text).replace("\v", "\n")


def _graphic(frame: GraphicFrame, slide: Slide) -> Iterator[Part]:
    if frame.has_table:
        rows = list(_rows(frame.table))
        if column_count(rows) > 1:
            yield from told_tables(rows)
        else:
            yield from (Line(text=line) for row in rows for cell in row for line in cell.lines)
        return
    data = value(child(frame._element, "a:graphic", "a:graphicData", "dgm:relIds"), attribute="r:dm")
    if data is not None:
        points = diagram_points(slide.part.related_part(data).blob)
        yield from (item(point, 0, bullet(0)) for point in points)
    else:
        yield Beside(unread=1)


def _rows(table: Table) -> Iterator[list[RawCell]]:
    for row in table.rows:
        cells: list[RawCell] = []
        for column, cell in enumerate(row.cells):
            if cell.is_spanned:
                continue
            lines = [
                f"{bullet(0)} {line}" if not number and _is_point(paragraph, is_body=False) else line
                for paragraph in cell.text_frame.paragraphs
                for number, line in enumerate(_text(paragraph).split("\n"))
                if line.strip()
            ]
            cells.append(told_cell(lines, column, columns=cell.span_width, rows=cell.span_height))
        yield cells


def _notes(slide: Slide) -> Iterator[Note]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    for paragraph in frame.paragraphs if frame is not None else ():
        yield from (Note(text=text, heading=NOTES) for text in paragraphs(_text(paragraph)))
