"""A share of questions, with how sure its size can be."""

from collections.abc import Iterable
from math import sqrt
from typing import Self

from eval.record import Record

Z_95 = 1.959964  # the 97.5th percentile of the standard normal distribution


class Ratio(Record):
    """`hits` of `total`: value and 95 % Wilson interval, each in 0..1; all three None where nothing was counted."""

    hits: int
    total: int
    value: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Self:
        """The share of true outcomes."""
        counted = tuple(outcomes)
        hits, total = sum(counted), len(counted)
        if not total:
            return cls(hits=0, total=0, value=None, low=None, high=None)
        low, high = wilson(hits, total)
        return cls(hits=hits, total=total, value=hits / total, low=low, high=high)

    def __str__(self) -> str:
        if self.value is None or self.low is None or self.high is None:
            return "–"
        return f"{self.value:.3f} ({self.hits}/{self.total}, {self.low:.2f}–{self.high:.2f})"


def wilson(hits: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a proportion, in 0..1, for `total` > 0.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. JASA 22 (158), 209–212.
    """
    share, squared = hits / total, z * z
    middle = (share + squared / (2 * total)) / (1 + squared / total)
    margin = z / (1 + squared / total) * sqrt(share * (1 - share) / total + squared / (4 * total * total))
    return max(0.0, middle - margin), min(1.0, middle + margin)
