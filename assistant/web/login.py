"""Logging in at the provider and coming back, and logging out again."""

import logging
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.api.access import Public, follow, user_of
from assistant.api.dependencies import Services, services
from assistant.auth.accounts import account_id
from assistant.auth.entra import link_digest
from assistant.auth.metadata import ProviderUnavailableError
from assistant.auth.oidc import GroupsWithheldError, Identity, LoginRefusedError, Provider
from assistant.auth.sessions import (
    MINUTES_UNDER_WAY,
    UNDER_WAY,
    Begun,
    begin,
    begun_cookie,
    digest_of,
    new_session,
    prefix,
    read_begun,
    session_cookie,
    signed,
)
from assistant.auth.user import User
from assistant.config import Settings
from assistant.web.back import own_path
from assistant.web.cookies import forget, remember
from assistant.web.errors import error_page
from assistant.web.navigation import Link
from assistant.web.paths import href
from assistant.web.rendering import render

router = APIRouter(dependencies=[Public])

LINKS: tuple[Link, ...] = ()

_MOST_UNDER_WAY = 5  # windows that log in at a time; the cookies of more would outgrow the headers

_Why = Literal["stale", "denied", "refused", "withheld", "unavailable"]
_TEXTS: dict[_Why, tuple[str, str]] = {
    "stale": ("login.stale_title", "login.stale_text"),
    "denied": ("login.denied_title", "login.denied_text"),
    "refused": ("login.refused_title", "login.refused_text"),
    "withheld": ("login.withheld_title", "login.withheld_text"),
    "unavailable": ("login.unavailable_title", "login.unavailable_text"),
}

_log = logging.getLogger(__name__)


@router.get("/logg-inn")
async def login(request: Request, tilbake: str = "/") -> Response:
    """Leads to the provider; whoever is logged in is led back at once."""
    provider, settings, back = _provider(request), _settings(request), own_path(tilbake)
    if provider is None:
        return error_page(request, 404)
    if await _is_logged_in(request):
        return RedirectResponse(href(request, back), status_code=303)
    begun = begin(back)
    try:
        address = await provider.login_address(_return_address(settings), begun.state, begun.nonce, begun.verifier)
    except ProviderUnavailableError as error:
        return _unavailable(request, error, back)
    response = RedirectResponse(address, status_code=303)
    name = begun_cookie(settings, begun.state)
    remember(request, response, name, signed(settings, begun), seconds=MINUTES_UNDER_WAY * 60)
    under_way = [other for other in request.cookies if other.startswith(f"{prefix(settings)}{UNDER_WAY}-")]
    for other in under_way[: max(0, len(under_way) + 1 - _MOST_UNDER_WAY)]:
        forget(request, response, other)
    return response


@router.get("/logg-inn/retur")
async def returned(
    request: Request, state: str = "", code: str = "", error: str = "", iss: str | None = None
) -> Response:
    """Back from the provider: the login is kept if all that it hands over holds."""
    provider, settings = _provider(request), _settings(request)
    if provider is None:
        return error_page(request, 404)
    name = begun_cookie(settings, state)
    begun = read_begun(settings, request.cookies.get(name), state)
    if begun is None:
        if await _is_logged_in(request):  # the page of the return, loaded once more
            return RedirectResponse(href(request, "/"), status_code=303)
        return _failed(request, 400, "stale", "/")
    response = await _finished(request, provider, begun, code, error, iss)
    forget(request, response, name)
    return response


@router.get("/logg-ut")
def logged_out(request: Request) -> Response:
    """The page that one comes to once logged out."""
    if _provider(request) is None:
        return error_page(request, 404)
    return render(request, "logged_out.html")


@router.post("/logg-ut")
async def logout(request: Request, alle: Annotated[str, Form()] = "") -> Response:
    """Ends the login here, with `alle` those in other browsers as well, and leads on to log out at the provider."""
    provider, settings = _provider(request), _settings(request)
    if provider is None:
        return error_page(request, 404)
    await run_in_threadpool(_end, request, everywhere=bool(alle))
    address: str | None = None
    try:
        address = await provider.logout_address(f"{_base(settings)}/logg-ut")
    except ProviderUnavailableError as error:
        _log.warning("logout: the provider cannot be reached: %s", error)
    response = RedirectResponse(address or href(request, "/logg-ut"), status_code=303)
    forget(request, response, session_cookie(settings))
    return response


async def _finished(
    request: Request, provider: Provider, begun: Begun, code: str, error: str, issuer: str | None
) -> Response:
    """The page that the login began at, or the one that says why it came to nothing."""
    settings = _settings(request)
    if error:
        _log.warning("login: the provider answers with the error %r", error[:100])
        return _failed(request, 403, "denied" if error == "access_denied" else "refused", begun.back)
    try:
        await provider.check_issuer(issuer)
        identity = await provider.identity(_return_address(settings), code, begun.nonce, begun.verifier)
    except ProviderUnavailableError as found:
        return _unavailable(request, found, begun.back)
    except LoginRefusedError as found:
        _log.warning("login refused: %s", found)
        return _failed(request, 400, "refused", begun.back)
    except GroupsWithheldError:
        _log.warning("login refused: the provider withholds the groups of a user who has many; see docs/access.md")
        return _failed(request, 403, "withheld", begun.back)
    user, cookie = await run_in_threadpool(_begin, request, identity)
    follow(request, user)
    response = RedirectResponse(href(request, begun.back), status_code=303)
    remember(request, response, session_cookie(settings), cookie, seconds=round(settings.session_hours * 3600))
    return response


def _begin(request: Request, identity: Identity) -> tuple[User, str]:
    """Keeps the login under a new cookie, in the place of one that the browser had; whose it is, and the cookie."""
    settings, accounts = _settings(request), services(request).library.accounts
    cookie, old = new_session(), digest_of(request.cookies.get(session_cookie(settings)))
    if old is not None:
        accounts.end(old)
    whose = account_id(settings, identity.issuer, identity.subject)
    lasts = timedelta(hours=settings.session_hours)
    link = link_digest(settings, identity.object) if identity.object and settings.has_teams else None
    whose = accounts.begin(digest_of(cookie) or "", whose, identity.name, identity.groups, lasts, link)
    return User("person", whose), cookie


def _end(request: Request, *, everywhere: bool) -> None:
    user, digest = user_of(request), digest_of(request.cookies.get(session_cookie(_settings(request))))
    found: Services = services(request)
    if user is not None and user.kind == "person" and user.id is not None and everywhere:
        found.library.accounts.end_all(user.id)
    elif digest is not None:
        found.library.accounts.end(digest)


async def _is_logged_in(request: Request) -> bool:
    user = await run_in_threadpool(user_of, request)
    return user is not None and user.kind == "person"


def _unavailable(request: Request, error: ProviderUnavailableError, back: str) -> Response:
    _log.error("login: the provider cannot be used: %s", error)
    return _failed(request, 503, "unavailable", back)


def _failed(request: Request, status: int, why: _Why, back: str) -> Response:
    title, explanation = _TEXTS[why]
    context = {"title": title, "explanation": explanation, "back": back}
    return render(request, "login_failed.html", context, status_code=status)


def _provider(request: Request) -> Provider | None:
    provider: Provider | None = request.app.state.provider
    return provider


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _base(settings: Settings) -> str:
    """Where browsers reach the application; its path is in it."""
    return (settings.public_url or "").rstrip("/")


def _return_address(settings: Settings) -> str:
    return f"{_base(settings)}/logg-inn/retur"
