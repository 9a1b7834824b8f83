"""How much a request may send: what is more is not waited for, so that nobody fills the memory or the disk."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.paths import inner_path

MOST = 4 * 2**20
"""Bytes of a request that sends no files; the longest form, that on fifty uploads, has less than one million."""


class BodyLimit:
    """Ends (413) the reading of a body that is longer than its path takes; `larger` are the paths that take files."""

    def __init__(self, app: ASGIApp, larger: Mapping[str, int]) -> None:
        self._app = app
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(inner_path(scope), MOST)
        announced = int(Headers(scope=scope).get("content-length", "0"))  # the server takes digits only
        received = 0

        async def counted() -> Message:
            # Raised where the body is read, within the handlers of errors.
            nonlocal received
            if announced > most:
                raise HTTPException(413)
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
