"""A page of a document, and editions side by side."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from assistant.api.dependencies import AssistantDep
from assistant.api.pages import page_view
from assistant.links import image_url
from assistant.web.errors import error_page
from assistant.web.language import page_language
from assistant.web.navigation import Link
from assistant.web.rendering import render
from assistant.web.text import marked_html

router = APIRouter()

LINKS: tuple[Link, ...] = ()


@router.get("/documents/{document_id}/pages/{number}")
def page(
    request: Request,
    document_id: str,
    number: int,
    assistant: AssistantDep,
    generation: str | None = None,
    mark: Annotated[str, Query()] = "",
) -> Response:
    """A page of a document with the words of a citation marked."""
    found = page_view(assistant, document_id, number, generation, words=True)
    document = found and assistant.library.published(found.generation_id)
    if found is None or document is None:
        return error_page(request, 404)
    boxes = found.boxes(mark) if found.image_url else ()
    text, is_in_text = marked_html(found.text, mark, anchor="markert-tekst" if boxes else "markert")
    current = assistant.library.snapshot.generations.get(document_id)
    context = {
        "page": found,
        "document": document,
        "image": image_url(document_id, number, found.generation_id, mark) if found.image_url else None,
        "box": boxes[0] if boxes else None,
        "text": text,
        "is_marked": bool(boxes) or is_in_text,
        "is_lost": bool(mark.strip()) and not boxes and not is_in_text,
        "is_superseded": found.generation_id != current,
        "holding": assistant.holding(document_id),
    }
    return render(request, "page.html", context)


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
    context = {"difference": difference, "told_in": told_in or page_language(request)}
    return render(request, "diff.html", context)
