"""The handbook's pictures: people, furniture and things of everyday life in a kindergarten, drawn as plain shapes."""

from dataclasses import dataclass
from typing import TypeAlias

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

WIDTH, HEIGHT, TALL = 480.0, 270.0, 410.0
_LIFT = 30.0  # how far above a tall ground's foot its shapes stand
INK, PALE = HexColor(0x34295C), HexColor(0xF3EFE6)
_SKINS = tuple(map(HexColor, (0xE8B88F, 0x8C5A3C, 0xF2CFAE, 0xB97C52)))
_CLOTHES = tuple(map(HexColor, (0xD9582B, 0x2C7A7B, 0xE5A823, 0x5B4B9A, 0x7FA650)))
_WOOD, _WALL = HexColor(0xC79A6B), HexColor(0xD8D2C4)
_WHITE = HexColor(0xFFFFFF)
_ADULT, _CHILD = 120.0, 72.0


@dataclass(frozen=True)
class Person:
    """Someone standing at x, feet at y; a number chooses the clothes."""

    x: float
    y: float
    clothes: int
    height: float = _CHILD

    def draw(self, canvas: Canvas) -> None:
        """A round head on a rounded body with two legs."""
        unit = self.height / 10
        canvas.setFillColor(INK)
        for side in (-1.0, 0.3):
            canvas.roundRect(self.x + side * unit, self.y, 0.8 * unit, 3 * unit, 2, stroke=0, fill=1)
        canvas.setFillColor(_CLOTHES[self.clothes % len(_CLOTHES)])
        canvas.roundRect(self.x - 1.8 * unit, self.y + 2 * unit, 3.6 * unit, 4.8 * unit, 1.4 * unit, stroke=0, fill=1)
        canvas.setFillColor(_SKINS[self.clothes % len(_SKINS)])
        canvas.circle(self.x, self.y + 8.2 * unit, 1.7 * unit, stroke=0, fill=1)


