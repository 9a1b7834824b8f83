"""A model that was away is let alone for a while, then tried with one reply: not each who asks waits in vain."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Literal, NamedTuple

from assistant.language_model.model import Ending, Trouble

State = Literal["closed", "open", "half-open"]
"""closed: it is asked. open: it is let alone. half-open: that is over, and one reply tries whether it is back."""

WINDOW = 60.0
"""Seconds in which failures are counted together."""

_OF_ONE_PROMPT = frozenset({Trouble.REFUSED, Trouble.TOO_LONG, Trouble.UNREADABLE})
_AT_ONCE = frozenset({Trouble.KEY, Trouble.UNKNOWN})  # settings are wrong: another try finds the same
_LONGEST = 600.0  # seconds, whatever a provider asks for


class Standing(NamedTuple):
    """How a breaker stands: why it opened last, in how many seconds it tries, how many failures are in the window."""

    state: State
    trouble: Trouble | None
    seconds: float
    failures: int


class Breaker:
    """Opens for `seconds` (0 is never) after so many `failures` within a window; safe to be used by many threads."""

    def __init__(self, seconds: float, failures: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._most = failures
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: deque[float] = deque()
        self._until: float | None = None
        self._trouble: Trouble | None = None
        self._trial: Passed | None = None

    def passed(self) -> "Passed | None":
        """A reply may begin, and says how it fared; None where the model is let alone, or is being tried."""
        with self._lock:
            if self._until is None:
                return Passed(self)
            if self._clock() < self._until or self._trial is not None:
                return None
            self._trial = Passed(self)
            return self._trial

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            left = 0.0 if self._until is None else max(self._until - now, 0)
            state: State = "closed" if self._until is None else "open" if left else "half-open"
            return Standing(state, self._trouble, left, len(self._failed))

    def failed(self, passed: "Passed", ending: Ending) -> None:
        """A reply did not come; a trouble that another prompt need not have counts as none."""
        with self._lock:
            is_trial = self._ended(passed)
            if ending.trouble in _OF_ONE_PROMPT or not self._seconds:
                if is_trial:
                    self._close()
                return
            now = self._clock()
            self._failed.append(now)
            self._forget(now)
            self._trouble = ending.trouble
            opens = ending.trouble in _AT_ONCE or ending.wait is not None or len(self._failed) >= self._most
            if is_trial or opens or self._until is not None:
                self._until = max(self._until or 0, now + max(self._seconds, min(ending.wait or 0, _LONGEST)))

    def succeeded(self, passed: "Passed") -> None:
        """A reply came; one that tried it closes the breaker, one of before it opened says nothing of now."""
        with self._lock:
            if self._ended(passed):
                self._close()

    def left(self, passed: "Passed") -> None:
        """A reply ended without telling: the next may try."""
        with self._lock:
            self._ended(passed)

    def _ended(self, passed: "Passed") -> bool:
        """Whether it was the one that tries; it is no more."""
        is_trial = self._trial is passed
        if is_trial:
            self._trial = None
        return is_trial

    def _close(self) -> None:
        self._until = self._trouble = None
        self._failed.clear()

    def _forget(self, now: float) -> None:
        while self._failed and self._failed[0] <= now - WINDOW:
            self._failed.popleft()


class Passed:
    """A reply that a breaker let through."""

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker

    def failed(self, ending: Ending) -> None:
        """It did not come."""
        self._breaker.failed(self, ending)

    def succeeded(self) -> None:
        """It came."""
        self._breaker.succeeded(self)

    def left(self) -> None:
        """It ended without telling whether the model is there."""
        self._breaker.left(self)
