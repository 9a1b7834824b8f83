"""What the model is used for, counted in the database: a reply begins while the day's budgets have room."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Protocol

from assistant.config import Settings
from assistant.language_model.model import Asker, Trouble, Usage
from corpus.store.model_use import Frame, Refusal, Use, Wanted

BILLION = 1_000_000_000
"""Costs are counted in billionths, as a token costs some millionths."""

_LAPSES = 60.0  # seconds after a reply's longest time, for clocks of workers that go differently
_NAMELESS = "nobody"

_log = logging.getLogger(__name__)


class Store(Protocol):
    """Where it is counted (corpus.store.model_use.ModelUse is one)."""

    def hold(self, wanted: Wanted, frame: Frame) -> str | Refusal:
        """Holds what a reply may use; its id, or why not."""

    def spend(self, day: date, owner: str, used: Use, hold: str | None = None) -> None:
        """Counts what was used, in place of a hold."""


class _Spent(NamedTuple):
    day: date
    owner: str
    used: Use
    hold: str | None


class Held(NamedTuple):
    """A reply that may begin: whose, on which day, what is held for it, and what its prompt was estimated at."""

    owner: str
    day: date
    hold: str | None
    prompt_tokens: int


class Spending:
    """Counts every reply; safe to be used from several threads, and from many processes over one database.

    A day is one of the machine's clock. What could not be counted when a reply ended is counted with the next, and none
    begins before that where there is a budget.
    """

    def __init__(
        self, store: Store, settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store = store
        self._now = now
        self._shared = settings.limit_shared
        self._frame = frame_of(settings)
        self._price_in, self._price_out = settings.llm_price_in or 0, settings.llm_price_out or 0
        self._late: list[_Spent] = []
        self._lock = threading.Lock()

    def begin(self, asker: Asker, prompt_tokens: int, completion_tokens: int, seconds: float) -> Held | Trouble:
        """What a reply may use at most is held; or why it may not begin."""
        now, owner = self._now(), asker.id or _NAMELESS
        day = today(now)
        if not self._frame.has_end:
            return Held(owner, day, None, prompt_tokens)
        user_tokens = self._frame.user_tokens
        if user_tokens is not None and (asker.is_many or asker.id is None):
            user_tokens *= self._shared
        frame = Frame(user_tokens, self._frame.tokens, self._frame.cost)
        until = now + timedelta(seconds=seconds + _LAPSES)
        cost = self._cost(prompt_tokens, completion_tokens)
        try:
            self._count_late()
            found = self._store.hold(Wanted(owner, day, prompt_tokens + completion_tokens, cost, now, until), frame)
        except Exception:  # noqa: BLE001 - whatever keeps it from being counted, none is asked uncounted
            _log.exception("the language model is not asked, as what it is used for cannot be counted")
            return Trouble.UNCOUNTED
        if found in _TROUBLES:
            _log.info("the language model is not asked, as its budget is used up: %s", found)
            return _TROUBLES[found]
        return Held(owner, day, found, prompt_tokens)

    def end(self, held: Held, usage: Usage, estimate: Usage) -> None:
        """Counts what a reply used, as the provider says; what it does not say, as it is estimated."""
        said = (usage.prompt_tokens, usage.completion_tokens)
        prompt = usage.prompt_tokens if usage.prompt_tokens is not None else estimate.prompt_tokens or 0
        completion = usage.completion_tokens if usage.completion_tokens is not None else estimate.completion_tokens or 0
        used = Use()
        if prompt or completion:
            used = Use(
                replies=1,
                estimated=int(None in said),
                prompt_tokens=prompt,
                completion_tokens=completion,
                cost=self._cost(prompt, completion),
            )
        elif held.hold is None:
            return
        with self._lock:
            self._late.append(_Spent(held.day, held.owner, used, held.hold))
        try:
            self._count_late()
        except Exception:  # noqa: BLE001 - the answer is there all the same
            _log.exception("what the language model was used for is not counted yet")

    def _count_late(self) -> None:
        """Counts what ended, the oldest first; raises what the store raises, and keeps what is left."""
        while True:
            with self._lock:
                if not self._late:
                    return
                spent = self._late.pop(0)
            try:
                self._store.spend(*spent)
            except BaseException:
                with self._lock:
                    self._late.insert(0, spent)
                raise

    def _cost(self, prompt_tokens: int, completion_tokens: int) -> int:
        """In billionths; prices are for a million tokens."""
        return round((prompt_tokens * self._price_in + completion_tokens * self._price_out) * (BILLION // 1_000_000))


def today(now: datetime | None = None) -> date:
    """The day that is counted on: that of the machine's own clock."""
    return (now or datetime.now(UTC)).astimezone().date()


_TROUBLES: dict[str, Trouble] = {
    "user": Trouble.BUDGET,
    "day": Trouble.BUDGET,
    "cost": Trouble.BUDGET,
    "under way": Trouble.BUSY,
}


def frame_of(settings: Settings) -> Frame:
    """What may be used on a day."""
    cost = settings.llm_cost_per_day
    return Frame(
        settings.llm_tokens_per_user_day,
        settings.llm_tokens_per_day,
        None if cost is None else round(cost * BILLION),
    )
