"""One page of a PDF: its letters, rules and frames, put together as tables, boxes and words."""

import math
from ctypes import byref
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ingest.readers.pdf.columns import Frame, Item
from ingest.readers.pdf.geometry import Area, Transform
from ingest.readers.pdf.glyphs import Letters, letters
from ingest.readers.pdf.grids import grids
from ingest.readers.pdf.half_ruled import half_ruled_tables, rest_of_table
from ingest.readers.pdf.labels import Label, labels
from ingest.readers.pdf.marks import drawn_bullets
from ingest.readers.pdf.ocr import DPI, recognised
from ingest.readers.pdf.rules import Drawing, Rule, drawing
from ingest.readers.pdf.tables import FoundTable, ruled_tables, same_sides
from ingest.readers.pdf.words import PlacedWord, lines, words

_SCANNED = 0.3  # of the page: images that cover so much may be what there is to read
_POINTS = 72  # an inch
_MOST_PIXELS = 25_000_000  # a page of A3 at 300 dpi has 17
_WHOLE_PAGE = 0.85  # of the page's width and height: a background, not a frame
_BAND_SLACK = 12.0  # points: columns found from their text and from their shading differ so much
_EDGE = 0.1  # of the page's height: where headers and footers stand
_LOWEST = 0.6  # of the page's height: a table that a page break cuts goes on at least so far
_HEADER_WHITE = 2.5  # of the size: the white under a header
_LEVEL = 0.3  # of the size: baselines this near are one line
_ROOMY = 1.8  # of the size: a shape no higher than this around one line is a highlight


@dataclass(frozen=True)
class PageMarks:
    """What PDFium tells of a page: its `letters`, what is `drawn` beside them, and the `extent` that is shown.

    Of a page that is an image and to be recognised, `scan` is that image; once it is, the letters are its.
    """

    letters: Letters
    drawn: Drawing
    extent: Area
    scan: Image.Image | None = None
    is_recognised: bool = False
    uncertain: int = 0


@dataclass(frozen=True)
class PageContent:
    """What stands on a page: upright `words` outside tables, `tables`, `frames`, `rotated` labels, image count.

    `is_recognised`: the words are of a scan, `uncertain` more of which were not taken.
    """

    width: float
    height: float
    words: tuple[PlacedWord, ...]
    tables: tuple[FoundTable, ...]
    frames: tuple[Area, ...]
    rotated: tuple[Label, ...]
    images: int
    is_recognised: bool = False
    uncertain: int = 0

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


def page_marks(page: pdfium.PdfPage, *, with_scan: bool = False) -> PageMarks:
    """The marks of an open page; nothing of PDFium's is left in them. `with_scan`: a page that is an image is drawn."""
    shown, extent = _shown(page)
    marks = PageMarks(letters(page, shown, extent), drawing(page, shown, extent), extent)
    return replace(marks, scan=_scan(page, extent)) if with_scan and _is_scan(marks) else marks


def recognised_marks(marks: PageMarks) -> PageMarks:
    """The marks with the letters that are recognised on the scan, if there is one."""
    if marks.scan is None:
        return marks
    found = recognised(marks.scan, marks.extent)
    has_letters = bool(found.letters.upright)
    return replace(marks, letters=found.letters, scan=None, is_recognised=has_letters, uncertain=found.uncertain)


def _is_scan(marks: PageMarks) -> bool:
    if marks.letters.upright or marks.letters.rotated:
        return False
    return marks.drawn.covered > _SCANNED * marks.extent.width * marks.extent.height


