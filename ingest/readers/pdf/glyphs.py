"""The letters of a page: what each is, where it stands, how large and how bold, and which way it reads."""

import math
from collections.abc import Iterator
from ctypes import addressof, byref, c_char, c_double, c_float
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.readers.pdf.geometry import Area, Transform
from ingest.readers.pdf.hidden import is_hidden, is_inkless, is_white
from ingest.readers.pdf.rules import Drawing

_CUT_WORD = 0x02  # PDFium's sign for a hyphen, hard or soft, at which it would join two lines
_SPACES = frozenset({0x09, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000})
_NOTHING = frozenset({0x00, 0x0A, 0x0B, 0x0C, 0x0D, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x200B, 0x2010)})
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SYMBOLS = {0xF0A7: "▪", 0xF076: "▪", 0xF0D8: "▸", 0xF0E0: "→", 0xF0E8: "→", 0xF0FC: "✓"}  # Symbol and Wingdings
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"semibold", b"demi")
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
_FILL_AND_STROKE = 2  # a text rendering mode that writers without a bold font use for one
_NAME_LENGTH = 128
ASCENT, DESCENT = 0.75, 0.22  # of the size: what a line of text covers in common fonts
_DIAGONAL = 0.2  # nearer to 45 degrees than this, width and height cannot be told apart
_UPRIGHT = 3  # degrees: scanned pages lie a little askew


class Glyph(NamedTuple):
    """A letter, or a space (" "): it runs from `start` to `end` along its line, whose `baseline` grows downwards.

    Of upright text these are distances from the page's left and top edge; of rotated text they are so after the page
    is turned until the text is upright. `area` is always as the page is shown. `space` is the
    width of the font's own space, 0 where it is not known. `spaced`: PDFium sees a space before it that is not drawn.
    """

    text: str
    start: float
    end: float
    baseline: float
    size: float
    bold: bool
    area: Area
    order: int
    space: float = 0.0
    spaced: bool = False


@dataclass(frozen=True)
class Letters:
    """The letters of a page: upright ones, those of each other direction (in degrees, clockwise), and hidden ones."""

    upright: tuple[Glyph, ...]
    rotated: dict[int, tuple[Glyph, ...]]
    hidden: tuple[Glyph, ...] = ()


class _Run(NamedTuple):
    """What the letters of one text object share: its map onto the page, its size, and the angle it reads at."""

    size: float
    bold: bool
    angle: float
    baseline: float
    inkless: bool
    white: bool
    space: float


def letters(page: pdfium.PdfPage, shown: Transform, extent: Area, drawn: Drawing) -> Letters:
    """The letters within `extent`, in the order in which the file draws them; those apart that nobody sees.

    `shown` maps the file's coordinates onto the page as it is shown; `drawn` is what stands behind the text.
    """
    directions: dict[int, list[Glyph]] = {0: []}
    hidden: list[Glyph] = []
    for run, glyph in _glyphs(page, shown):
        inside = extent.holds((glyph.area.x0 + glyph.area.x1) / 2, (glyph.area.top + glyph.area.bottom) / 2)
        seen = inside and not is_hidden(
            glyph.area, run.size, inkless=run.inkless, white=run.white, images=drawn.images_at, inked=drawn.inked
        )
        (directions.setdefault(round(run.angle), []) if seen else hidden).append(glyph)
    upright = tuple(directions.pop(0))
    return Letters(upright, {angle: tuple(found) for angle, found in directions.items()}, tuple(hidden))


def _glyphs(page: pdfium.PdfPage, shown: Transform) -> Iterator[tuple[_Run, Glyph]]:
    textpage = page.get_textpage()
    text = textpage.raw
    loose, current, run, spaced = pdfium_c.FS_RECTF(), 0, None, False
    for index in range(textpage.count_chars()):
        drawn = pdfium_c.FPDFText_GetTextObject(text, index)
        if not drawn:  # a space or a line end that PDFium adds of its own
            spaced = True
            continue
        letter = _letter(pdfium_c.FPDFText_GetUnicode(text, index))
        if not letter:
            continue
        address = addressof(drawn.contents)
        if address != current or run is None:
            current, run = address, _run(text, index, drawn, shown)
        pdfium_c.FPDFText_GetLooseCharBox(text, index, byref(loose))
        glyph = _placed(letter, text, index, run, shown, loose)
        yield run, glyph._replace(spaced=True) if spaced else glyph
        spaced = False
    textpage.close()


