"""From laid-out pages to blocks: headings with their path, paragraphs, list items, table rows and table text."""

import re
from collections.abc import Sequence

from corpus.items import BULLET
from corpus.lexicon import zipf
from corpus.models import PageUnit, Place
from corpus.sentences import sentences
from corpus.units import UnitRegister
from ingest.blocks import Block, BlockKind, StructuredPage
from ingest.cells import cell_groups
from ingest.contents import are_contents
from ingest.drawn import DrawnRow, DrawnTable, drawn_tables
from ingest.joins import LineJoiner
from ingest.layout import LaidPage, readable_label
from ingest.pieces import Piece, pieces_of
from ingest.places import PlaceCounter, of_page
from ingest.readers.base import LineRole
from ingest.regions import YEARS, Region, all_regions
from ingest.tables import Chunk, Row, RowBuilder, title_key

_PRIORITY = re.compile(
    r"^(?:veivalg|veival|satsingsområde|innsatsområde|hovedmål|hovudmål|delmål|prioritering)\s*\d+\b", re.IGNORECASE
)
_ENDS_SENTENCE = re.compile(r"[.!?;,…»\"]$")
_INNER_SENTENCE = re.compile(r"[a-zæøå]{3,}[.!?]\s+[A-ZÆØÅ]")
_LONGEST_HEADING = 100
_SHORTEST_HEADING = 4
_LABEL_WORDS = 5
_FEWEST_PIECES = 4
_MOST_HEADING_WORDS = 15
_HEADING_WIDTH = 0.85  # of the document's line width: a longer first line is the first line of a paragraph
_TOLD = -10  # a heading whose level the format says stands over all that are found by other signs
_PART, _CHAPTER, _SECTION, _SUBSECTION, _RUN_IN, _LABEL = range(6)


def structure(pages: Sequence[LaidPage], units: UnitRegister, *, slides: bool = False) -> tuple[StructuredPage, ...]:
    """The blocks of all pages; headings carry over from page to page, except in slides."""
    joiner = LineJoiner(
        (line for page in pages for line in (*page.lines, *_cell_lines(page))),
        hyphens_shown=any(page.sizes is not None or page.roles for page in pages),
    )
    drawn = drawn_tables(pages, joiner)
    regions = all_regions(pages, drawn)
    titles = frozenset(
        title_key(joiner.join(chunk))
        for page in regions
        for region in page
        if not region.action
        for chunk in region.chunks
    )
    sizes = sorted({size for page in pages for size in (page.sizes or {}).values()}, reverse=True)
    structurer = _Structurer(joiner, RowBuilder(joiner, units, titles), _width(pages), sizes, slides=slides)
    return tuple(
        structurer.page(page, found) if page.unit == "page" else structurer.told_page(page, tables)
        for page, found, tables in zip(pages, regions, drawn, strict=True)
    )


def _cell_lines(page: LaidPage) -> list[str]:
    return [line for table in page.tables for row in table.rows for cell in row.cells for line in cell.lines]


def _width(pages: Sequence[LaidPage]) -> int:
    """The 90th percentile of line lengths, in characters."""
    lengths = sorted(len(line.strip()) for page in pages for line in page.lines if line.strip())
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


