"""The unit whose measures and duties a user calls their own, remembered in a cookie."""

from typing import Annotated
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.dependencies import AssistantDep
from assistant.register.names import unit_names
from assistant.service import Assistant
from assistant.web.cookies import forget, remember
from assistant.web.paths import href

router = APIRouter()

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
) -> Response:
    """Remembers the unit, and shows its rows; without one it forgets, and shows all."""
    path = "/plikter" if rows == "plikter" else "/tiltak"
    known = unit in unit_names(assistant.library.snapshot)
    query = f"?{urlencode({'responsible': unit})}" if known else ""
    response = RedirectResponse(href(request, f"{path}{query}"), status_code=303)
    if known:
        remember(request, response, COOKIE, quote(unit, safe=""))
    else:
        forget(request, response, COOKIE)
    return response
