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
from ingest.readers.pdf.labels import Label, labels
from ingest.readers.pdf.marks import drawn_bullets
from ingest.readers.pdf.notes import note_marks
from ingest.readers.pdf.ocr import DPI, recognised
from ingest.readers.pdf.page_tables import outside, page_tables
from ingest.readers.pdf.rules import Drawing, drawing
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, lines, words

_SCANNED = 0.3  # of the page: images that cover so much may be what there is to read
_POINTS = 72  # an inch
_MOST_PIXELS = 25_000_000  # a page of A3 at 300 dpi has 17
_EDGE = 0.1  # of the page's height: where headers and footers stand
_LOWEST = 0.6  # of the page's height: a table that a page break cuts goes on at least so far
_LEVEL = 0.3  # of the size: baselines this near are one line
_ROOMY = 1.8  # of the size: a shape no higher than this around one line is a highlight


@dataclass(frozen=True)
class PageMarks:
    """What PDFium tells of a page: its `letters`, what is `drawn` beside them, and the `extent` that is shown.

    Of a page that is an image and to be recognised, `scan` is that image; once it is, letters and rules are its, set
    straight by `turn` degrees.
    """

    letters: Letters
    drawn: Drawing
    extent: Area
    scan: Image.Image | None = None
    is_recognised: bool = False
    uncertain: int = 0
    turn: float = 0.0


@dataclass(frozen=True)
class PageContent:
    """What stands on a page: upright `words` outside tables, `tables`, `frames`, `rotated` labels, image count.

    `tables_as_text`: how many tables may stand among the words, not clear enough to be rebuilt; `hidden_words`: how
    many words nobody sees, which are left out. `is_recognised`: the words are of a scan, `uncertain` more of which
    were not taken; all places are told after it was set straight by `turn` degrees. `notes` are the marks of footnotes
    in tables, which are no part of what their cells say.
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
    is_recognised: bool = False
    uncertain: int = 0
    notes: tuple[PlacedWord, ...] = ()
    turn: float = 0.0

    @property
    def last_table(self) -> FoundTable | None:
        """The table that the page ends in, and that may go on over the page; with the line at the edge under it."""
        last = max(self.tables, key=lambda table: table.area.bottom, default=None)
        if last is None or last.area.bottom < _LOWEST * self.height:
            return None
        below = lines(word for word in self.words if word.baseline > last.area.bottom)
        if below and below[0].baseline < (1 - _EDGE) * self.height:
            return None
        return replace(last, under=below[0]) if below else last

    def shown(self, area: Area) -> Area:
        """Where a rectangle stands on the page as it is shown."""
        if not self.turn:
            return area
        from ingest.readers.pdf.scan import as_scanned

        return as_scanned(area, self.turn, Area(0, 0, self.width, self.height))

    @property
    def has_text(self) -> bool:
        """Whether there is any text, upright or not."""
        return bool(self.words or self.tables or self.rotated)


def page_marks(page: pdfium.PdfPage, *, with_scan: bool = False) -> PageMarks:
    """The marks of an open page; nothing of PDFium's is left in them. `with_scan`: a page that is an image is drawn."""
    shown, extent = _shown(page)
    drawn = drawing(page, shown, extent)
    marks = PageMarks(letters(page, shown, extent, drawn), drawn, extent)
    return replace(marks, scan=_scan(page, extent)) if with_scan and _is_scan(marks) else marks


def recognised_marks(marks: PageMarks) -> PageMarks:
    """The marks with the letters that are recognised on the scan, if there is one."""
    if marks.scan is None:
        return marks
    from ingest.readers.pdf.scan import in_points, straightened  # with numpy, 80 MB that other pages do not need

    points = marks.extent.width / marks.scan.width
    scan = straightened(marks.scan, points)
    found = recognised(scan.without_rules(), marks.extent)
    return replace(
        marks,
        letters=found.letters,
        drawn=replace(marks.drawn, across=in_points(scan.across, points), down=in_points(scan.down, points)),
        scan=None,
        is_recognised=bool(found.letters.upright),
        uncertain=found.uncertain,
        turn=scan.turn,
    )


def _is_scan(marks: PageMarks) -> bool:
    if marks.letters.upright or marks.letters.rotated:
        return False
    covered = sum(image.within(marks.extent) for image in marks.drawn.images_at)
    return covered > _SCANNED * marks.extent.width * marks.extent.height


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
    found, raised = _without_notes(marks.letters)
    drawn, extent = marks.drawn, marks.extent
    tables = page_tables(drawn, found, before.last_table if before else None, extent)
    notes = [mark for mark in raised if any(table.area.meets(mark.area) for table in tables.found)]
    rest = outside(found, tables.found)
    return PageContent(
        width=extent.width,
        height=extent.height,
        words=(
            *tables.words,
            *(mark for mark in raised if mark not in notes),
            *drawn_bullets(drawn.marks, drawn.boxes, tables.words),
        ),
        tables=tables.found,
        frames=tables.frames,
        rotated=tuple(labels(rest.rotated)),
        images=drawn.images,
        tables_as_text=tables.as_text,
        hidden_words=len(words(marks.letters.hidden)),
        notes=tuple(notes),
        is_recognised=marks.is_recognised,
        uncertain=marks.uncertain,
        turn=marks.turn,
    )


def _without_notes(found: Letters) -> tuple[Letters, list[PlacedWord]]:
    """The letters without the marks of footnotes, and these."""
    marks = note_marks(found.upright)
    if not marks:
        return found, []
    kept = tuple(glyph for glyph in found.upright if glyph.order not in marks)
    return replace(found, upright=kept), words(glyph for glyph in found.upright if glyph.order in marks)


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
