"""The body of a Word document as a flow: paragraphs, headings, list items, tables, and what hangs in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ingest.readers.base import RawCell
from ingest.readers.docx.grid import begins_at, blocks_of, cells_of, rows_of, span_of, width_of
from ingest.readers.docx.inline import Inline, inline_of
from ingest.readers.docx.numbering import Numbering
from ingest.readers.docx.set_headings import Paragraph, told_headings
from ingest.readers.docx.styles import Style, Styles
from ingest.readers.office_xml import Element, child, name
from ingest.readers.told import FOOTNOTES, Beside, Line, Note, Part, Running, bullet, heading, item, paragraphs
from ingest.readers.told_tables import told_cell, told_tables


class Sources:
    """What the body refers to in other parts: notes by kind and id, diagrams and headers by relationship."""

    def __init__(
        self,
        notes: Mapping[tuple[str, str], Element],
        diagrams: Mapping[str, tuple[str, ...]],
        headers: Mapping[str, Element],
    ) -> None:
        self.notes = notes
        self.diagrams = diagrams
        self.headers = headers


class BodyReader:
    """Reads the body of one document."""

    def __init__(self, styles: Styles, numbering: Numbering, sources: Sources) -> None:
        self._styles = styles
        self._numbering = numbering
        self._sources = sources
        self._carried: list[Inline] = []
        self._languages: Counter[str | None] = Counter()
        self.title: str | None = None

    @property
    def language(self) -> str | None:
        """The language that most letters of the flow are marked as."""
        return next((language for language, _ in self._languages.most_common(1)), None)

    def flow(self, body: Element) -> list[Part]:
        """All of the body, in order; `title` is then what is set as the document's title."""
        blocks = list(blocks_of(body))
        running = list(self._running(blocks))
        parts: list[Part | Paragraph] = [*running[:1]]
        for block in blocks:
            parts.extend(self._block(block))
            if _section_end(block) is not None:
                running = running[1:]
                parts.extend(running[:1])
        return told_headings(parts)

    # Paragraphs

    def _block(self, block: Element) -> Iterator[Part | Paragraph]:
        if block.tag == name("w:p"):
            yield from self._paragraph(block)
        elif block.tag == name("w:tbl"):
            yield from self._table(block)
        elif block.tag == name("w:altChunk"):
            yield Beside(unread=1)

    def _paragraph(self, paragraph: Element) -> Iterator[Part | Paragraph]:
        style = self._styles.of_paragraph(paragraph)
        inline = inline_of(paragraph, style, self._styles)
        if child(paragraph, "w:pPr", "w:rPr", "w:del") is not None:
            self._carried.append(inline)  # its end is deleted: it goes on in the next paragraph
            return
        inlines, self._carried = [*self._carried, inline], []
        text = "".join(one.text for one in inlines)
        yield from self._lines(paragraph, style, text, inlines)
        for one in inlines:
            self._languages.update({look.language: letters for letters, look in one.looks})
            yield from self._hanging(one)

    def _lines(
        self, paragraph: Element, style: Style, text: str, inlines: Iterable[Inline]
    ) -> Iterator[Part | Paragraph]:
        texts = paragraphs(text)
        if not texts:
            return
        if style.is_contents:
            yield Beside(apart=tuple(texts))
            return
        mark = self._numbering.mark(paragraph, style)
        if style.is_title or style.level is not None:
            if style.is_title:
                self.title = self.title or " ".join(texts)
            number = f"{mark.text} " if mark and not mark.is_bullet else ""
            yield heading(f"{number}{' '.join(texts)}".strip(), 0 if style.is_title else style.level or 0)
        elif mark is not None:
            yield item(texts[0], mark.depth, mark.text)
            yield from (Line(text=other) for other in texts[1:])
        elif len(texts) == 1:
            looks = [look for one in inlines for look in one.looks]
            yield Paragraph(text=texts[0], looks=tuple(looks), standard=self._styles.size(style))
        else:
            yield from (Line(text=other) for other in texts)

    def _hanging(self, inline: Inline) -> Iterator[Part | Paragraph]:
        for key in inline.notes:
            note = self._sources.notes.get(key)
            yield from (Note(text=text, heading=FOOTNOTES) for text in self.plain(note))
        for box in inline.boxes:
            for block in blocks_of(box):
                yield from map(_within_box, self._block(block))
        for diagram in inline.diagrams:
            for point in self._sources.diagrams.get(diagram, ()):
                yield item(point, 0, bullet(0))
        if inline.images or inline.unread:
            yield Beside(images=inline.images, unread=inline.unread)

    def plain(self, element: Element | None) -> list[str]:
        """The paragraphs of a note, a header or a footer, those of its tables among them."""
        texts: list[str] = []
        for paragraph in element.iter(name("w:p")) if element is not None else ():
            texts.extend(paragraphs(inline_of(paragraph, self._styles.of_paragraph(paragraph), self._styles).text))
        return texts

    # Tables

    def _table(self, table: Element) -> Iterator[Part | Paragraph]:
        if width_of(table) <= 1:
            yield from self._boxed(table)
            return
        rows, inner = self._rows(table)
        yield from told_tables(rows)
        yield from inner

    def _boxed(self, table: Element) -> Iterator[Part | Paragraph]:
        """A table of one column is a frame around its text."""
        for row in rows_of(table):
            for cell in cells_of(row):
                for block in blocks_of(cell):
                    yield from self._block(block)

    def _rows(self, table: Element) -> tuple[list[list[RawCell]], list[Part | Paragraph]]:
        """The rows, a cell that goes on from the row above counted to that; and the tables within cells, and more."""
        rows: list[list[RawCell]] = []
        inner: list[Part | Paragraph] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in rows_of(table):
            column = begins_at(row)
            cells: list[RawCell] = []
            for cell in cells_of(row):
                width = span_of(cell)
                merge = child(cell, "w:tcPr", "w:vMerge")
                above = open_cells.get(column)
                if merge is not None and merge.get(name("w:val")) != "restart" and above is not None:
                    _grow(rows, above, len(rows))
                else:
                    lines = list(self._cell_lines(cell, inner))
                    open_cells[column] = (len(rows), len(cells))
                    cells.append(told_cell(lines, column, columns=width))
                    if merge is None:
                        del open_cells[column]
                column += width
            rows.append(cells)
        return rows, inner

    def _cell_lines(self, cell: Element, inner: list[Part | Paragraph]) -> Iterator[str]:
        for block in blocks_of(cell):
            if block.tag == name("w:tbl"):
                inner.extend(self._table(block))
                continue
            if block.tag != name("w:p"):
                continue
            style = self._styles.of_paragraph(block)
            inline = inline_of(block, style, self._styles)
            lines = [" ".join(line.split()) for line in inline.text.split("\n") if line.strip()]
            mark = self._numbering.mark(block, style) if lines else None
            if mark is not None:
                lines[0] = f"{mark.text} {lines[0]}"
            yield from lines
            inner.extend(self._hanging(inline))

    # Headers and footers

    def _running(self, blocks: Iterable[Element]) -> Iterator[Running]:
        """The headers and footers of each section; one that states none of a kind has those of the section before."""
        stated: dict[tuple[str, str], list[str]] = {}
        for section in map(_section_end, blocks):
            if section is None:
                continue
            for reference in section:
                if reference.tag not in (name("w:headerReference"), name("w:footerReference")):
                    continue
                lines = self.plain(self._sources.headers.get(reference.get(name("r:id"), "")))
                stated[str(reference.tag), reference.get(name("w:type"), "")] = lines
            found = (line for lines in stated.values() for line in lines if any(map(str.isalpha, line)))
            yield Running(lines=tuple(dict.fromkeys(found)))


def _within_box(part: Part | Paragraph) -> Part | Paragraph:
    """What stands in a text box, where no heading holds for the text that goes on around it."""
    if isinstance(part, Paragraph) or (isinstance(part, Line) and part.role.kind == "heading"):
        return Line(text=part.text)
    return part


def _section_end(block: Element) -> Element | None:
    """The section that ends with a block."""
    return block if block.tag == name("w:sectPr") else child(block, "w:pPr", "w:sectPr")


def _grow(rows: list[list[RawCell]], place: tuple[int, int], row: int) -> None:
    """Makes a cell reach down into a row."""
    at, index = place
    rows[at][index] = rows[at][index].model_copy(update={"rows": row - at + 1})
