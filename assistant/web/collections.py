"""The collections as administrators see them: whose they are, who reads and edits them, and whom to ask."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from starlette.datastructures import FormData

from assistant.api.access import Administrator, UserDep
from assistant.api.collections import collection_entries
from assistant.api.dependencies import ServicesDep
from assistant.web.errors import error_page
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.upload import SentForm
from corpus.store.collections import OPEN, Collection, CollectionNotEmptyError

router = APIRouter(dependencies=[Administrator])

KINDS = {"open": "collections.open", "municipality": "collections.municipality", "unit": "collections.unit"}
_FIELDS = ("id", "title", "kind", "contact", "readers", "editors")

_COMPLAINTS = {
    "id": "collections.wrong_id",
    "title": "collections.wrong_title",
    "kind": "collections.wrong_kind",
    "contact": "collections.wrong_contact",
}


@router.get("/admin/samlinger")
def listed(request: Request, services: ServicesDep, user: UserDep, samling: str = "") -> Response:
    """Every collection, and the form of one: of `samling`, else of a new one."""
    found = services.library.collections.get(samling)
    values = _values(found) if found else {**dict.fromkeys(_FIELDS, ""), "id": samling, "kind": "unit"}
    return _page(request, services, user, values)


@router.post("/admin/samlinger")
def put(request: Request, services: ServicesDep, user: UserDep, sent: SentForm) -> Response:
    """Makes a collection, or has it be another."""
    values = {name: _text(sent, name) for name in _FIELDS}
    try:
        made = Collection.model_validate(
            {
                **values,
                "contact": values["contact"] or None,
                "readers": _lines(values["readers"]),
                "editors": _lines(values["editors"]),
            }
        )
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        return _page(request, services, user, values, complaint=_COMPLAINTS[field])
    services.library.collections.put(made)
    return RedirectResponse(href(request, "/admin/samlinger"), status_code=303)


@router.post("/admin/samlinger/{collection_id}/fjern")
def remove(request: Request, collection_id: str, services: ServicesDep, user: UserDep) -> Response:
    """Removes a collection that has no documents."""
    try:
        is_removed = services.library.collections.remove(collection_id)
    except CollectionNotEmptyError:
        values = {**dict.fromkeys(_FIELDS, ""), "kind": "unit"}
        return _page(request, services, user, values, complaint="collections.not_empty")
    if not is_removed:
        return error_page(request, 404)
    return RedirectResponse(href(request, "/admin/samlinger"), status_code=303)


def _page(
    request: Request, services: ServicesDep, user: UserDep, values: dict[str, str], *, complaint: str | None = None
) -> Response:
    context = {
        "collections": collection_entries(services.library, user),
        "kinds": KINDS,
        "values": values,
        "complaint": complaint,
        "open": OPEN,
        "is_new": services.library.collections.get(values["id"]) is None,
    }
    return render(request, "admin_collections.html", context, status_code=422 if complaint else 200)


def _values(found: Collection) -> dict[str, str]:
    return {
        "id": found.id,
        "title": found.title,
        "kind": found.kind,
        "contact": found.contact or "",
        "readers": "\n".join(found.readers),
        "editors": "\n".join(found.editors),
    }


def _lines(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in value.splitlines() if line.strip()))


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
