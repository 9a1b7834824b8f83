"""What every form that changes something holds, to show that it is of a page that its sender was given.

It is a digest of the sender's own cookie, which no other site can read: of the login's, else of the browser's.
"""

import hmac
from hashlib import sha256

from fastapi import Request
from markupsafe import Markup

from assistant.api.access import user_of
from assistant.api.owner import browser_cookie
from assistant.auth.sessions import session_cookie
from assistant.config import Settings

FIELD = "skjema"
HEADER = "X-Planassistent-Form"
"""The same for a program that sends no form."""


def form_token(request: Request) -> str:
    """The token of the forms of whoever asks."""
    settings: Settings = request.app.state.settings
    user = user_of(request)
    if user is not None and user.kind == "person":
        return made_token(request.cookies[session_cookie(settings)])
    return made_token(browser_cookie(request))


def made_token(cookie: str) -> str:
    """The token that goes with a cookie."""
    return sha256(f"form of {cookie}".encode()).hexdigest()


def form_field(request: Request) -> Markup:
    """The hidden field of a form."""
    request.state.has_form = True
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, form_token(request))


def has_form(request: Request) -> bool:
    """Whether a form was made in answer to the request: whether its browser needs its cookie."""
    return bool(getattr(request.state, "has_form", False))


def is_ours(request: Request, sent: object) -> bool:
    """Whether what a form sent is its sender's token."""
    return isinstance(sent, str) and hmac.compare_digest(sent.encode(), form_token(request).encode())
