"""Requests that change something come from our own pages, or from no browser.

A browser says with every request whence it comes, in Sec-Fetch-Site where the connection is trustworthy (https, or this
machine) and else in Origin, and no page can make it say otherwise. Programs (the command line, curl) say neither, and
carry no user's cookies: what shows the cookie of a login is a browser, and must say. This is what Go's net/http does
since 1.25. Calls of the API need no more than it; the forms of pages have a token besides (own_forms.py).
https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
"""

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.auth.sessions import COOKIE

_SAFE = ("GET", "HEAD", "OPTIONS")
_REFUSED = "Forespørselen kom fra en annen nettside og ble ikke utført. Åpne Planassistenten og gjør det der."


class SameSite:
    """Refuses (403) what another site's page makes a browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, unless it is refused."""
        if scope["type"] != "http" or scope["method"] in _SAFE or _is_ours(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        await PlainTextResponse(_REFUSED, status_code=403)(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is None:
        return not _is_logged_in(headers)
    return origin.partition("://")[2] == headers.get("host")


def _is_logged_in(headers: Headers) -> bool:
    """Whether the cookie of a login comes with the request."""
    return any(name.endswith(COOKIE) for name in cookie_parser(headers.get("cookie", "")))