@dataclass(frozen=True)
class Box:
    """A rounded box from its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: Color = _WOOD
    radius: float = 6

    def draw(self, canvas: Canvas) -> None:
        """Filled, without an edge."""
        canvas.setFillColor(self.colour)
        canvas.roundRect(self.x, self.y, self.width, self.height, self.radius, stroke=0, fill=1)


@dataclass(frozen=True)
class Oval:
    """An ellipse about its middle."""

    x: float
    y: float
    across: float
    tall: float
    colour: Color = _WOOD

    def draw(self, canvas: Canvas) -> None:
        """Filled, without an edge."""
        canvas.setFillColor(self.colour)
        canvas.ellipse(
            self.x - self.across, self.y - self.tall, self.x + self.across, self.y + self.tall, stroke=0, fill=1
        )


Shape: TypeAlias = Person | Box | Oval


class Picture(Flowable):
    """Shapes on a pale ground, from the back to the front, as wide as the column; a tall one has a garland above."""

    def __init__(self, shapes: tuple[Shape, ...], *, tall: bool = False) -> None:
        super().__init__()
        self.shapes, self.tall = shapes, tall
        self.spaceBefore, self.spaceAfter = 14, 6

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Its size, in the proportions of the shapes' ground."""
        self.scale = avail_width / WIDTH
        self.ground = TALL if self.tall else HEIGHT
        self.width, self.height = avail_width, self.ground * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draws ground and shapes."""
        canvas = self.canv
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        Box(0, 0, WIDTH, self.ground, PALE, 14).draw(canvas)
        if self.tall:
            canvas.translate(0, _LIFT)
        for shape in (*self.shapes, *_GARLAND) if self.tall else self.shapes:
            shape.draw(canvas)
        canvas.restoreState()


def _adult(x: float, y: float, clothes: int) -> Person:
    return Person(x, y, clothes, _ADULT)


def _coat(x: float, clothes: int) -> tuple[Shape, ...]:
    return Box(x + 11, 208, 8, 16, INK, 2), Box(x, 120, 30, 90, _CLOTHES[clothes], 12), Box(x - 4, 76, 38, 14, _WOOD, 3)


def _card(x: float, y: float, motif: Shape) -> tuple[Shape, ...]:
    return Box(x, y, 84, 84, INK, 8), Box(x + 3, y + 3, 78, 78, _WHITE, 7), motif


def _join(*parts: tuple[Shape, ...]) -> tuple[Shape, ...]:
    return tuple(shape for part in parts for shape in part)


def _tree(x: float) -> tuple[Shape, ...]:
    return Box(x - 8, 70, 16, 90), Oval(x, 190, 46, 52, _CLOTHES[4])


_GARLAND: tuple[Shape, ...] = tuple(
    Oval(40 + 40 * number, 338 - 1.28 * number * (10 - number), 11, 11, _CLOTHES[number % len(_CLOTHES)])
    for number in range(11)
)

SCENES: dict[str, tuple[Shape, ...]] = {
    "cloakroom": _join(
        (Box(40, 220, 376, 10),),
        *(_coat(60 + 74 * number, number) for number in range(5)),
        (Box(40, 40, 376, 16), _adult(446, 26, 3), Person(210, 22, 1), Person(292, 22, 4)),
    ),
    "before": (
        Oval(130, 60, 110, 26, _WALL), Person(70, 72, 0), Person(118, 86, 1), Person(172, 78, 2),
        Person(92, 40, 4),
        Person(150, 38, 3), Box(282, 20, 14, 230, _WALL, 3), Oval(394, 48, 62, 18, _WALL), _adult(414, 50, 3),
        Person(366, 44, 2),
    ),
    "now": (
        Oval(240, 70, 190, 40, _WALL), _adult(330, 78, 3), Person(140, 92, 0), Person(200, 100, 1),
        Person(262, 96, 2),
        Person(110, 48, 4), Person(180, 38, 3), Person(250, 40, 2), Person(392, 52, 0), _adult(58, 60, 1),
    ),
    "table": (
        Person(120, 104, 0), Person(190, 110, 1), _adult(258, 100, 3), Person(326, 110, 2), Person(386, 104, 4),
        Box(70, 96, 350, 40), Box(100, 24, 16, 80), Box(374, 24, 16, 80),
        *(Oval(x, 124, 20, 7, _WHITE) for x in (120, 190, 258, 326, 386)),
    ),
    "circle": (
        Oval(240, 90, 170, 56, _WALL), Person(150, 124, 0), Person(206, 138, 1), _adult(268, 132, 3),
        Person(330, 124, 2),
        Person(112, 76, 4), Person(372, 78, 1), Person(170, 34, 3), Person(240, 26, 2), Person(312, 34, 0),
    ),
    "cards": _join(
        (_adult(92, 60, 3), Person(402, 60, 2)),
        _card(152, 142, Box(180, 160, 28, 46, _CLOTHES[0], 9)),
        _card(250, 142, Oval(292, 184, 24, 24, _CLOTHES[2])),
        _card(152, 46, Box(174, 66, 40, 42, _CLOTHES[1], 4)),
        _card(250, 46, Oval(292, 88, 30, 12, _CLOTHES[4])),
    ),
    "talk": (
        _adult(176, 40, 1), Person(300, 40, 2), Oval(232, 214, 46, 26, _WHITE), Oval(204, 182, 7, 5, _WHITE),
        Oval(352, 158, 44, 24, _WHITE), Oval(322, 128, 6, 4, _WHITE), Oval(232, 214, 9, 9, _CLOTHES[0]),
        Oval(352, 158, 8, 8, _CLOTHES[4]),
    ),
    "play": (
        Box(170, 36, 44, 44, _CLOTHES[0], 3), Box(216, 36, 44, 44, _CLOTHES[2], 3),
        Box(262, 36, 44, 44, _CLOTHES[1], 3),
        Box(193, 82, 44, 44, _CLOTHES[4], 3), Box(239, 82, 44, 44, _CLOTHES[3], 3),
        Box(216, 128, 44, 44, _CLOTHES[1], 3),
        Person(128, 34, 1), Person(76, 48, 2), Person(344, 34, 0), _adult(408, 40, 3),
        Oval(36, 46, 16, 16, _CLOTHES[0]),
    ),
    "reading": (
        Oval(240, 60, 190, 34, _WALL), _adult(240, 66, 1), Box(206, 118, 32, 24, _WHITE, 2),
        Box(242, 118, 32, 24, _WHITE, 2),
        Person(130, 60, 2), Person(178, 34, 0), Person(302, 34, 4), Person(352, 60, 3),
    ),
    "outdoors": _join(
        (Oval(240, 20, 236, 18, _CLOTHES[4]), Oval(410, 226, 24, 24, _CLOTHES[2])),
        _tree(80), _tree(330),
        (Person(160, 34, 0), Person(212, 46, 1), Person(268, 32, 3), _adult(400, 40, 2),
        Oval(240, 34, 10, 10, _WHITE)),
    ),
    "arrival": (
        Box(60, 40, 190, 170, _CLOTHES[0], 4), Box(40, 200, 230, 22, INK, 8), Box(128, 40, 54, 96, _WOOD, 4),
        Box(78, 130, 36, 40, _WHITE, 4), Box(196, 130, 36, 40, _WHITE, 4), _adult(300, 40, 1),
        Person(346, 36, 2),
        Person(388, 40, 4), _adult(432, 44, 3),
    ),
    "stairs": (
        *(Box(40 + 80 * step, 24, 78, 22 * (step + 1), _CLOTHES[step], 3) for step in range(5)),
        _adult(400, 134, 3), Person(320, 112, 2), Person(158, 68, 1), Person(78, 46, 0),
    ),
    "meeting": (
        _adult(150, 96, 0), _adult(214, 104, 3), _adult(278, 104, 1), _adult(338, 96, 4),
        Oval(244, 84, 170, 44),
        *(Box(x, 82, 22, 16, _WHITE, 2) for x in (140, 202, 266, 326)),
    ),
    "team": (
        Oval(240, 56, 190, 26, _WALL), _adult(90, 56, 1), _adult(160, 62, 0), _adult(232, 56, 3),
        _adult(306, 62, 4),
        _adult(382, 56, 2), Person(126, 36, 2), Person(270, 34, 1), Person(346, 36, 0),
    ),
}  # fmt: skip
