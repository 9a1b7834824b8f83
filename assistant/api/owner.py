"""Whose conversations a request may see: those of its browser, told by a random cookie.

Without login this is all that tells browsers apart; the store has only a digest of it.
"""

import secrets
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request

COOKIE = "planassistent-browser"

_BYTES = 32
_LONGEST = 100


def new_cookie() -> str:
    """A value that nobody guesses."""
    return secrets.token_urlsafe(_BYTES)


def owner_of(cookie: str | None) -> str | None:
    """The owner that a cookie stands for; None without one."""
    return sha256(cookie.encode()).hexdigest() if cookie and len(cookie) <= _LONGEST else None


def _owner(request: Request) -> str | None:
    return owner_of(request.cookies.get(COOKIE))


OwnerDep = Annotated[str | None, Depends(_owner)]
