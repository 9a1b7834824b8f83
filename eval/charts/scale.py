"""From a figure to its place on a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

_STEPS = ((0.1, 0.02), (0.2, 0.05), (0.5, 0.1))
"""Up to which share in which steps."""
_COARSEST = 0.2


@dataclass(frozen=True)
class Scale:
    """Places figures from `low` to `high` between `start` and `end`; what lies outside is put at the border."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where the figure stands."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class LogScale:
    """Places figures of 10^`least` to 10^`most`, each decade taking the same room."""

    least: int
    most: int
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where the figure stands; nothing and less stands at the border."""
        exponent = log10(value) if value > 0 else self.least
        return Scale(self.least, self.most, self.start, self.end)(exponent)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The powers of ten."""
        return tuple(10.0**exponent for exponent in range(self.least, self.most + 1))


def decades(values: Sequence[float], least: int) -> tuple[int, int]:
    """The exponents of the powers of ten around positive values, at least one decade and none below `least`."""
    smallest = max(floor(log10(min(values))), least)
    return smallest, max(ceil(log10(max(values))), smallest + 1)


def share_ticks(highest: float) -> tuple[float, ...]:
    """Round shares from 0 to the first that is not below the highest, in steps that are easily read."""
    step = next((step for most, step in _STEPS if highest <= most), _COARSEST)
    return tuple(round(step * number, 2) for number in range(max(ceil(highest / step - 1e-9), 1) + 1))
