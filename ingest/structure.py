"""From laid-out pages to blocks: headings with their path, paragraphs, list items, table rows and table text."""

from collections.abc import Sequence

from corpus.text.items import BULLET
from corpus.units import UnitRegister
from ingest.blocks import BlockKind, StructuredPage
from ingest.drawn import drawn_tables
from ingest.drawn_rows import DrawnTable
from ingest.headings import PRIORITY, HeadingForms, Level
from ingest.joins import LineJoiner
from ingest.layout import LaidPage, readable_label
from ingest.outline import Outline
from ingest.prose import Prose
from ingest.readers.base import LineRole
from ingest.regions import Region, all_regions
from ingest.table_blocks import TableBlocks
from ingest.tables import RowBuilder, title_key


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
    forms = HeadingForms(joiner, _width(pages), sizes)
    structurer = _Structurer(joiner, forms, RowBuilder(joiner, units, titles), slides=slides)
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
    """Walks the pages of one document."""

    def __init__(self, joiner: LineJoiner, forms: HeadingForms, rows: RowBuilder, *, slides: bool) -> None:
        self._joiner = joiner
        self._forms = forms
        self._slides = slides
        self._outline = Outline()
        self._tables = TableBlocks(self._outline, joiner, rows)

    def page(self, page: LaidPage, regions: Sequence[Region]) -> StructuredPage:
        """A page whose lines are known by their looks."""
        outline = self._outline
        outline.begin(page)
        tables = [region for region in regions if region.header is not None]
        if self._slides:
            outline.path = []
        if not tables:
            self._tables.end()
        for label in filter(None, map(readable_label, page.rotated)):
            outline.heading(Level.RUN_IN, label, shown=False)
        prose = Prose(outline, self._joiner, self._forms, page.sizes, slides=self._slides)
        rebuilt = 0
        for region in regions:
            if region.drawn is not None:
                rebuilt += self._tables.drawn(region.drawn)
            elif region.header is not None:
                rebuilt += self._tables.flattened(region)
            else:
                prose.add(region.chunks, before_table=len(regions) > 1)
        as_text = max(len(tables) - rebuilt, page.tables_as_text)
        return StructuredPage(
            number=page.number,
            label=page.label,
            blocks=tuple(outline.blocks),
            set_apart=(*page.set_apart, *page.rotated),
            tables=rebuilt + as_text,
            tables_as_text=as_text,
        )

    def told_page(self, page: LaidPage, tables: Sequence[DrawnTable]) -> StructuredPage:
        """A page whose format says what each line is."""
        outline = self._outline
        outline.begin(page)
        if page.unit == "slide":
            outline.path = []
        left = list(tables)
        for index, (text, role) in enumerate(zip(page.lines, page.roles, strict=True)):
            while left and left[0].at <= index:
                self._tables.drawn(left.pop(0))
            self._told_line(text, role)
        for table in left:
            self._tables.drawn(table)
        return StructuredPage(
            number=page.number,
            label=page.label,
            blocks=tuple(outline.blocks),
            set_apart=page.set_apart,
            tables=len(tables),
            tables_as_text=0,
        )

    def _told_line(self, line: str, role: LineRole) -> None:
        text, outline = self._joiner.join([line]), self._outline
        if role.kind == "heading":
            outline.place = None
            outline.places.heading(text)
            outline.heading(Level.TOLD + role.level, text)
            priorities = (found["label"] for _, title in reversed(outline.path) if (found := PRIORITY.match(title)))
            outline.priority, outline.commitment = next(priorities, None), None
            return
        outline.place = outline.places.paragraph()
        if role.kind == "item" or BULLET.match(text):
            outline.item(text)
        else:
            outline.list_id = None
            outline.add(BlockKind.PARAGRAPH, text)
