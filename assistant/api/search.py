"""POST /search: the best passages for a query."""

from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.openapi.models import Example
from pydantic import Field

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described
from assistant.api.requests import QuestionText, RequestBody, check_documents
from assistant.search import SearchHit

router = APIRouter(tags=["search"], dependencies=[Reader])

_EXAMPLES: dict[str, Example] = {
    "words": Example(summary="By words", value={"query": "overgang fra barnehage til skole", "limit": 5}),
    "filtered": Example(
        summary="In one document",
        value={
            "query": "leke- og språkmiljø",
            "limit": 5,
            "filters": {"document_ids": ["oslo-overordnet-handlingsplan-kvalitet-2024-2030"]},
        },
    ),
}


class SearchFilters(RequestBody):
    """What the passages must be of."""

    document_ids: Annotated[tuple[str, ...], Field(min_length=1)] | None = None


class SearchRequest(RequestBody):
    """A query, and how many passages are wanted."""

    query: QuestionText
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    filters: SearchFilters = SearchFilters()


@router.post("/search", responses=described(400, 413, 422, 503))
def search(
    request: Annotated[SearchRequest, Body(openapi_examples=_EXAMPLES)], assistant: AssistantDep
) -> list[SearchHit]:
    """The best passages, best first."""
    check_documents(assistant, request.filters.document_ids, "filters.document_ids")
    return assistant.search(request.query, request.limit, document_ids=request.filters.document_ids)
