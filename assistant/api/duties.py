"""GET /duties: what the plans bind units to, complete."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from assistant.answering.duties import DutyRow
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described
from assistant.api.requests import RequestBody, check_documents

router = APIRouter(tags=["duties"])


class DutyQuery(RequestBody):
    """The conditions, all of which must be met; `unit` is another word for `responsible`."""

    responsible: str | None = None
    unit: str | None = None
    document_id: str | None = None
    q: Annotated[str, Field(max_length=2_000)] | None = None


@router.get("/duties", responses=described(422, 503))
def duties(query: Annotated[DutyQuery, Query()], assistant: AssistantDep) -> list[DutyRow]:
    """All duties that meet the conditions, in the order of their documents."""
    check_documents(assistant, (query.document_id,) if query.document_id is not None else None, "document_id")
    return assistant.duties(
        responsible=query.responsible if query.unit is None else query.unit,
        document_id=query.document_id,
        q=query.q,
    )
