"""The document of a draft as a Word file: real headings, tables whose first row stands on each page, live links."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from assistant.exports.drafts.document import (
    Block,
    Cell,
    DraftDocument,
    Heading,
    ListedSource,
    Paragraph,
    Table,
)
from assistant.exports.drafts.line_breaks import with_line_breaks
from assistant.exports.drafts.word_elements import (
    add_bookmark,
    add_jump,
    add_link,
    begin_field,
    enclose_in_field,
    end_field,
    hyphenate,
    keep_on_one_page,
    pad,
    repeat_on_each_page,
    shade,
)
from assistant.exports.drafts.word_styles import (
    CONTENTS,
    FOOTER,
    LEAD,
    NOTE,
    SOURCE,
    TABLE_SIZE,
    new_pages,
    styled_document,
    text_width,
)
from assistant.texts import said

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_SHADE = "E8EDF4"
_LEVELS_LISTED = 3
_PADDING = 50  # twentieths of a point
_LONG_ROW = 1_200  # characters: a row of more than half a page is parted where the page ends


def word_file(draft: DraftDocument, at: datetime | None = None, *, is_printed: bool = False) -> bytes:
    """The file; its properties say that it was written now, or `at` another time.

    Where it `is_printed` by LibreOffice the pages of the contents are looked up there. Else its contents are a field
    of Word's, in which the pages stand when it is brought up to date: on which they are, nobody knows but Word.
    """
    return _Writer(draft, at or datetime.now(UTC), is_printed=is_printed).written()


class _Writer:
    def __init__(self, draft: DraftDocument, at: datetime, *, is_printed: bool) -> None:
        self._draft = draft
        self._at = at
        self._is_printed = is_printed
        self._file: Document = styled_document(draft.language)
        self._ids = count(1)
        self._is_across = False

    def written(self) -> bytes:
        self._set_properties()
        self._write_front()
        for chapter in _chapters(self._draft.blocks):
            self._write_chapter(chapter)
        self._write_sources()
        content = io.BytesIO()
        self._file.save(content)
        return content.getvalue()

    def _set_properties(self) -> None:
        draft, properties = self._draft, self._file.core_properties
        properties.title = " – ".join(draft.names)
        properties.subject = draft.kind
        properties.author = draft.unit
        properties.last_modified_by = draft.unit
        properties.keywords = draft.assistance or ""
        properties.comments = draft.assistance or ""
        properties.created = properties.modified = self._at

    def _write_front(self) -> None:
        draft = self._draft
        for name, style in zip(draft.names, ("Title", "Subtitle"), strict=False):
            self._file.add_paragraph(name, style=style)
        for name, value in draft.facts:
            line = self._file.add_paragraph()
            line.add_run(f"{name}: ").bold = True
            line.add_run(value)
        if draft.assistance:
            self._file.add_paragraph(f"{draft.assistance}.", style=NOTE)
        self._write_contents()
        self._write_footer()

    def _write_contents(self) -> None:
        """The headings, each leading to its place."""
        self._file.add_paragraph(said("draft_document.contents", self._draft.written_form), style="Subtitle")
        headings = [block for block in self._draft.blocks if isinstance(block, Heading)]
        listed = [*headings, Heading(level=1, text=self._draft.sources_title)]
        lines = [self._write_listed(heading, _heading_name(number)) for number, heading in enumerate(listed, start=1)]
        if not self._is_printed:
            enclose_in_field(lines, f'TOC \\o "1-{_LEVELS_LISTED}" \\n \\h \\z')

    def _write_listed(self, heading: Heading, name: str) -> WordParagraph:
        line = self._file.add_paragraph(style=CONTENTS)
        line.paragraph_format.left_indent = Length(228600 * (heading.level - 1))  # a quarter of an inch a level
        add_jump(line, heading.text, name)
        if self._is_printed:
            width = text_width(self._file.sections[0])
            line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            line.add_run("\t")
            begin_field(line, f"PAGEREF {name} \\h")
            end_field(line)
        return line

    def _write_footer(self) -> None:
        line = self._file.sections[0].footer.paragraphs[0]
        line.style = self._file.styles[FOOTER]
        line.add_run(f"{' · '.join(self._draft.names)} · {said('draft_document.page', self._draft.written_form)} ")
        begin_field(line, "PAGE")
        line.add_run("1")
        end_field(line)

    def _write_chapter(self, blocks: Sequence[Block]) -> None:
        """A chapter on upright pages; one with tables, of five columns, on pages that lie across."""
        is_across = any(isinstance(block, Table) for block in blocks)
        if is_across != self._is_across or len(self._file.sections) == 1:
            new_pages(self._file, is_across=is_across)
            self._is_across = is_across
        for block in blocks:
            if isinstance(block, Heading):
                self._write_heading(block)
            elif isinstance(block, Paragraph):
                style = "List Bullet" if block.is_item else NOTE if block.is_note else None
                line = self._file.add_paragraph(style=style)
                self._write_pieces(line, block)
                if line.text.endswith(":"):
                    line.paragraph_format.keep_with_next = True  # what it announces stands on its page
            else:
                self._write_table(block)

    def _write_heading(self, heading: Heading) -> None:
        number = next(self._ids)
        add_bookmark(self._file.add_heading(heading.text, min(heading.level, 9)), _heading_name(number), number)

    def _write_pieces(self, line: WordParagraph, paragraph: Paragraph) -> None:
        for piece in paragraph.pieces:
            line.add_run(with_line_breaks(piece.text) if self._is_printed else piece.text)
            for number in piece.numbers:
                line.add_run("\u00a0" if piece.text else "")
                add_jump(line, f"[{number}]", _source_name(number))

    def _write_table(self, table: Table) -> None:
        made = self._file.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        pad(made, _PADDING)
        for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
            shade(cell, _SHADE)
            run = cell.paragraphs[0].add_run(name)
            run.bold, run.font.size = True, TABLE_SIZE
            _tighten(cell.paragraphs[0]).paragraph_format.keep_with_next = True
        repeat_on_each_page(made.rows[0])
        keep_on_one_page(made.rows[0])
        served = self._write_lead(made.add_row(), table.lead) if table.lead else None
        for row in table.rows:
            added = made.add_row()
            if _length(row) < _LONG_ROW:
                keep_on_one_page(added)
            for place, (cell, words) in enumerate(zip(added.cells, row, strict=True)):
                self._write_cell(cell, words, is_bold=table.named_rows and place == 0)
        width = text_width(self._file.sections[-1])
        _set_widths(made, table.widths, width)
        if served is not None:
            served.width = width
        _tighten(self._file.add_paragraph())

    def _write_lead(self, row: _Row, lead: str) -> _Cell:
        """What the measures of a table serve: a row of one cell, as those who read tables look for it."""
        keep_on_one_page(row)
        cell: _Cell = row.cells[0].merge(row.cells[-1])
        line = cell.paragraphs[0]
        line.style = self._file.styles[LEAD]
        line.add_run(lead).font.size = TABLE_SIZE
        _tighten(line)
        return cell

    def _write_cell(self, cell: _Cell, words: Cell, *, is_bold: bool) -> None:
        for place, paragraph in enumerate(words):
            line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            if paragraph.is_item:
                line.style = self._file.styles["List Bullet"]
            self._write_pieces(_tighten(line), paragraph)
            hyphenate(line)
        for line in cell.paragraphs:
            for run in _runs(line):
                run.font.size = TABLE_SIZE
                run.bold = is_bold or None

    def _write_sources(self) -> None:
        if self._is_across:
            new_pages(self._file, is_across=False)
        self._write_heading(Heading(level=1, text=self._draft.sources_title))
        if not self._draft.sources:
            self._file.add_paragraph(said("draft_document.no_sources", self._draft.written_form), style=NOTE)
        for source in self._draft.sources:
            self._write_source(source)

    def _write_source(self, source: ListedSource) -> None:
        line = self._file.add_paragraph(style=SOURCE)
        line.add_run(f"[{source.number}]\t")
        line.add_run(source.title).italic = True
        marks = f" ({', '.join(source.marks)})" if source.marks else ""
        line.add_run(f", {source.issuer}, {source.locator}{marks}. ")
        add_link(line, source.url.partition("?")[0], source.url)
        add_bookmark(line, _source_name(source.number), next(self._ids))


def _chapters(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks from one heading of the first level to the next."""
    chapter: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and chapter:
            yield chapter
            chapter = []
        chapter.append(block)
    if chapter:
        yield chapter


def _set_widths(table: WordTable, shares: Sequence[float], width: Length) -> None:
    for place, share in enumerate(shares):
        own = Length(int(width * share))
        table.columns[place].width = own
        for cell in table.columns[place].cells:
            cell.width = own


def _tighten(line: WordParagraph) -> WordParagraph:
    line.paragraph_format.space_after = line.paragraph_format.space_before = Length(0)
    line.paragraph_format.line_spacing = 1.0
    return line


def _runs(line: WordParagraph) -> Iterator[Run]:
    yield from line.runs
    for link in line.hyperlinks:
        yield from link.runs


def _length(row: Sequence[Cell]) -> int:
    """The characters of the longest cell of a row."""
    return max(sum(len(piece.text) for paragraph in cell for piece in paragraph.pieces) for cell in row)


def _heading_name(number: int) -> str:
    return f"_Toc{number:08d}"


def _source_name(number: int) -> str:
    return f"kilde_{number}"
