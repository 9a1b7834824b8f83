"""The name that a request says it came to."""

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?", re.ASCII)
_REFUSED = "Host er ikke navnet på en maskin."


class HostHeader:
    """Answers 400 to a Host that is none: addresses are made of it, and who may administer is told by it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, unless it is refused."""
        if scope["type"] != "http" or _is_sound(Headers(scope=scope).getlist("host")):
            await self._app(scope, receive, send)
            return
        await PlainTextResponse(_REFUSED, status_code=400)(scope, receive, send)


def _is_sound(said: list[str]) -> bool:
    """Whether a host is named once, or not at all."""
    return not any(said) or (len(said) == 1 and _HOST.fullmatch(said[0]) is not None)
