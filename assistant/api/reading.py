"""GET /documents/{id}/outline, /hits and /unread: finding one's way in a document."""

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described, invalid, missing
from assistant.reading.find import LONGEST_SEARCH, Found, Search
from assistant.reading.outline import Heading, outline
from assistant.reading.unread import UnreadPage, unread_pages
from assistant.service import Assistant
from corpus.models import Page

router = APIRouter(tags=["documents"], dependencies=[Reader])

_Searched = Annotated[str, Query(max_length=LONGEST_SEARCH, description="Words, side by side or on one page")]


@router.get("/documents/{document_id}/outline", responses=described(404, 503))
def headings(document_id: str, assistant: AssistantDep) -> tuple[Heading, ...]:
    """The headings of a document, each with its first page and those below it."""
    if assistant.document(document_id) is None:
        raise missing("document", document_id)
    return outline(assistant.library.snapshot, document_id)


@router.get("/documents/{document_id}/hits", responses=described(404, 422, 503))
def hits(document_id: str, q: _Searched, assistant: AssistantDep, generation: str | None = None) -> Found:
    """Every place where words stand in a document, page by page; with `generation`, in that reading of it."""
    if not q.strip():
        raise invalid("q", "søket er tomt; skriv ordene du leter etter")
    return Search(q).within(_texts(document_id, generation, assistant))


@router.get("/documents/{document_id}/unread", responses=described(404, 503))
def unread(document_id: str, assistant: AssistantDep) -> tuple[UnreadPage, ...]:
    """The pages of a document with something that was not read, or not surely."""
    return unread_pages(_texts(document_id, None, assistant))


def _texts(document_id: str, generation: str | None, assistant: Assistant) -> tuple[Page, ...]:
    found = assistant.texts(document_id, generation)
    if found is None:
        raise missing("document", document_id + (f"?generation={generation}" if generation else ""))
    return found
