"""GET /duties: what the plans bind units to, complete; the same as spreadsheets."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.answering.answer import DutyRow
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described
from assistant.api.requests import check_documents
from assistant.api.spreadsheets import csv_response, described_file, xlsx_response
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from assistant.spreadsheets import CSV_TYPE, XLSX_TYPE, duty_sheet

router = APIRouter(tags=["duties"])


class DutyQuery(Conditions):
    """The conditions, all of which must be met; `unit` is another word for `responsible`."""

    unit: str | None = None


DutyQueryDep = Annotated[DutyQuery, Query()]


@router.get("/duties", responses=described(422, 503))
def duties(query: DutyQueryDep, assistant: AssistantDep) -> list[DutyRow]:
    """All duties that meet the conditions, in the order of their documents."""
    return _rows(query, assistant)


@router.get("/duties.csv", response_class=Response, responses=described_file(CSV_TYPE, "UTF-8, semicolon between"))
def duties_csv(query: DutyQueryDep, assistant: AssistantDep) -> Response:
    """The same rows for a spreadsheet."""
    return csv_response(duty_sheet(_rows(query, assistant)))


@router.get("/duties.xlsx", response_class=Response, responses=described_file(XLSX_TYPE, "One sheet"))
def duties_xlsx(query: DutyQueryDep, assistant: AssistantDep) -> Response:
    """The same rows as a workbook."""
    return xlsx_response(duty_sheet(_rows(query, assistant)))


def _rows(query: DutyQuery, assistant: Assistant) -> list[DutyRow]:
    check_documents(assistant, query.document_id, "document_id")
    given = query.model_dump(exclude={"unit"})
    return assistant.duties(Conditions(**(given if query.unit is None else {**given, "responsible": (query.unit,)})))
