"""What of a page's text nobody sees: drawn without ink, white on white, as good as without size, or off the page."""

from collections.abc import Sequence
from ctypes import byref, c_uint

import pypdfium2.raw as pdfium_c

from ingest.readers.pdf.geometry import Area

_INVISIBLE = 3  # a text rendering mode, PDF 32000-1, table 106
_WHITE = 250  # of 255, in each colour
_SMALLEST = 0.5  # points of type


def is_white(piece: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Whether a text or a shape is filled in white, or not filled at all for being transparent."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium_c.FPDFPageObj_GetFillColor(piece, byref(red), byref(green), byref(blue), byref(alpha)):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def is_inkless(drawn: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Whether a text is drawn in the mode that leaves no ink."""
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE)


def is_hidden(
    area: Area, size: float, *, inkless: bool, white: bool, images: Sequence[Area], inked: Sequence[Area]
) -> bool:
    """Whether a letter cannot be seen; one without ink over an image is what was recognised in it, and counts.

    `inked` are the shapes filled in some colour: white letters can be read on them, and on images.
    """
    if size < _SMALLEST:
        return True
    if not inkless and not white:
        return False
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    on_image = any(image.holds(x, y) for image in images)
    if inkless:
        return not on_image
    return not on_image and not any(shape.holds(x, y) for shape in inked)
