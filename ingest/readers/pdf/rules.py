"""What is drawn on a page beside its text: rules, frames, small marks, and how many images."""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.readers.pdf.geometry import Area, Transform, around
from ingest.readers.pdf.hidden import is_white

_STRAIGHT = 1.0  # points that a rule may lean
_SHORTEST_RULE = 3.0
_THIN = 3.0  # a filled rectangle thinner than this is a rule
_SMALLEST_FRAME = 12.0
_MARK_SIZES = (1.8, 9.0)
_BOX_SIZES = (3.0, 16.0)
_SQUARE = 1.0  # width and height of a box or a ring differ by no more
_MOST_SEGMENTS = 400  # a path of more is a drawing
_MOST_PATHS = 20_000  # a page of more is a drawing
_SMALLEST_IMAGE = 20.0
_DEEPEST = 12


class Rule(NamedTuple):
    """A straight line: at height (or distance) `at`, from `start` to `end`; `shade`: the edge of a filled shape."""

    at: float
    start: float
    end: float
    shade: bool = False


@dataclass
class Drawing:
    """The rules, the frames (rectangles with a border or a fill), dot-like marks, boxes and rings no
    larger than a letter, and the number of images.

    `images_at` is where any image stands, `inked` where shapes are filled in another colour than white.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    frames: list[Area] = field(default_factory=list)
    marks: list[Area] = field(default_factory=list)
    boxes: list[Area] = field(default_factory=list)
    images: int = 0
    images_at: list[Area] = field(default_factory=list)
    inked: list[Area] = field(default_factory=list)


def drawing(page: pdfium.PdfPage, shown: Transform, extent: Area) -> Drawing:
    """What is drawn within `extent`; `shown` maps the file's coordinates onto the page as it is shown."""
    drawn = Drawing()
    paths = 0
    for piece, onto in _objects(page, shown):
        kind = pdfium_c.FPDFPageObj_GetType(piece)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            area = _bounds(piece, onto)
            drawn.images += bool(area and min(area.width, area.height) >= _SMALLEST_IMAGE and area.meets(extent))
            drawn.images_at.extend([area] if area else [])
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH and paths < _MOST_PATHS:
            paths += 1
            if _is_filled(piece):
                _add_ink(drawn, piece, onto)
            _add_path(drawn, piece, onto, extent)
        elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
            _add_ink(drawn, piece, onto)
    return drawn


def _is_filled(piece: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(piece, byref(fill), byref(stroke))
    return bool(fill.value)


def _add_ink(drawn: Drawing, piece: pdfium_c.FPDF_PAGEOBJECT, onto: Transform) -> None:
    """Notes where a filled shape has a colour."""
    bounds = _bounds(piece, onto)
    if bounds is not None and min(bounds.width, bounds.height) > _THIN and not is_white(piece):
        drawn.inked.append(bounds)


def _objects(page: pdfium.PdfPage, shown: Transform) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, Transform]]:
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        yield from _within(pdfium_c.FPDFPage_GetObject(page.raw, index), shown, 0)


def _within(
    piece: pdfium_c.FPDF_PAGEOBJECT, onto: Transform, depth: int
) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, Transform]]:
    if pdfium_c.FPDFPageObj_GetType(piece) != pdfium_c.FPDF_PAGEOBJ_FORM:
        yield piece, onto
    elif depth < _DEEPEST:
        inner = onto.after(_matrix(piece))
        for index in range(pdfium_c.FPDFFormObj_CountObjects(piece)):
            yield from _within(pdfium_c.FPDFFormObj_GetObject(piece, index), inner, depth + 1)


def _matrix(piece: pdfium_c.FPDF_PAGEOBJECT) -> Transform:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(piece, byref(matrix))
    return Transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _bounds(piece: pdfium_c.FPDF_PAGEOBJECT, onto: Transform) -> Area | None:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium_c.FPDFPageObj_GetBounds(piece, byref(left), byref(bottom), byref(right), byref(top)):
        return None
    return onto.area(left.value, bottom.value, right.value, top.value)


