"""How often somebody may do something, wherever it is done: on the pages, by the API or in a chat."""

import math
import time
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

import limits
from limits.strategies import MovingWindowRateLimiter

from assistant.api.rate_store import RateStore
from assistant.auth.user import User
from assistant.config import UNLIMITED, Settings


class Budget(StrEnum):
    """What requests are counted by; each has a setting of its name."""

    ASK = "ask"
    UPLOAD = "upload"
    LOGIN = "login"
    EXPORT = "export"
    OTHER = "other"


class Caller(NamedTuple):
    """Somebody whose requests are counted together; `is_many` where several people may stand behind it."""

    name: str
    is_many: bool


def known_caller(user: User) -> Caller | None:
    """A user that something tells apart; None for one of whom nothing does."""
    if user.kind == "machine":
        return Caller("machine", is_many=True)
    return Caller(f"{user.kind} {user.id}", is_many=user.kind == "service") if user.id is not None else None


class Rates:
    """What was done by whom lately, counted in this process.

    Several workers that shall count together need a store they share: a `limits.storage.storage_from_string("redis://…")`
    in the place of RateStore, with nothing else changed.
    """

    def __init__(self, settings: Settings, on_refusal: Callable[[Budget], None] = lambda _: None) -> None:
        self._rates = rates(settings)
        self._on_refusal = on_refusal
        self._limiter = MovingWindowRateLimiter(RateStore())

    def wait(self, budget: Budget, caller: Caller | None) -> int | None:
        """The seconds until a caller may do it again; None where that is now, and then it is counted."""
        rate = self._rates.get((budget, caller.is_many)) if caller else None
        if caller is None or rate is None or self._limiter.hit(rate, budget, caller.name):
            return None
        self._on_refusal(budget)
        reset = self._limiter.get_window_stats(rate, budget, caller.name).reset_time
        return max(1, math.ceil(reset - time.time()))


def rates(settings: Settings) -> dict[tuple[Budget, bool], limits.RateLimitItem]:
    """How often each may be done: by one, and by those behind whom there may be many."""
    found: dict[tuple[Budget, bool], limits.RateLimitItem] = {}
    for budget in Budget:
        rate = getattr(settings, f"limit_{budget}")
        if rate != UNLIMITED:
            one = limits.parse(rate)
            many = type(one)(one.amount * settings.limit_shared, one.multiples)
            found |= {(budget, False): one, (budget, True): many}
    return found