def _letter(code: int) -> str:
    if code == _CUT_WORD:
        return "-"
    if code in _SPACES:
        return " "
    if code in _NOTHING or (0xD800 <= code <= 0xDFFF):
        return ""
    return _LIGATURES.get(code) or _SYMBOLS.get(code) or chr(code)


def _run(text: pdfium_c.FPDF_TEXTPAGE, index: int, drawn: pdfium_c.FPDF_PAGEOBJECT, shown: Transform) -> _Run:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text, index, byref(matrix))
    onto = shown.after(Transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
    angle = math.degrees(math.atan2(onto.b, onto.a))
    size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(onto.c, onto.d)
    return _Run(
        size=size,
        bold=_is_bold(drawn),
        angle=0.0 if abs(angle) <= _UPRIGHT else angle,
        baseline=onto.f,
        inkless=is_inkless(drawn),
        white=is_white(drawn),
        space=_space(drawn, size),
    )


def _space(drawn: pdfium_c.FPDF_PAGEOBJECT, size: float) -> float:
    """The width of the font's space in this size; 0 where the font has none."""
    font, width = pdfium_c.FPDFTextObj_GetFont(drawn), c_float()
    known = font and pdfium_c.FPDFFont_GetGlyphWidth(font, ord(" "), size, byref(width))
    return max(0.0, width.value) if known else 0.0


def _is_bold(drawn: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    if pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) == _FILL_AND_STROKE:
        return True
    font = pdfium_c.FPDFTextObj_GetFont(drawn)
    if not font:
        return False
    name = (c_char * _NAME_LENGTH)()
    pdfium_c.FPDFFont_GetBaseFontName(font, name, _NAME_LENGTH)
    return (
        any(word in name.value.lower() for word in _BOLD_NAMES)
        or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        or bool(max(0, pdfium_c.FPDFFont_GetFlags(font)) & _FORCE_BOLD)
    )


def _placed(
    letter: str, text: pdfium_c.FPDF_TEXTPAGE, index: int, run: _Run, shown: Transform, loose: pdfium_c.FS_RECTF
) -> Glyph:
    if not run.angle:
        if shown.b:
            x0, _, x1, _ = shown.area(loose.left, loose.bottom, loose.right, loose.top)
        else:
            x0, x1 = sorted((shown.a * loose.left + shown.e, shown.a * loose.right + shown.e))
        area = Area(x0, run.baseline - ASCENT * run.size, x1, run.baseline + DESCENT * run.size)
        return Glyph(letter, x0, x1, run.baseline, run.size, run.bold, area, index, run.space)
    area = shown.area(loose.left, loose.bottom, loose.right, loose.top)
    x, y = c_double(), c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    left, top = shown.point(x.value, y.value)
    turn = math.radians(run.angle)
    along = left * math.cos(turn) + top * math.sin(turn)
    down = top * math.cos(turn) - left * math.sin(turn)
    return Glyph(
        letter, along, along + _advance(area, turn, run.size), down, run.size, run.bold, area, index, run.space
    )


def _advance(area: Area, turn: float, size: float) -> float:
    """The width of a rotated letter, of whose width and height `area` is the upright rectangle around."""
    cosine, sine = abs(math.cos(turn)), abs(math.sin(turn))
    lean = cosine**2 - sine**2
    if abs(lean) > _DIAGONAL:
        return max(0.0, (area.width * cosine - area.height * sine) / lean)
    return max(0.0, (area.width + area.height) / (cosine + sine) - (ASCENT + DESCENT) * size)
