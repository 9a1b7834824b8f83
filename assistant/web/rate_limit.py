"""How often a user, and an address, may ask for something."""

import logging
import math
import time
from collections.abc import Awaitable, Callable

import limits
from fastapi import Request, Response
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.config import Settings
from assistant.web.budgets import Budget, budget_of, rates
from assistant.web.callers import Caller, address_of, is_server_command, user_caller
from assistant.web.rate_store import RateStore

Refusal = Callable[[Request, int], Awaitable[Response]]
"""The answer to who has to wait so many seconds."""

_FORWARDED = (b"x-forwarded-for", b"forwarded")

_log = logging.getLogger(__name__)


class RateLimits:
    """Refuses (429) what is over a budget: first that of the address, which costs nothing to know, then the user's.

    Counted in this process. Several workers that shall count together need a store they share: a
    `limits.storage.storage_from_string("redis://…")` in the place of RateStore, with nothing else changed.
    """

    def __init__(self, app: ASGIApp, settings: Settings, refusal: Refusal) -> None:
        self._app = app
        self._refusal = refusal
        self._rates = rates(settings)
        self._limiter = MovingWindowRateLimiter(RateStore())
        self._is_told = bool(settings.trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, unless it is refused."""
        budget = budget_of(scope) if scope["type"] == "http" else None
        request = Request(scope) if budget else None
        if budget is None or request is None or is_server_command(request):
            await self._app(scope, receive, send)
            return
        self._warn_of_proxy(scope)
        wait = self._wait(budget, address_of(scope))
        if wait is None:
            wait = self._wait(budget, await run_in_threadpool(_user, request))
        if wait is None:
            await self._app(scope, receive, send)
            return
        await (await self._refusal(request, wait))(scope, receive, send)

    def _wait(self, budget: Budget, caller: Caller | None) -> int | None:
        """The seconds until a caller may do it again; None where that is now."""
        rate = self._rates.get((budget, caller.is_many)) if caller else None
        if caller is None or rate is None or self._limiter.hit(rate, budget, caller.name):
            return None
        return max(1, math.ceil(self._until(rate, budget, caller) - time.time()))

    def _until(self, rate: limits.RateLimitItem, budget: Budget, caller: Caller) -> float:
        return self._limiter.get_window_stats(rate, budget, caller.name).reset_time

    def _warn_of_proxy(self, scope: Scope) -> None:
        if self._is_told or not any(name in _FORWARDED for name, _ in scope["headers"]):
            return
        self._is_told = True
        _log.warning(
            "requests come through a proxy that no setting names, so all its users are counted as one address: "
            "PLANASSISTENT_TRUSTED_PROXIES"
        )


def _user(request: Request) -> Caller | None:
    """The user; whom nothing can be known of now is counted by address alone, and told why by the route."""
    try:
        return user_caller(request)
    except Exception:  # noqa: BLE001 - the route meets the same, and answers as it should
        return None
