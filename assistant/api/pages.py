"""GET /documents/{id}/pages/{n}: a page as a reader would copy it."""

from fastapi import APIRouter

from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described, missing
from assistant.service import Assistant
from corpus.models import Page

router = APIRouter(tags=["documents"])


class PageView(Page):
    """A page, and whose it is; `pages` is how many its document has."""

    document_id: str
    document_title: str
    issuer: str | None
    retelling: bool
    generation_id: str
    pages: int


def page_view(assistant: Assistant, document_id: str, number: int, generation: str | None) -> PageView | None:
    """A page of the current generation, or of the one a citation pinned; None where there is none."""
    generation_id = generation or assistant.library.snapshot.generations.get(document_id)
    document = assistant.library.published(generation_id) if generation_id else None
    if generation_id is None or document is None or not 1 <= number <= document.pages:
        return None
    page = assistant.page(document_id, number, generation_id)
    if page is None:
        return None
    return PageView(
        **page.model_dump(),
        document_id=document.id,
        document_title=document.title,
        issuer=document.issuer,
        retelling=document.retelling_of is not None,
        generation_id=generation_id,
        pages=document.pages,
    )


@router.get("/documents/{document_id}/pages/{number}", responses=described(404, 422, 503))
def page(document_id: str, number: int, assistant: AssistantDep, generation: str | None = None) -> PageView:
    """A page; with `generation`, as it stood in that reading of the document."""
    found = page_view(assistant, document_id, number, generation)
    if found is None:
        raise missing("page", f"{document_id}/{number}" + (f"?generation={generation}" if generation else ""))
    return found
