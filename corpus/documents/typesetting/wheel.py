"""The annual cycle and the path of steps, drawn."""

from collections.abc import Iterable, Sequence
from math import cos, degrees, radians, sin

from reportlab.lib.colors import HexColor, white
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.styles import BOLD
from corpus.documents.typesetting.trace import TracedParagraph

SECTORS = tuple(map(HexColor, (0x2C7A7B, 0xB5441C, 0x5B4B9A)))
_GAP, _MONTHS = 2.0, 12


class Wheel(Flowable):
    """A year as a ring of sectors, clockwise from the top; the words of each stand along its arc."""

    def __init__(self, names: Sequence[tuple[str, int]], radius: float = 225, size: float = 17) -> None:
        super().__init__()
        self.names, self.radius, self.size = names, radius, size
        self.spaceBefore, self.spaceAfter = 20, 16

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """As wide as the column, as high as the ring."""
        self.width, self.height = avail_width, 2 * self.radius
        return self.width, self.height

    def draw(self) -> None:
        """Draws the ring, then the words, noting where."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(self.width / 2, self.radius)
        turn = 360 / len(self.names)
        for number in range(len(self.names)):
            self._draw_sector(90 - turn * (number + 1), turn, number)
        canvas.setFillColor(white)
        canvas.circle(0, 0, self.radius * 0.5, stroke=0, fill=1)
        for number, (name, origin) in enumerate(self.names):
            canvas.came_from(origin)
            self._draw_name(name, 90 - turn * (number + 0.5))
        canvas.restoreState()

    def _draw_sector(self, start: float, turn: float, number: int) -> None:
        canvas, edge = self.canv, self.radius
        canvas.setFillColor(SECTORS[number % len(SECTORS)])
        canvas.wedge(-edge, -edge, edge, edge, start + _GAP / 2, turn - _GAP, stroke=0, fill=1)
        canvas.setStrokeColor(white)
        for month in range(1, _MONTHS // len(self.names)):
            angle = radians(start + month * turn * len(self.names) / _MONTHS)
            canvas.line(edge * cos(angle), edge * sin(angle), edge * 0.93 * cos(angle), edge * 0.93 * sin(angle))

    def _draw_name(self, name: str, middle: float) -> None:
        """The words about an angle: clockwise on the upper half of the ring, the other way on the lower."""
        canvas, upper = self.canv, sin(radians(middle)) > -0.5
        reach = self.radius * (0.73 if upper else 0.77)
        way = -1 if upper else 1
        blank = self.size * 0.6  # wide: a word stands on its chord, so that neighbours lean together or apart
        widths = [canvas.stringWidth(word, BOLD, self.size) for word in name.split()]
        at = -(sum(widths) + blank * (len(widths) - 1)) / 2
        canvas.setFillColor(white)
        canvas.setFont(BOLD, self.size)
        for word, width in zip(name.split(), widths, strict=True):
            angle = middle + way * degrees((at + width / 2) / reach)
            canvas.saveState()
            canvas.rotate(angle - 90 if upper else angle + 90)
            canvas.drawCentredString(0, reach if upper else -reach, word)
            canvas.restoreState()
            at += width + blank


class Path(Flowable):
    """Steps as stones on a dotted path that runs over the page's edge; a stone is its text and its middle."""

    def __init__(
        self, stones: Iterable[tuple[TracedParagraph, float, float]], ways: Sequence[Sequence[float]], height: float
    ) -> None:
        super().__init__()
        self.stones, self.ways, self.height = list(stones), ways, height
        self.spaceBefore = 10

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """As wide as the column."""
        self.width = avail_width
        return self.width, self.height

    def draw(self) -> None:
        """Draws the ways, then the stones upon them; the texts note where."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(SECTORS[0])
        canvas.setLineWidth(7)
        canvas.setLineCap(1)
        canvas.setDash(0.1, 15)
        for way in self.ways:
            canvas.bezier(*way)
        canvas.restoreState()
        for number, (text, across, up) in enumerate(self.stones):
            self._draw_stone(text, across, up, number)

    def _draw_stone(self, text: TracedParagraph, across: float, up: float, number: int) -> None:
        canvas, wide, tall = self.canv, 210.0, 92.0
        canvas.setFillColor(SECTORS[number % len(SECTORS)])
        canvas.roundRect(across - wide / 2, up - tall / 2, wide, tall, 24, stroke=0, fill=1)
        _, height = text.wrap(wide - 30, tall)
        text.drawOn(canvas, across - wide / 2 + 15, up - height / 2)
