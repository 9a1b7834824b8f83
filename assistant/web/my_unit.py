"""The unit whose measures and duties a user calls their own, remembered in a cookie."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import QueryParams

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.register.names import unit_names
from assistant.service import Assistant
from assistant.web.cookies import forget, remember
from assistant.web.paths import href
from assistant.web.register_view import view_of

router = APIRouter(dependencies=[Reader])

COOKIE = "planassistent-unit"


def my_unit(request: Request, assistant: Assistant) -> str | None:
    """The id of the unit, or None; one that owns no row any more is none."""
    unit = unquote(request.cookies.get(COOKIE, ""))
    return unit if unit in unit_names(assistant.library.snapshot) else None


@router.post("/min-enhet")
def choose(
    request: Request,
    assistant: AssistantDep,
    unit: Annotated[str, Form()] = "",
    rows: Annotated[str, Form()] = "tiltak",
    query: Annotated[str, Form()] = "",
) -> Response:
    """Remembers the unit, and shows its rows by the other filters of `query`; without one it forgets, and shows all."""
    snapshot = assistant.library.snapshot
    known = unit in unit_names(snapshot)
    kept = QueryParams(query if known else "")
    view = view_of("duties" if rows == "plikter" else "measures", kept, snapshot.documents)
    own = view.conditions.model_copy(update={"responsible": (unit,) if known else ()})
    response = RedirectResponse(href(request, view.meeting(own).address), status_code=303)
    if known:
        remember(request, response, COOKIE, quote(unit, safe=""))
    else:
        forget(request, response, COOKIE)
    return response
