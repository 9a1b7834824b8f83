"""Editions side by side."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.web.errors import error_page
from assistant.web.language import page_language
from assistant.web.paths import href
from assistant.web.rendering import render

router = APIRouter(dependencies=[Reader])


@router.get("/documents/{old}/diff/{new}")
def diff(
    request: Request,
    old: str,
    new: str,
    assistant: AssistantDep,
    told_in: Annotated[Literal["nb", "nn", "en"] | None, Query(alias="language")] = None,
) -> Response:
    """What became of the measures from one edition to another; `language` tells it in another than the page's."""
    if assistant.document(old) is None or assistant.document(new) is None:
        return error_page(request, 404)
    difference = assistant.difference(old, new)
    series = assistant.library.snapshot.editions.series(old)
    context = {
        "difference": difference,
        "told_in": told_in or page_language(request),
        "are_editions": new in series,
        "is_backwards": new in series and series.index(new) < series.index(old),
    }
    return render(request, "diff.html", context)


@router.get("/dokumenter/{document_id}/sammenlign")
def chosen(request: Request, document_id: str, assistant: AssistantDep, med: str = "") -> Response:
    """Leads to the comparison that a form asks for."""
    return compared(request, document_id, med, assistant)


@router.get("/dokumenter/{document_id}/sammenlign/{other}")
def compared(request: Request, document_id: str, other: str, assistant: AssistantDep) -> Response:
    """Leads to the comparison of two documents, of two editions from the older to the newer."""
    if assistant.document(document_id) is None or assistant.document(other) is None:
        return error_page(request, 404)
    series = assistant.library.snapshot.editions.series(document_id)
    is_older = other in series and series.index(other) < series.index(document_id)
    old, new = (other, document_id) if is_older else (document_id, other)
    path = f"/documents/{quote(old, safe='')}/diff/{quote(new, safe='')}"
    return RedirectResponse(href(request, path), 303)
