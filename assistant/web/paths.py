"""Addresses, whether the application stands at the root of its host or under a path of a reverse proxy."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send


class RootPath:
    """Tells a request which path the application stands under, and puts that back where a reverse proxy took it off.

    Routes and mounts expect the path to begin with it.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] == "http":
            # in place: the handler of faults stands outside, and is given the same scope
            scope["root_path"] = root_path(scope) or self._root
            scope["path"] = root_path(scope) + inner_path(scope)
        await self._app(scope, receive, send)


def inner_path(scope: Scope) -> str:
    """The path as the application's routes know it: a proxy may have taken its own part of it off, or left it on."""
    path, root = str(scope["path"]), root_path(scope)
    return path.removeprefix(root) or "/" if root and f"{path}/".startswith(f"{root}/") else path


def root_path(scope: Scope) -> str:
    """The path that the application stands under, without a slash at its end; empty at the root."""
    return str(scope.get("root_path", "")).rstrip("/")


def href(request: Request, path: str) -> str:
    """A path of the application as a browser asks for it; what is no such path stays as it is."""
    is_inner = path.startswith("/") and not path.startswith("//")
    return f"{root_path(request.scope)}{path}" if is_inner else path
