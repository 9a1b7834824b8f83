"""One page of a PDF: its letters, rules and frames, put together as tables, boxes and words."""

from ctypes import byref
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.readers.pdf.columns import Frame, Item
from ingest.readers.pdf.geometry import Area, Transform
from ingest.readers.pdf.glyphs import Letters, letters
from ingest.readers.pdf.labels import Label, labels
from ingest.readers.pdf.marks import drawn_bullets
from ingest.readers.pdf.page_tables import outside, page_tables
from ingest.readers.pdf.rules import Drawing, drawing
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, words

_EDGE = 0.1  # of the page's height: where headers and footers stand
_LOWEST = 0.6  # of the page's height: a table that a page break cuts goes on at least so far
_LEVEL = 0.3  # of the size: baselines this near are one line
_ROOMY = 1.8  # of the size: a shape no higher than this around one line is a highlight


@dataclass(frozen=True)
class PageMarks:
    """What PDFium tells of a page: its `letters`, what is `drawn` beside them, and the `extent` that is shown."""

    letters: Letters
    drawn: Drawing
    extent: Area


@dataclass(frozen=True)
class PageContent:
    """What stands on a page: upright `words` outside tables, `tables`, `frames`, `rotated` labels, image count.

    `tables_as_text`: how many tables may stand among the words, not clear enough to be rebuilt; `hidden_words`: how
    many words nobody sees, which are left out.
    """

    width: float
    height: float
    words: tuple[PlacedWord, ...]
    tables: tuple[FoundTable, ...]
    frames: tuple[Area, ...]
    rotated: tuple[Label, ...]
    images: int
    tables_as_text: int = 0
    hidden_words: int = 0

    @property
    def last_table(self) -> FoundTable | None:
        """The table that the page ends in, and that may go on over the page."""
        last = max(self.tables, key=lambda table: table.area.bottom, default=None)
        if last is None or last.area.bottom < _LOWEST * self.height:
            return None
        below = any(last.area.bottom < word.baseline < (1 - _EDGE) * self.height for word in self.words)
        return None if below else last

    @property
    def has_text(self) -> bool:
        """Whether there is any text, upright or not."""
        return bool(self.words or self.tables or self.rotated)


def page_marks(page: pdfium.PdfPage) -> PageMarks:
    """The marks of an open page; nothing of PDFium's is left in them."""
    shown, extent = _shown(page)
    drawn = drawing(page, shown, extent)
    return PageMarks(letters(page, shown, extent, drawn), drawn, extent)


def page_content(marks: PageMarks, before: PageContent | None) -> PageContent:
    """What the marks of a page make out; a table of the page `before` it may go on here."""
    found, drawn, extent = marks.letters, marks.drawn, marks.extent
    tables = page_tables(drawn, found, before.last_table if before else None, extent)
    rest = outside(found, tables.found)
    return PageContent(
        width=extent.width,
        height=extent.height,
        words=(*tables.words, *drawn_bullets(drawn.marks, tables.words)),
        tables=tables.found,
        frames=tables.frames,
        rotated=tuple(labels(rest.rotated)),
        images=drawn.images,
        tables_as_text=tables.as_text,
        hidden_words=len(words(found.hidden)),
    )


def _shown(page: pdfium.PdfPage) -> tuple[Transform, Area]:
    """How the file's coordinates map onto the page as it is shown, turned as it says; and what is shown."""
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page.raw, byref(box))
    width, height = box.right - box.left, box.top - box.bottom
    turned = {
        0: Transform(1, 0, 0, -1, -box.left, box.top),
        90: Transform(0, 1, 1, 0, -box.bottom, -box.left),
        180: Transform(-1, 0, 0, 1, box.right, -box.bottom),
        270: Transform(0, -1, -1, 0, box.top, box.right),
    }[page.get_rotation()]
    on_side = page.get_rotation() in (90, 270)
    return turned, Area(0, 0, height, width) if on_side else Area(0, 0, width, height)


def framed(found: tuple[PlacedWord, ...], tables: tuple[FoundTable, ...], frames: tuple[Area, ...]) -> list[Item]:
    """The words and tables of a page, with what stands in a frame put together; frames may hold frames."""
    items: list[Item] = [*found, *tables]
    for area in sorted(frames, key=lambda area: area.width * area.height):
        inside = [item for item in items if _is_inside(item, area)]
        held = {id(item) for item in inside}
        outside = [item for item in items if id(item) not in held]
        if outside and _is_frame(area, inside, outside):
            items = [*outside, Frame(area, tuple(inside))]
    return items


def _is_frame(area: Area, inside: list[Item], outside: list[Item]) -> bool:
    """Whether a shape sets text apart: several lines, or one with room around it; it cuts through no line."""
    within = [item for item in inside if isinstance(item, PlacedWord)]
    beside = (
        max(one.start - other.end, other.start - one.end) < one.size
        for one in within
        for other in outside
        if isinstance(other, PlacedWord) and abs(one.baseline - other.baseline) < _LEVEL * one.size
    )
    if not within or any(beside):
        return False
    return len({round(word.baseline) for word in within}) > 1 or area.height > _ROOMY * within[0].size


def _is_inside(item: Item, area: Area) -> bool:
    if isinstance(item, PlacedWord):
        return area.holds((item.area.x0 + item.area.x1) / 2, (item.area.top + item.area.bottom) / 2)
    return area.covers(item.area)