def _scan(page: pdfium.PdfPage, extent: Area) -> Image.Image | None:
    """The page as an image of its greys, as fine as Tesseract wants it."""
    if min(extent.width, extent.height) < 1:
        return None
    scale = min(DPI / _POINTS, math.sqrt(_MOST_PIXELS / (extent.width * extent.height)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        image: Image.Image = bitmap.to_pil().convert("L")
    finally:
        bitmap.close()
    return image


def page_content(marks: PageMarks, before: PageContent | None) -> PageContent:
    """What the marks of a page make out; a table of the page `before` it may go on here."""
    found, drawn, extent = marks.letters, marks.drawn, marks.extent
    last = before.last_table if before else None
    sides = last.sides if last else ()
    ruled = ruled_tables(grids(drawn, sides), found, sides)
    tables, upright = _all_tables(drawn, found, ruled, last, extent)
    rest = _outside(found, tables)
    return PageContent(
        width=extent.width,
        height=extent.height,
        words=(*upright, *drawn_bullets(drawn.marks, upright)),
        tables=tuple(tables),
        frames=tuple(_frames(drawn.frames, tables, extent)),
        rotated=tuple(labels(rest.rotated)),
        images=drawn.images,
        is_recognised=marks.is_recognised,
        uncertain=marks.uncertain,
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


def _all_tables(
    drawn: Drawing, found: Letters, ruled: list[FoundTable], last: FoundTable | None, extent: Area
) -> tuple[list[FoundTable], list[PlacedWord]]:
    """Ruled and half-ruled tables, and the upright words outside them.

    Single rows between rules may be shaded rows of a half-ruled table, cell by cell: they are, where it covers them.
    """
    rest = last.sides if last and last.glyphs else ()
    single = [table for table in ruled if len(table.rows) == 1 and not same_sides(table.sides, rest)]
    for bands in (single, _of_one_kind(single, last)):
        others = [table for table in ruled if table not in bands]
        tables, upright = _with_half_ruled(drawn, found, others, last, extent)
        if all(any(_takes_in(table, band) for table in tables) for band in bands):
            return tables, upright
    return _with_half_ruled(drawn, found, ruled, last, extent)


def _takes_in(table: FoundTable, band: FoundTable) -> bool:
    """Whether a table holds a shaded row and more, or is one such row itself, the rest of a table."""
    more = len(table.rows) > 1 and table.area.height > band.area.height + _BAND_SLACK
    alone = len(table.rows) == 1 and same_sides(table.sides, band.sides, _BAND_SLACK)
    return table.area.meets(band.area) and (more or alone)


def _of_one_kind(single: list[FoundTable], last: FoundTable | None) -> list[FoundTable]:
    """Those in the columns of others, or of a half-ruled table before."""
    others = [table.sides for table in single]
    if last is not None and not last.glyphs:
        others += [last.sides, last.sides]
    return [one for one in single if sum(same_sides(one.sides, other, _BAND_SLACK) for other in others) > 1]


def _with_half_ruled(
    drawn: Drawing, found: Letters, ruled: list[FoundTable], last: FoundTable | None, extent: Area
) -> tuple[list[FoundTable], list[PlacedWord]]:
    """The ruled tables with the half-ruled ones, and the upright words outside all."""
    upright = words(_outside(found, ruled).upright)
    across = _rules_outside(drawn.across, ruled)
    half_ruled = _half_ruled(across, upright, None if ruled else last, extent.height)
    taken = {id(word) for table in half_ruled for word in table.words}
    return [*ruled, *half_ruled], [word for word in upright if id(word) not in taken]


def _half_ruled(
    across: list[Rule], upright: list[PlacedWord], last: FoundTable | None, height: float
) -> list[FoundTable]:
    """Half-ruled tables; the rest of the `last` table of the page before may come first."""
    rest = rest_of_table(last, across, _without_header(upright, height)) if last else None
    if rest is None:
        return half_ruled_tables(across, upright)
    reached = rest.area.bottom + 1
    below = [word for word in upright if word.baseline > reached]
    return [rest, *half_ruled_tables([rule for rule in across if rule.at > reached], below)]


def _without_header(upright: list[PlacedWord], height: float) -> list[PlacedWord]:
    """The words without a line at the upper edge that white parts from what follows."""
    found = lines(upright)
    if len(found) > 1 and found[0].baseline < _EDGE * height:
        white = found[1].baseline - found[0].baseline
        if white > _HEADER_WHITE * found[0].size:
            return [word for line in found[1:] for word in line.words]
    return upright


def _rules_outside(across: list[Rule], tables: list[FoundTable]) -> list[Rule]:
    return [
        rule
        for rule in across
        if not any(table.area.covers(Area(rule.start, rule.at, rule.end, rule.at), slack=3.0) for table in tables)
    ]


def _outside(found: Letters, tables: list[FoundTable]) -> Letters:
    taken = frozenset[int]().union(*(table.glyphs for table in tables))
    return Letters(
        tuple(glyph for glyph in found.upright if glyph.order not in taken),
        {
            angle: tuple(glyph for glyph in glyphs if glyph.order not in taken)
            for angle, glyphs in found.rotated.items()
        },
    )


def _frames(areas: list[Area], tables: list[FoundTable], extent: Area) -> list[Area]:
    return [
        area
        for area in areas
        if (area.width < _WHOLE_PAGE * extent.width or area.height < _WHOLE_PAGE * extent.height)
        and not any(area.meets(table.area) for table in tables)
    ]


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
