"""What was measured of a crowd, and of a server's memory over many questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from eval.benchmarks.load.crowd import Asked, faults
from eval.latency.score import percentile

P95_OF_ONE = 6.0
"""How many times the single user's slowest twentieth that of fifty users may be."""

FLAT_MB = 1.0
"""MB a thousand questions: what a server's memory may grow by once it is warm. Ten thousand a day would then take a
hundred days to a gigabyte, and a server is started anew more often."""


@dataclass(frozen=True)
class Level:
    """So many users at once: how long their questions took, in seconds, and how many failed."""

    users: int
    asked: tuple[Asked, ...]

    def seconds(self, share: float) -> float:
        """That percentile of the times of what was answered; infinite where nothing was."""
        times = [one.seconds for one in self.asked if one.is_answered]
        return percentile(times, share) if times else float("inf")

    @property
    def throughput(self) -> float:
        """Questions answered a second, from the first question to the last answer."""
        answered = [one for one in self.asked if one.is_answered]
        if not answered:
            return 0.0
        lasted = max(one.at + one.seconds for one in answered) - min(one.at for one in self.asked)
        return len(answered) / lasted

    @property
    def faults(self) -> dict[str, int]:
        """How many met each fault."""
        return faults(self.asked)


@dataclass(frozen=True)
class Memory:
    """What a server held, in MB, each time so many questions had been answered."""

    questions: tuple[int, ...]
    megabytes: tuple[float, ...]

    def slope(self, after: float = 0.5) -> float:
        """MB a thousand questions, by least squares over what came after that share of the questions."""
        read = zip(self.questions, self.megabytes, strict=True)
        points = [(asked, held) for asked, held in read if asked >= after * self.questions[-1]]
        if len(points) < 2:
            return float("nan")
        x, y = np.array(points, dtype=float).T
        return float(np.polyfit(x, y, 1)[0] * 1000)

    def curve(self, points: int = 10) -> str:
        """What was held at some moments, evenly spread: `questions: MB`, with commas between."""
        each = max(1, (len(self.questions) - 1) // points)
        read = list(zip(self.questions, self.megabytes, strict=True))[::each]
        return ", ".join(f"{asked}: {held:.0f}" for asked, held in read)

    @property
    def is_steady(self) -> bool:
        """Whether it grew no more than it may."""
        return self.slope() <= FLAT_MB


def distinct_only(asked: Sequence[Asked]) -> bool:
    """Whether no question was asked twice."""
    ordered = sorted(one.question for one in asked)
    return all(one != other for one, other in pairwise(ordered))
