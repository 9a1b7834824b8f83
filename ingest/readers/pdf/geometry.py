"""Places on a page as it is shown: points from its top left corner, down and to the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from corpus.models import Box


class Area(NamedTuple):
    """A rectangle of a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def covers(self, other: Area, slack: float = 1.0) -> bool:
        """Whether the other rectangle lies inside, give or take `slack` points."""
        return (
            self.x0 - slack <= other.x0
            and other.x1 <= self.x1 + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Area) -> bool:
        """Whether the two have a point in common."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.top <= other.bottom and other.top <= self.bottom

    def within(self, other: Area) -> float:
        """How many square points of this rectangle lie in the other."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def box(self) -> Box:
        """The same rectangle as a record keeps it."""
        return (round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))


def around(areas: Iterable[Area]) -> Area:
    """The smallest rectangle that covers all; there must be one."""
    found = list(areas)
    return Area(
        min(area.x0 for area in found),
        min(area.top for area in found),
        max(area.x1 for area in found),
        max(area.bottom for area in found),
    )


class Transform(NamedTuple):
    """An affine map: (x, y) → (a·x + c·y + e, b·x + d·y + f)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Where a direction goes: the map without its shift."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def area(self, x0: float, y0: float, x1: float, y1: float) -> Area:
        """The rectangle around where two opposite corners go."""
        (left, top), (right, bottom) = self.point(x0, y0), self.point(x1, y1)
        return Area(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    def after(self, first: Transform) -> Transform:
        """The map that does `first` and then this one."""
        a, b = self.direction(first.a, first.b)
        c, d = self.direction(first.c, first.d)
        e, f = self.point(first.e, first.f)
        return Transform(a, b, c, d, e, f)
