"""What every response forbids the browser."""

import re
from collections.abc import Iterator

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.auth.oidc import Provider
from assistant.config import Settings
from assistant.web.paths import inner_path

_ORIGIN = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?=/|$)", re.ASCII)
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "usb"),
)
_HEADERS = {
    # A file is what its type says, so that no uploaded text runs as a script.
    "X-Content-Type-Options": "nosniff",
    # A question may stand in the address, so no other site is told of it; "no-referrer" would take the Origin, which
    # cross_site.py looks at, from our own forms as well.
    "Referrer-Policy": "same-origin",
    # No page uses any of this, so no script that found its way into one does.
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    # A page that opens ours, or is opened by it, gets no hold of its window.
    "Cross-Origin-Opener-Policy": "same-origin",
    # Another site's page cannot load our images, scripts or rows into its own process.
    "Cross-Origin-Resource-Policy": "same-origin",
    # frame-ancestors, for browsers that do not know it.
    "X-Frame-Options": "DENY",
    # No PDF reader takes a policy from here that lets other sites' documents read ours.
    "X-Permitted-Cross-Domain-Policies": "none",
}
_HTTPS_FOR_A_YEAR = "max-age=31536000"
"""Whoever came by https does not come by http: a network in between could take the s off. Not for subdomains, which may
be others'."""


class SecurityHeaders:
    """Adds the headers to every response, to a fault's too, and keeps out of caches what is no static file and does not
    say otherwise.

    Forms may be led on to where one logs in and out, since browsers ask `form-action` of redirects as well.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers["Content-Security-Policy"] = _policy(scope)
                if scope["scheme"] == "https" or scope["app"].state.settings.is_secure:
                    headers["Strict-Transport-Security"] = _HTTPS_FOR_A_YEAR
                if not inner_path(scope).startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _policy(scope: Scope) -> str:
    """What a page may load, send and be shown in: the application's own alone, and nothing written inline."""
    origins = sorted({origin for target in _form_targets(scope["app"]) if (origin := _origin(target))})
    policy = {**_POLICY, "form-action": " ".join(("'self'", *origins))}
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def _form_targets(app: Starlette) -> Iterator[str]:
    """The addresses outside that a form may end up at."""
    settings: Settings = app.state.settings
    provider: Provider | None = app.state.provider
    if settings.oidc_issuer is not None:
        yield settings.oidc_issuer
    if provider is not None and provider.known is not None:
        yield from filter(None, (provider.known.authorization_endpoint, provider.known.end_session_endpoint))


def _origin(address: str) -> str | None:
    """The origin of an address, where it can stand in a policy."""
    found = _ORIGIN.match(address)
    return found[0] if found else None
