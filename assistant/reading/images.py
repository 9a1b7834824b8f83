"""Pages of PDF files as images, with words marked."""

import ctypes
import math
import time
from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageChops, ImageDraw, ImageStat

from corpus.models import Box
from corpus.pdfium import PDFIUM

IMAGE_VERSION = "1"
"""Raised whenever the same page and boxes give another image."""

_DPI = 110
_POINTS = 72  # an inch
_MOST_PIXELS = 12_000_000
_YELLOW = (255, 230, 90)
_LIGHT = 110  # of 255: ground as light as this is coloured by multiplying
_SHARE_ON_DARK = 0.4
_LINE = (150, 95, 0)  # under the words: nothing is told by colour alone
_LONGEST = 10.0
"""Seconds that drawing may take: no other page is drawn meanwhile. Those of the plans that come with us take 0.3."""
_WHITE = (255, 255, 255, 255)
_PADDING = 1.5  # points around a box


class PageImageError(Exception):
    """The page cannot be drawn; the message says why."""


def page_png(
    content: bytes, number: int, boxes: Sequence[Box], size: tuple[float, float] | None, width: int | None = None
) -> bytes:
    """A page (from 1) of a PDF as PNG, `width` pixels wide or at about 110 dpi.

    The boxes are in points from the top left corner of a page of `size` points. A page so large or so long that the
    image would have more than 12 million pixels is drawn smaller. Raises PageImageError where PDFium cannot draw it.
    """
    image = _drawn(content, number, width)
    marked = _marked(image, boxes, size) if boxes and size else image
    out = BytesIO()
    marked.save(out, format="PNG", compress_level=4)
    return out.getvalue()


def _drawn(content: bytes, number: int, width: int | None) -> Image.Image:
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise PageImageError(f"filen kan ikke åpnes ({error})") from error
        try:
            page = document[number - 1]
            page_width, page_height = page.get_size()
            bitmap = _rendered(page, _scale(page_width, page_height, width))
            image: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
        except (pdfium.PdfiumError, IndexError, ValueError) as error:
            raise PageImageError(f"side {number} kan ikke tegnes ({error})") from error
        finally:
            document.close()
    return image


def _rendered(page: pdfium.PdfPage, scale: float) -> pdfium.PdfBitmap:
    """The page as PDFium draws it; raises PageImageError where that takes too long (it is asked between objects)."""
    width, height = (max(1, math.ceil(points * scale)) for points in page.get_size())
    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium_c.FPDFBitmap_BGR)
    bitmap.fill_rect(_WHITE, 0, 0, width, height)
    ends = time.monotonic() + _LONGEST
    pause = pdfium_c.IFSDK_PAUSE(version=1)
    asked = type(pause.NeedToPauseNow)(lambda _pause: time.monotonic() > ends)
    pause.NeedToPauseNow = asked
    flags = pdfium_c.FPDF_ANNOT
    state = pdfium_c.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, width, height, 0, flags, ctypes.byref(pause))
    pdfium_c.FPDF_RenderPage_Close(page)
    if state == pdfium_c.FPDF_RENDER_DONE:
        return bitmap
    bitmap.close()
    raise PageImageError("siden er for innviklet til å tegnes" if time.monotonic() > ends else "siden kan ikke tegnes")


def _scale(page_width: float, page_height: float, width: int | None) -> float:
    """Pixels a point."""
    page_width, page_height = max(page_width, 1.0), max(page_height, 1.0)
    wanted = width / page_width if width else _DPI / _POINTS
    return min(wanted, math.sqrt(_MOST_PIXELS / (page_width * page_height)))


def _marked(image: Image.Image, boxes: Sequence[Box], size: tuple[float, float]) -> Image.Image:
    across, down = image.width / size[0], image.height / size[1]
    marked = image.copy()
    draw = ImageDraw.Draw(marked)
    for left, top, right, bottom in boxes:
        frame = (
            max(0, round((left - _PADDING) * across)),
            max(0, round((top - _PADDING) * down)),
            min(image.width, round((right + _PADDING) * across)),
            min(image.height, round((bottom + _PADDING) * down)),
        )
        if frame[0] < frame[2] and frame[1] < frame[3]:
            marked.paste(_tinted(image.crop(frame)), frame)
            draw.line((frame[0], frame[3] - 1, frame[2], frame[3] - 1), fill=_LINE, width=max(1, round(down)))
    return marked


def _tinted(part: Image.Image) -> Image.Image:
    """A part of the page under translucent yellow: black words stay black, and white words on dark ground readable."""
    yellow = Image.new("RGB", part.size, _YELLOW)
    if ImageStat.Stat(part.convert("L")).mean[0] >= _LIGHT:
        return ImageChops.multiply(part, yellow)
    return Image.blend(part, yellow, _SHARE_ON_DARK)
