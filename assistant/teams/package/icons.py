"""The icons of the app, drawn: a page with a marked line, and the sign of a quotation.

Both are drawn on the same grid of 32 by 32, so that the small one is sharp: Teams shows the large one scaled down.
"""

import io

from PIL import Image, ImageDraw

COLOR_SIZE, OUTLINE_SIZE = 192, 32

_GRID = 32
_FINER = 8
"""How many times finer it is drawn than it is kept: edges come out smooth."""

_BLUE, _WHITE, _MARK, _INK = "#0062BA", "#FFFFFF", "#FFD23F", "#7FA9D6"
_Box = tuple[float, float, float, float]


def color_icon() -> bytes:
    """The PNG in colours, 192 by 192, filled to its edges: Teams cuts the corners."""
    pen = _Pen(COLOR_SIZE, "RGB", _BLUE)
    pen.box((7, 5, 22, 27), _WHITE, rounded=1.5)
    pen.box((10, 9, 19, 10.5), _INK, rounded=0.75)
    pen.box((9, 12.5, 20, 16), _MARK, rounded=0.75)
    pen.box((10, 13.5, 19, 15), _BLUE, rounded=0.75)
    pen.box((10, 18, 16, 19.5), _INK, rounded=0.75)
    pen.box((10, 22, 15, 23.5), _INK, rounded=0.75)
    pen.disc((22, 22, 8), _BLUE)
    pen.disc((22, 22, 6.5), _MARK)
    _quotation(pen, 17.5, 19, _BLUE)
    return pen.png()


def outline_icon() -> bytes:
    """The PNG of 32 by 32 in white alone, on nothing."""
    pen = _Pen(OUTLINE_SIZE, "L", 0)
    pen.box((5, 3, 22, 29), 255, rounded=2)
    pen.box((7, 5, 20, 27), 0)
    pen.box((9, 8, 18, 10), 255)
    pen.box((9, 12, 18, 16), 255)
    pen.box((9, 18, 14, 20), 255)
    pen.box((16, 17, 32, 32), 0)
    _quotation(pen, 19, 20, 255)
    return pen.png()


class _Pen:
    """Draws in units of the grid; in mode "L" what is drawn says how much white there is."""

    def __init__(self, size: int, mode: str, ground: str | int) -> None:
        self._size = size
        self._scale = size * _FINER / _GRID
        self._image = Image.new(mode, (size * _FINER, size * _FINER), ground)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, corners: _Box, ink: str | int, rounded: float = 0) -> None:
        left, top, right, bottom = (edge * self._scale for edge in corners)
        self._draw.rounded_rectangle((left, top, right - 1, bottom - 1), rounded * self._scale, fill=ink)

    def disc(self, place: tuple[float, float, float], ink: str | int) -> None:
        x, y, radius = (length * self._scale for length in place)
        self._draw.ellipse((x - radius, y - radius, x + radius - 1, y + radius - 1), fill=ink)

    def shape(self, corners: list[tuple[float, float]], ink: str | int) -> None:
        self._draw.polygon([(x * self._scale, y * self._scale) for x, y in corners], fill=ink)

    def png(self) -> bytes:
        kept = self._image.resize((self._size, self._size), Image.Resampling.BOX)
        if kept.mode == "L":
            white = Image.new("RGBA", kept.size, (255, 255, 255, 0))
            white.putalpha(kept)
            kept = white
        into = io.BytesIO()
        kept.save(into, "PNG", optimize=True)
        return into.getvalue()


def _quotation(pen: _Pen, left: float, top: float, ink: str | int) -> None:
    """The sign of a quotation, 9 by 7: two blocks, each with a tail."""
    for x in (left, left + 5):
        pen.box((x, top, x + 4, top + 4), ink, rounded=0.5)
        pen.shape([(x + 3.8, top + 3), (x + 3.8, top + 4), (x + 2, top + 7), (x, top + 7), (x + 1.5, top + 3)], ink)