class _Structurer:
    """Walks the pages of one document and keeps the heading path."""

    def __init__(
        self, joiner: LineJoiner, rows: RowBuilder, width: int, sizes: Sequence[float], *, slides: bool
    ) -> None:
        self._joiner = joiner
        self._sizes = sizes
        self._set: dict[str, float] | None = None
        self._rows = rows
        self._width = width
        self._slides = slides
        self._path: list[tuple[int, str]] = []
        self._priority: str | None = None
        self._commitment: str | None = None
        self._table_headings = 0
        self._row_label: str | None = None
        self._blocks: list[Block] = []
        self._page = 0
        self._list: str | None = None
        self._listed = False
        self._places = PlaceCounter()
        self._place: Place | None = None
        self._unit: PageUnit = "page"

    def page(self, page: LaidPage, regions: Sequence[Region]) -> StructuredPage:
        self._begin(page)
        tables = [region for region in regions if region.header is not None]
        if self._slides:
            self._path = []
        if not tables and self._table_headings:
            del self._path[-self._table_headings :]
            self._table_headings, self._priority, self._commitment = 0, None, None
        for label in filter(None, map(readable_label, page.rotated)):
            self._heading(_RUN_IN, label, shown=False)
        rebuilt = 0
        for region in regions:
            if region.drawn is not None:
                rebuilt += self._drawn(region.drawn)
            elif region.header is not None:
                rebuilt += self._table(region)
            else:
                self._text(region.chunks, before_table=len(regions) > 1)
        as_text = max(len(tables) - rebuilt, page.tables_as_text)
        return StructuredPage(
            number=page.number,
            label=page.label,
            blocks=tuple(self._blocks),
            set_apart=(*page.set_apart, *page.rotated),
            tables=rebuilt + as_text,
            tables_as_text=as_text,
        )

    def _begin(self, page: LaidPage) -> None:
        self._page, self._unit, self._set = page.number, page.unit, page.sizes
        self._blocks, self._list, self._place = [], None, None

    def told_page(self, page: LaidPage, tables: Sequence[DrawnTable]) -> StructuredPage:
        """A page whose format says what each line is."""
        self._begin(page)
        if page.unit == "slide":
            self._path = []
        left = list(tables)
        for index, (text, role) in enumerate(zip(page.lines, page.roles, strict=True)):
            while left and left[0].at <= index:
                self._drawn(left.pop(0))
            self._told_line(text, role)
        for table in left:
            self._drawn(table)
        return StructuredPage(
            number=page.number,
            label=page.label,
            blocks=tuple(self._blocks),
            set_apart=page.set_apart,
            tables=len(tables),
            tables_as_text=0,
        )

    def _told_line(self, line: str, role: LineRole) -> None:
        text = self._joiner.join([line])
        if role.kind == "heading":
            self._place = None
            self._places.heading(text)
            self._heading(_TOLD + role.level, text)
            priorities = (title for _, title in reversed(self._path) if _PRIORITY.match(title))
            self._priority, self._commitment = next(priorities, None), None
            return
        self._place = self._places.paragraph()
        if role.kind == "item" or BULLET.match(text):
            if self._list is None:
                self._open_list()
            self._add(BlockKind.ITEM, text)
        else:
            self._list = None
            self._add(BlockKind.PARAGRAPH, text)

    # Text outside tables

    def _text(self, chunks: Sequence[Chunk], *, before_table: bool) -> None:
        pieces = pieces_of(chunks)
        if self._ends_in_title(pieces) and not before_table:
            self._headings(pieces[-1].lines, _CHAPTER)
            pieces = pieces[:-1]
        for index, piece in enumerate(pieces):
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            if self._path and are_contents(piece.lines, self._path[-1][1]):
                self._add(BlockKind.HEADER, self._joiner.join(piece.lines))
                continue
            level = self._set_as_heading(piece)
            if level is not None and not (self._slides and index):
                self._headings(piece.lines, level) if _PRIORITY.match(piece.lines[-1]) else self._heading(
                    level, self._joiner.join(piece.lines)
                )
            elif piece.item:
                self._item(piece, after, before=pieces[index - 1] if index else None)
            else:
                self._prose(piece, after, first=index == 0, before_table=before_table)

    def _set_as_heading(self, piece: Piece) -> int | None:
        """The level of a heading by its type size; None where the piece is not set as one, or no type is known."""
        if not self._set or not all(line in self._set for line in piece.lines):
            return None
        if piece.item and not (piece.numbered or piece.lettered):
            return None
        text = self._joiner.join(piece.lines)
        if len(text) > _LONGEST_HEADING or text.endswith(":") or not any(map(str.isalpha, text)):
            return None
        return min(_CHAPTER + self._sizes.index(self._set[piece.lines[0]]), _RUN_IN)

    def _ends_in_title(self, pieces: Sequence[Piece]) -> bool:
        """Whether the page's title comes last (some extractions put it there): a heading with nothing under it, on a
        page of lists under labels.
        """
        if (
            self._slides
            or self._set is not None
            or len(pieces) < _FEWEST_PIECES
            or pieces[-1].item
            or not pieces[1].item
            or pieces[0].item
        ):
            return False
        return pieces[-2].item and self._is_heading(self._joiner.join(pieces[-1].lines))

    def _item(self, piece: Piece, after: Piece | None, before: Piece | None) -> None:
        text = self._joiner.join(piece.lines)
        lonely = self._set is None and not (before and before.numbered) and not (after and after.numbered)
        if piece.numbered and lonely and self._is_heading(text) and (after is None or not after.item):
            self._heading(_CHAPTER if "\t" in piece.lines[0] else _SECTION, text)
            return
        if self._list is None:
            self._open_list()
        self._listed = True
        self._add(BlockKind.ITEM, text)

    def _close_label(self) -> None:
        """Ends what a label leads up to with its list: text after the list stands under the heading above. A label of
        one word ("Samarbeid:") heads a section, which goes on.
        """
        if self._listed and self._path:
            level, label = self._path[-1]
            if level == _LABEL and len(label.split()) > 1:
                self._path.pop()
        self._listed = False

    def _open_list(self) -> None:
        """Starts a list; a paragraph that leads up to it ("… følgende gevinster:") belongs to it."""
        self._list = f"{self._page}.{len(self._blocks) + 1}"
        if self._blocks and self._blocks[-1].kind is BlockKind.PARAGRAPH and self._blocks[-1].text.endswith(":"):
            self._blocks[-1] = self._blocks[-1].model_copy(update={"list_id": self._list})

    def _prose(self, piece: Piece, after: Piece | None, *, first: bool, before_table: bool) -> None:
        self._list = None
        self._close_label()
        followed = first or before_table or after is not None
        text = self._joiner.join(piece.lines)
        leads_list = after is not None and after.item
        if self._slides:
            title = text.rstrip("!…") if first else text
            if self._set is None and after is not None and self._is_heading(title) and (first or leads_list):
                self._heading(_CHAPTER, text)
            else:
                self._add(BlockKind.PARAGRAPH, text)
            return
        if self._set is None and followed and self._is_heading(text) and (leads_list or len(text) >= _SHORTEST_HEADING):
            alone = _PART if after is None and first and not before_table else _CHAPTER
            self._headings(piece.lines, _SUBSECTION if leads_list else alone if first else _SECTION)
            return
        label = text.endswith(":") and self._is_heading(text[:-1]) and len(text.split()) <= _LABEL_WORDS
        if label and after is not None and len(piece.lines) == 1:
            self._heading(_RUN_IN if self._set is None else _LABEL, text)
            return
        head = self._run_in(piece.lines) if self._set is None else 0
        if head:
            self._headings(piece.lines[:head], _RUN_IN)
        self._add(BlockKind.PARAGRAPH, self._joiner.join(piece.lines[head:]))

    def _headings(self, lines: Sequence[str], level: int) -> None:
        """One heading, or one a line where every line begins as a heading does ("Tiltak" over "Veivalg 1: …")."""
        starts = all(line.strip()[0].isupper() for line in lines)
        if len(lines) > 1 and starts and (all(map(self._is_narrow, lines)) or _PRIORITY.match(lines[-1].strip())):
            for line in lines:
                self._heading(level, " ".join(line.split()))
                level += 1
            return
        self._heading(level, self._joiner.join(lines))

    def _run_in(self, lines: Sequence[str]) -> int:
        """How many first lines are a heading set right on top of its paragraph (0, 1 or 2)."""
        for count in (1, 2):
            head, body = lines[:count], lines[count:]
            if not body or not self._is_heading(self._joiner.join(head)) or not all(map(self._is_narrow, head)):
                return 0
            if body[0].strip()[0].isupper() and not _is_function_word(head[-1].split()[-1]):
                return count if len(" ".join(body)) > len(" ".join(head)) else 0
        return 0

    def _is_narrow(self, line: str) -> bool:
        return len(line.strip()) < _HEADING_WIDTH * self._width

    def _is_heading(self, text: str) -> bool:
        if YEARS.match(text):
            return True
        first = next((character for character in text if character.isalnum()), "")
        return (
            (first.isupper() or first.isdigit())
            and any(character.isalpha() for character in text)
            and len(text) <= _LONGEST_HEADING
            and len(text.split()) <= _MOST_HEADING_WORDS
            and not _ENDS_SENTENCE.search(text.removesuffix("?"))
            and not text.endswith((":", "-"))
            and not _INNER_SENTENCE.search(text)
            and not text.startswith(("«", '"', "…", "("))
        )

    def _heading(self, level: int, text: str, *, shown: bool = True) -> None:
        self._list, self._listed = None, False
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        if _PRIORITY.match(text):
            self._priority, self._commitment = text, None
        if shown:
            self._add(BlockKind.HEADING, text)
        self._path.append((level, text.rstrip(":")))

    # Tables

    def _table(self, region: Region) -> int:
        """Adds a table's blocks; 1 where its rows were rebuilt, else 0."""
        self._list = None
        trailing = 0
        for block in reversed(self._blocks):
            if block.kind is not BlockKind.HEADING:
                break
            trailing += 1
        if trailing:
            self._table_headings = min(trailing, len(self._path))
        if region.header:
            self._row_label = None
            self._add(BlockKind.HEADER, " ".join(region.header.split()))
        if region.action:
            return self._action_rows(region)
        depth = len(self._path)
        if region.header:
            self._path.append((_LABEL - 1, " ".join(region.header.split())))
        self._cells(region.chunks)
        del self._path[depth:]
        return 0

    def _drawn(self, table: DrawnTable) -> int:
        """Adds the blocks of a table whose grid is drawn; 1: its rows are read."""
        self._list = self._place = None
        self._places.table()
        if table.header:
            self._add(BlockKind.HEADER, " ".join(table.header.split()))
        depth = len(self._path)
        if table.columns and not table.action:
            self._path.append((_LABEL - 1, " ".join(table.columns.split())))
        for row in table.rows:
            self._place = self._places.row(row.height)
            if row.group is not None:
                self._commitment = row.group
                self._add(BlockKind.HEADING, row.group)
            elif table.action:
                self._drawn_measure(row)
            else:
                self._drawn_row(row)
        del self._path[depth:]
        return 1

    def _drawn_measure(self, row: DrawnRow) -> None:
        commitment = row.row.commitment if row.row else self._commitment
        path = (*self._headings_now(), *([commitment] if commitment else []))
        if row.label_here:
            self._add(BlockKind.CELL, row.label_here, path=path)
        if row.label is not None:
            path = (*path, _first_sentence(row.label))
        kind = BlockKind.ROW if row.row else BlockKind.CELL
        if row.text:
            self._add(kind, row.text, path=path, row=row.row, goes_on=row.goes_on, comes_from=row.comes_from)

    def _drawn_row(self, row: DrawnRow) -> None:
        depth = len(self._path)
        if row.label_here:
            self._add(BlockKind.CELL, row.label_here)
        if row.label is not None:
            self._path.append((_LABEL, _first_sentence(row.label)))
        if row.is_long:
            self._long_row(row)
        elif row.text:
            self._add(BlockKind.ROW, row.text, goes_on=row.goes_on, comes_from=row.comes_from)
        del self._path[depth:]

    def _long_row(self, row: DrawnRow) -> None:
        """Adds a row cell by cell; a first cell no longer than a heading stands over the others."""
        cells = list(row.cells)
        first = self._joiner.join(cells[0]) if row.label is None else ""
        if first and len(first) <= _LONGEST_HEADING:
            self._heading(_LABEL, first)
            cells = cells[1:]
        self._cells([cell for cell in cells if cell])

    def _action_rows(self, region: Region) -> int:
        table = self._rows.rows(region.chunks, self._commitment)
        for row in table.rows:
            for group in row.groups:
                self._add(BlockKind.HEADING, group)
            self._commitment = row.commitment
            path = (*self._headings_now(), *([row.commitment] if row.commitment else []))
            self._add(BlockKind.ROW, row.text, path=path, row=row)
        self._cells(table.left)
        return int(bool(table.rows))

    def _cells(self, chunks: Sequence[Chunk]) -> None:
        depth = len(self._path)
        pieces = pieces_of(chunks)
        start = 0
        for index, piece in enumerate(pieces):
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            is_point = piece.item and not piece.numbered
            is_label = after is not None and after.item and not after.numbered and not is_point
            text = self._joiner.join(piece.lines)
            if not is_point and not (is_label and self._is_heading(text)):
                continue
            self._cell_groups(pieces[start:index])
            start = index + 1
            if is_point:
                if self._list is None:
                    self._open_list()
                self._add(BlockKind.ITEM, text)
            else:
                self._heading(_LABEL, text)
        self._cell_groups(pieces[start:])
        del self._path[depth:]

    def _cell_groups(self, pieces: Sequence[Piece]) -> None:
        """Adds cells, a row a block; the cell that numbered rows share is their heading as well."""
        for group in cell_groups(pieces):
            self._list = None
            label = self._joiner.join(group.label)
            depth = len(self._path)
            if label or not group.goes_on:
                self._row_label = _first_sentence(label) if label and group.rows else None
            if self._row_label:
                self._path.append((_LABEL, self._row_label))
            if label:
                self._add(BlockKind.CELL, label)
            for row in group.rows:
                self._add(BlockKind.ROW, " ".join(self._joiner.join(piece.lines) for piece in row))
            del self._path[depth:]

    # Blocks

    def _headings_now(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._path)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        *,
        path: tuple[str, ...] | None = None,
        row: Row | None = None,
        goes_on: str = "",
        comes_from: str = "",
    ) -> None:
        self._blocks.append(
            Block(
                id=f"{self._page}.{len(self._blocks) + 1}",
                page=self._page,
                kind=kind,
                text=text,
                heading_path=self._headings_now() if path is None else path,
                list_id=self._list if kind is BlockKind.ITEM else None,
                row=row,
                strategic_priority=self._priority if row else None,
                goes_on=goes_on,
                comes_from=comes_from,
                place=of_page(self._unit, self._page, self._place),
            )
        )


def _first_sentence(text: str) -> str:
    return next(iter(sentences(text)), text).rstrip(".")


def _is_function_word(word: str) -> bool:
    return word.islower() and zipf(word) >= 6.0
