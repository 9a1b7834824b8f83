"""The tokens of services, as administrators make and revoke them."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from assistant.api.access import Administrator, UserDep
from assistant.api.dependencies import ServicesDep
from assistant.api.tokens import CreatedToken, made
from assistant.auth.tokens import MOST_DAYS, NewToken
from assistant.auth.user import Permission
from assistant.web.errors import error_page
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.upload import SentForm
from corpus.library import Library

router = APIRouter(dependencies=[Administrator])

SCOPES = {
    Permission.READ: "tokens.read",
    Permission.DRAFT: "tokens.draft",
    Permission.EDIT: "tokens.edit",
    Permission.ADMINISTER: "tokens.administer",
    Permission.WATCH: "tokens.watch",
}


@router.get("/admin/tokens")
def listed(request: Request, services: ServicesDep) -> Response:
    """All of them, and the form of a new one."""
    return _page(request, services.library)


@router.post("/admin/tokens")
def make(request: Request, services: ServicesDep, user: UserDep, sent: SentForm) -> Response:
    """Makes one, and shows its secret this once."""
    chosen = [str(name) for name in sent.getlist("samling")]
    days = str(sent.get("dager") or "").strip()
    said = {
        "name": str(sent.get("navn") or ""),
        "scopes": [str(scope) for scope in sent.getlist("rett")] or [Permission.READ],
        "collections": chosen if sent.get("omfang") == "noen" else None,
        "days": days or None,
    }
    if any(name not in services.library.collections.ids() for name in chosen):
        return error_page(request, 404)
    try:
        new = NewToken.model_validate(said)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else "collections"
        return _page(request, services.library, complaint=f"{field}_wrong", said=said)
    return _page(request, services.library, created=made(services.library, new, user))


@router.post("/admin/tokens/{token_id}/fjern")
def revoke(request: Request, token_id: str, services: ServicesDep) -> Response:
    """Lets nobody in with it any more."""
    if services.library.tokens.revoke(token_id) is None:
        return error_page(request, 404)
    return RedirectResponse(href(request, "/admin/tokens"), status_code=303)


def _page(
    request: Request,
    library: Library,
    created: CreatedToken | None = None,
    complaint: str | None = None,
    said: Mapping[str, object] | None = None,
) -> Response:
    complaints = {
        "name_wrong": "tokens.name_wrong",
        "days_wrong": "tokens.days_wrong",
        "scopes_wrong": "tokens.scopes_wrong",
        "collections_wrong": "tokens.collections_wrong",
    }
    context = {
        "tokens": library.tokens.all(),
        "collections": sorted(library.collections.ids()),
        "scopes": SCOPES,
        "most_days": MOST_DAYS,
        "created": created,
        "complaint": complaints[complaint] if complaint else None,
        "said": said or {"name": "", "scopes": [Permission.READ], "collections": None, "days": "365"},
    }
    return render(request, "admin_tokens.html", context, status_code=422 if complaint else 200)