def _add_path(drawn: Drawing, piece: pdfium_c.FPDF_PAGEOBJECT, onto: Transform, extent: Area) -> None:
    fill, stroke = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(piece, byref(fill), byref(stroke))
    bounds = _bounds(piece, onto)
    if not (fill.value or stroke.value) or bounds is None or not bounds.meets(extent):
        return
    if stroke.value and not fill.value and _is_box(bounds):
        drawn.boxes.append(bounds)
    if _is_mark(bounds):
        if fill.value:
            drawn.marks.append(bounds)
        return
    if pdfium_c.FPDFPath_CountSegments(piece) > _MOST_SEGMENTS:
        return
    for outline in _outlines(piece, onto.after(_matrix(piece))):
        _add_outline(drawn, outline, filled=bool(fill.value), stroked=bool(stroke.value), extent=extent)


def _is_mark(area: Area) -> bool:
    least, most = _MARK_SIZES
    return least <= area.width <= most and least <= area.height <= most


def _is_box(area: Area) -> bool:
    least, most = _BOX_SIZES
    return least <= area.width <= most and abs(area.width - area.height) <= _SQUARE


class _Outline(NamedTuple):
    """One closed or open outline of a path: its corners, and whether any part of it is curved."""

    points: list[tuple[float, float]]
    curved: bool


def _outlines(piece: pdfium_c.FPDF_PAGEOBJECT, onto: Transform) -> list[_Outline]:
    found: list[_Outline] = []
    points: list[tuple[float, float]] = []
    curved = False
    x, y = c_float(), c_float()
    for index in range(pdfium_c.FPDFPath_CountSegments(piece)):
        segment = pdfium_c.FPDFPath_GetPathSegment(piece, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                found.append(_Outline(points, curved))
            points, curved = [], False
        pdfium_c.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append(onto.point(x.value, y.value))
        curved = curved or kind == pdfium_c.FPDF_SEGMENT_BEZIERTO
        if pdfium_c.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    return [*found, _Outline(points, curved)] if len(points) > 1 else found


def _add_outline(drawn: Drawing, outline: _Outline, *, filled: bool, stroked: bool, extent: Area) -> None:
    area = around(Area(x, y, x, y) for x, y in outline.points)
    if min(area.width, area.height) <= _THIN:
        if area.width > area.height:
            _add_across(drawn, (area.top + area.bottom) / 2, area.x0, area.x1, extent)
        else:
            _add_down(drawn, (area.x0 + area.x1) / 2, area.top, area.bottom, extent)
        return
    if min(area.width, area.height) >= _SMALLEST_FRAME and (filled or len(outline.points) > 4):
        drawn.frames.append(area)
    if outline.curved:
        return
    if filled and _is_rectangle(outline.points):
        _add_sides(drawn, area, extent)
    elif stroked:
        for (x0, y0), (x1, y1) in zip(outline.points, outline.points[1:], strict=False):
            if abs(y1 - y0) <= _STRAIGHT:
                _add_across(drawn, (y0 + y1) / 2, min(x0, x1), max(x0, x1), extent)
            elif abs(x1 - x0) <= _STRAIGHT:
                _add_down(drawn, (x0 + x1) / 2, min(y0, y1), max(y0, y1), extent)


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    return len(points) in (4, 5) and all(
        abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT for (x0, y0), (x1, y1) in pairwise(points)
    )


def _add_sides(drawn: Drawing, area: Area, extent: Area) -> None:
    for y in (area.top, area.bottom):
        _add_across(drawn, y, area.x0, area.x1, extent, shade=True)
    for x in (area.x0, area.x1):
        _add_down(drawn, x, area.top, area.bottom, extent, shade=True)


def _add_across(drawn: Drawing, at: float, start: float, end: float, extent: Area, *, shade: bool = False) -> None:
    start, end = max(start, extent.x0), min(end, extent.x1)
    if end - start >= _SHORTEST_RULE and extent.top <= at <= extent.bottom:
        drawn.across.append(Rule(at, start, end, shade))


def _add_down(drawn: Drawing, at: float, start: float, end: float, extent: Area, *, shade: bool = False) -> None:
    start, end = max(start, extent.top), min(end, extent.bottom)
    if end - start >= _SHORTEST_RULE and extent.x0 <= at <= extent.x1:
        drawn.down.append(Rule(at, start, end, shade))
