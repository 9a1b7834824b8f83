"""Each request has an id, which every line of the log that is written for it has, and its answer in a header.

How a request ended is told by the template of its route: never by its path, which may hold a question.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.health import PATHS
from assistant.logs import REQUEST, WHO

HEADER = "X-Request-ID"

_SANE = re.compile(r"[0-9A-Fa-f-]{16,64}", re.ASCII)
"""Ids as proxies make them (nginx's are 32 hexadecimal digits, most others' UUIDs): no room for words."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FAULT = 500

_log = logging.getLogger(__name__)


class Ended(NamedTuple):
    """A request that is over, in words of which there are few; `route` is "none" where no route answered, `seconds` are
    until the last of its answer was sent.
    """

    method: str
    route: str
    status: int
    seconds: float


Told = Callable[[str, str, int, float], None]
"""Is told how each request ended, in the order of `Ended`."""


class Traced:
    """Gives each request its id, and tells how it ended: the log, from debug up or, of faults, from warnings; and those
    who are `told`.
    """

    def __init__(self, app: ASGIApp, of: FastAPI, told: Sequence[Told] = ()) -> None:
        """`of` is the application whose routes there are."""
        self._app = app
        self._told = told
        self._templates = {id(route.original_route): str(route.path) for route in iter_route_contexts(of.routes)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_id_of(scope)
        REQUEST.set(request_id)  # for good: what the server writes of a fault is written after this has returned
        begun, status = time.perf_counter(), _FAULT

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            route = self._templates.get(id(scope.get("route")), "none")
            self._tell(Ended(_method(scope), route, status, time.perf_counter() - begun))

    def _tell(self, ended: Ended) -> None:
        level = logging.WARNING if ended.status >= _FAULT and ended.route not in PATHS else logging.DEBUG
        if _log.isEnabledFor(level):
            beside = {**ended._asdict(), "ms": round(ended.seconds * 1000, 1)}
            if level == logging.DEBUG:
                WHO.set(None)  # whoever deletes what is kept of them would else have left a name in each line
            _log.log(level, "request ended", extra=beside)
        for told in self._told:
            told(*ended)


def request_id_of(scope: Scope) -> str:
    """The id that a proxy gave the request, where it is one, else one of chance."""
    given = Headers(scope=scope).get(HEADER, "")
    return given if _SANE.fullmatch(given) else secrets.token_hex(8)


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in _METHODS else "other"
