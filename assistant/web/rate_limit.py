"""How often a user, and an address, may ask for something."""

import logging
from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.access import forget_user
from assistant.api.rates import Caller, Rates
from assistant.config import Settings
from assistant.web.budgets import budget_of
from assistant.web.callers import address_of, is_server_command, user_caller

Refusal = Callable[[Request, int], Awaitable[Response]]
"""The answer to who has to wait so many seconds."""

_FORWARDED = (b"x-forwarded-for", b"forwarded")

_log = logging.getLogger(__name__)


class RateLimits:
    """Refuses (429) what is over a budget: first that of the address, which costs nothing to know, then the user's."""

    def __init__(self, app: ASGIApp, settings: Settings, rates: Rates, refusal: Refusal) -> None:
        self._app = app
        self._refusal = refusal
        self._rates = rates
        self._is_told = bool(settings.trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, unless it is refused."""
        budget = budget_of(scope) if scope["type"] == "http" else None
        request = Request(scope) if budget else None
        if budget is None or request is None or is_server_command(request):
            await self._app(scope, receive, send)
            return
        self._warn_of_proxy(scope)
        wait = self._rates.wait(budget, address_of(scope))
        if wait is None:
            wait = self._rates.wait(budget, await run_in_threadpool(_user, request))
        if wait is None:
            await self._app(scope, receive, send)
            return
        await (await self._refusal(request, wait))(scope, receive, send)

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
        forget_user(request)
        return None
