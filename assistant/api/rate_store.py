"""When each of many did what, in this process: what rates are counted by.

The memory store of the library `limits` keeps a name for ever once it was seen, and goes through all of them in a new
thread after each request (5.8.0); whoever makes addresses up would fill the memory with them.
"""

import sys
import time
from bisect import bisect_right
from collections import OrderedDict
from threading import Lock

from limits.storage import MovingWindowSupport, Storage

MOST_NAMES = 50_000
MOST_TIMES = 300_000
"""Of what is kept, some 40 MB at the most; a server of this size has some hundred users a minute."""


class RateStore(Storage, MovingWindowSupport):
    """Moving windows of the names seen last; where there are too many, the one seen longest ago is forgotten."""

    def __init__(self) -> None:
        super().__init__(None)
        self._times: OrderedDict[str, list[float]] = OrderedDict()
        self._expiries: dict[str, int] = {}
        self._kept = 0
        self._lock = Lock()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether so much more is within the limit; if so, it is counted."""
        with self._lock:
            now = time.monotonic()
            times = self._times.get(key, [])
            self._cut(times, now - expiry)
            if len(times) + amount > limit:
                return False
            times.extend([now] * amount)
            self._kept += amount
            self._times[key], self._expiries[key] = times, expiry
            self._times.move_to_end(key)
            self._forget(now)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest that counts was, as time.time() has it, and how many count."""
        with self._lock:
            now = time.monotonic()
            times = self._times.get(key, [])
            self._cut(times, now - expiry)
            return time.time() - (now - times[0] if times else 0), len(times)

    def _cut(self, times: list[float], until: float) -> None:
        gone = bisect_right(times, until)
        self._kept -= gone
        del times[:gone]

    def _forget(self, now: float) -> None:
        """The names of which nothing counts any more, and those there is no room for."""
        while self._times:
            key, times = next(iter(self._times.items()))
            is_over = not times or times[-1] <= now - self._expiries[key]
            if not is_over and len(self._times) <= MOST_NAMES and self._kept <= MOST_TIMES:
                return
            self._drop(key)

    def _drop(self, key: str) -> None:
        self._kept -= len(self._times.pop(key, ()))
        self._expiries.pop(key, None)

    def clear(self, key: str) -> None:
        """Forgets a name."""
        with self._lock:
            self._drop(key)

    def reset(self) -> int:
        """Forgets all; how many there were."""
        with self._lock:
            names = len(self._times)
            self._times.clear()
            self._expiries.clear()
            self._kept = 0
            return names

    def __len__(self) -> int:
        return len(self._times)

    def check(self) -> bool:
        """Whether the store is there."""
        return True

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a fault of the store is."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Counts so much more, whatever the limit; how many count."""
        self.acquire_entry(key, sys.maxsize, expiry, amount)
        return self.get(key)

    def get(self, key: str) -> int:
        """How many count."""
        return self.get_moving_window(key, 0, self._expiries.get(key, 0))[1]

    def get_expiry(self, key: str) -> float:
        """When the last that counts no longer does, as time.time() has it; now where there is none."""
        with self._lock:
            times = self._times.get(key)
            left = times[-1] + self._expiries[key] - time.monotonic() if times else 0.0
        return time.time() + max(0.0, left)
