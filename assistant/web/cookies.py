"""What a browser remembers between pages: its user's own choices, and nothing about who that is."""

from fastapi import Request, Response

from assistant.web.paths import root_path

_A_YEAR = 365 * 24 * 3600


def remember(request: Request, response: Response, name: str, value: str) -> None:
    """Sets a cookie that only this application reads."""
    response.set_cookie(
        name,
        value,
        max_age=_A_YEAR,
        path=root_path(request.scope) or "/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def forget(request: Request, response: Response, name: str) -> None:
    """Removes a cookie."""
    response.delete_cookie(name, path=root_path(request.scope) or "/", httponly=True, samesite="lax")
