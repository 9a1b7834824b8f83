"""Whose conversations a request may see: its user's; of one whom nothing else tells apart, those of its browser.

A browser is told by a random cookie, of which the store has only a digest.
"""

import secrets
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request

from assistant.api.access import user_of
from assistant.language_model.model import Asker

COOKIE = "planassistent-browser"

_BYTES = 32
_LONGEST = 100


def new_cookie() -> str:
    """A value that nobody guesses."""
    return secrets.token_urlsafe(_BYTES)


def owner_of(cookie: str | None) -> str | None:
    """The owner that a cookie stands for; None without one."""
    return sha256(cookie.encode()).hexdigest() if cookie and len(cookie) <= _LONGEST else None


def browser_cookie(request: Request) -> str:
    """The browser's cookie; where it has none yet, the one that it is given with this response."""
    if not hasattr(request.state, "browser"):
        request.state.browser = request.cookies.get(COOKIE) or new_cookie()
    cookie: str = request.state.browser
    return cookie


def owner(request: Request) -> str | None:
    """Whose conversations they are; None for a program without a name, whose conversations nobody sees again."""
    user = user_of(request)
    return user.id if user is not None and user.id else owner_of(request.cookies.get(COOKIE))


OwnerDep = Annotated[str | None, Depends(owner)]


def asker(request: Request) -> Asker:
    """As whose the use of a language model is counted: the owner's; behind a service's token there are many."""
    user = user_of(request)
    return Asker(owner(request), is_many=user is not None and user.kind == "service")


AskerDep = Annotated[Asker, Depends(asker)]
