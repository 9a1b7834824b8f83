"""How the model does in this process: its breakers, how long its replies take, and what went wrong last."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from assistant.config import Settings
from assistant.language_model.breaker import Breaker, Passed, Standing
from assistant.language_model.model import Ending, Trouble

KEPT = 100
"""Replies of which the times are kept."""


class Spread(NamedTuple):
    """Seconds: of half of the replies, and of nineteen of twenty, no more than these."""

    median: float
    most: float


class Told(NamedTuple):
    """How it does: whether it is asked, what was wrong last, and how long the last replies took."""

    standing: Standing
    brief: Standing
    trouble: Trouble | None
    trouble_at: datetime | None
    replies: int
    first: Spread | None
    whole: Spread | None


class Condition:
    """One model's; safe to be used from several threads. Brief replies, which time out sooner, have one more."""

    def __init__(self, settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._breaker = Breaker(settings.llm_pause_seconds, settings.llm_pause_after)
        self._brief = Breaker(settings.llm_pause_seconds, settings.llm_pause_after)
        self._now = now
        self._lock = threading.Lock()
        self._took: deque[tuple[float, float]] = deque(maxlen=KEPT)
        self._trouble: tuple[Trouble, datetime] | None = None

    def passed(self, *, is_brief: bool) -> "Passage | None":
        """A reply may begin; None where the model is let alone."""
        whole = self._breaker.passed()
        if whole is None:
            return None
        brief = self._brief.passed() if is_brief else None
        if is_brief and brief is None:
            whole.left()
            return None
        return Passage(self, whole, brief)

    def took(self, first: float, whole: float) -> None:
        """Notes a reply's seconds until its first text and until its end."""
        with self._lock:
            self._took.append((first, whole))

    def failed(self, trouble: Trouble | None) -> None:
        """Notes that a reply did not come."""
        if trouble is not None:
            with self._lock:
                self._trouble = trouble, self._now()

    @property
    def told(self) -> Told:
        """How it does now."""
        with self._lock:
            took, (trouble, at) = list(self._took), self._trouble or (None, None)
        first, whole = (_spread([one[number] for one in took]) for number in (0, 1))
        return Told(self._breaker.standing, self._brief.standing, trouble, at, len(took), first, whole)


class Passage:
    """A reply that may begin, and says how it fared; what says nothing more is over with `left`."""

    def __init__(self, condition: Condition, whole: Passed, brief: Passed | None) -> None:
        self._condition = condition
        self._whole = whole
        self._brief = brief

    def failed(self, ending: Ending) -> None:
        """It did not come: one that was brief may have had too little time, which says nothing of others."""
        self._condition.failed(ending.trouble)
        if self._brief is not None and ending.trouble is Trouble.TIMEOUT:
            self._brief.failed(ending)
            self._whole.left()
        else:
            self._whole.failed(ending)
            self.left()

    def succeeded(self) -> None:
        """It came."""
        for one in filter(None, (self._whole, self._brief)):
            one.succeeded()

    def left(self) -> None:
        """It ended without telling whether the model is there, or has told it."""
        for one in filter(None, (self._whole, self._brief)):
            one.left()


def _spread(seconds: Sequence[float]) -> Spread | None:
    ordered = sorted(seconds)
    if not ordered:
        return None
    return Spread(ordered[(len(ordered) - 1) // 2], ordered[-(-len(ordered) * 19 // 20) - 1])
