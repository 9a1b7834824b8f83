"""/me: what is kept of whoever asks, to be seen, taken away and deleted."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from assistant.api.access import Public, follow, user_of
from assistant.api.audit import flush
from assistant.api.dependencies import Services, ServicesDep
from assistant.api.owner import COOKIE, OwnerDep, owner_of
from assistant.api.problems import described
from assistant.auth import trail
from assistant.own_data import OwnData, Whose, as_zip, forget, own_data
from assistant.texts import Language
from corpus.store.audit import DELETED

router = APIRouter(tags=["me"], dependencies=[Public])

CHOICES = frozenset({"planassistent-language", "planassistent-scope", "planassistent-unit"})
"""The cookies whose value is a choice; the others' are keys."""

_OURS = re.compile(r"(__Host-|__Secure-)?planassistent-")
_ZIP_TYPE = "application/zip"
_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {_ZIP_TYPE: {}}, "description": "The same as JSON and as Markdown"}
}


def _whose(request: Request, owner: OwnerDep) -> Whose:
    """The account of who is logged in, and the conversations of the account and of this browser."""
    user = user_of(request)
    follow(request, user)
    account = user.id if user is not None and user.kind == "person" else None
    owners = (owner, owner_of(request.cookies.get(COOKIE)), account)
    return Whose(account_id=account, owners=frozenset(filter(None, owners)))


WhoseDep = Annotated[Whose, Depends(_whose)]


@router.get("/me", responses=described(503))
def me(request: Request, services: ServicesDep, whose: WhoseDep) -> OwnData:
    """All that is kept of whoever asks."""
    return kept_of(request, services, whose)


@router.get("/me/export", response_class=Response, responses={**described(422, 503), **_ZIP})
def export(request: Request, services: ServicesDep, whose: WhoseDep, language: Language = "nb") -> Response:
    """All of it as one file."""
    base = str(request.base_url).rstrip("/")
    content = as_zip(kept_of(request, services, whose), lambda path: f"{base}{path}", language)
    headers = {"Content-Disposition": 'attachment; filename="mine-data.zip"'}
    return Response(content, media_type=_ZIP_TYPE, headers=headers)


@router.delete("/me", status_code=204, responses=described(503))
def delete(request: Request, services: ServicesDep, whose: WhoseDep) -> Response:
    """Deletes all of it and ends the logins; what was done stays in the audit log, without who did it."""
    forget_all(request, services, whose)
    return without_cookies(request, Response(status_code=204))


def kept_of(request: Request, services: Services, whose: Whose) -> OwnData:
    """What is kept, with what the browser remembers."""
    flush(request)
    cookies = {name: value if name in CHOICES else None for name, value in sorted(_cookies(request).items())}
    return own_data(services.library, services.assistant_of(user_of(request)).library, whose, cookies)


def forget_all(request: Request, services: Services, whose: Whose) -> None:
    """Deletes it; that it was done is told without by whom."""
    flush(request)
    forget(services.library, whose)
    begun = trail.current()
    if begun is not None and whose.account_id is not None:
        begun.actor = DELETED


def without_cookies(request: Request, response: Response) -> Response:
    """The response, which has the browser forget everything."""
    root = str(request.scope.get("root_path", "")).rstrip("/") or "/"
    for name in _cookies(request):
        is_secure = request.app.state.settings.is_secure or request.url.scheme == "https"
        path = "/" if name.startswith("__Host-") else root
        response.delete_cookie(name, path=path, httponly=True, samesite="lax", secure=is_secure)
    return response


def _cookies(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.cookies.items() if _OURS.match(name)}
