"""What a browser remembers between pages: its user's own choices, and nothing about who that is."""

from fastapi import Request, Response

from assistant.api.owner import COOKIE, browser_cookie
from assistant.config import Settings
from assistant.web.paths import root_path

A_YEAR = 365 * 24 * 3600


def remember(request: Request, response: Response, name: str, value: str, *, seconds: int = A_YEAR) -> None:
    """Sets a cookie that only this application reads; where browsers come by https, it goes no other way."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=root_path(request.scope) or "/",
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
    )


def remember_browser(request: Request, response: Response) -> None:
    """Gives the browser the cookie that tells it from others, if it has none yet."""
    cookie, set_before = browser_cookie(request), response.headers.getlist("set-cookie")
    if request.cookies.get(COOKIE) != cookie and not any(other.startswith(f"{COOKIE}=") for other in set_before):
        remember(request, response, COOKIE, cookie)


def forget(request: Request, response: Response, name: str) -> None:
    """Removes a cookie."""
    path = root_path(request.scope) or "/"
    response.delete_cookie(name, path=path, httponly=True, samesite="lax", secure=_is_secure(request))


def _is_secure(request: Request) -> bool:
    settings: Settings = request.app.state.settings
    return settings.is_secure or request.url.scheme == "https"
