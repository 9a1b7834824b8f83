"""GET /measures: the measures that meet conditions, complete; the same as spreadsheets."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.answering.answer import MeasureRow
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described
from assistant.api.requests import check_documents
from assistant.api.spreadsheets import csv_response, described_file, xlsx_response
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from assistant.spreadsheets import CSV_TYPE, XLSX_TYPE, measure_sheet

router = APIRouter(tags=["measures"])

ConditionsQuery = Annotated[Conditions, Query()]


@router.get("/measures", responses=described(422, 503))
def measures(query: ConditionsQuery, assistant: AssistantDep) -> list[MeasureRow]:
    """All measures that meet the conditions, in the order of their documents."""
    return _rows(query, assistant)


@router.get("/measures.csv", response_class=Response, responses=described_file(CSV_TYPE, "UTF-8, semicolon between"))
def measures_csv(query: ConditionsQuery, assistant: AssistantDep) -> Response:
    """The same rows for a spreadsheet."""
    return csv_response(measure_sheet(_rows(query, assistant)))


@router.get("/measures.xlsx", response_class=Response, responses=described_file(XLSX_TYPE, "One sheet"))
def measures_xlsx(query: ConditionsQuery, assistant: AssistantDep) -> Response:
    """The same rows as a workbook."""
    return xlsx_response(measure_sheet(_rows(query, assistant)))


def _rows(query: Conditions, assistant: Assistant) -> list[MeasureRow]:
    check_documents(assistant, query.document_id, "document_id")
    return assistant.measures(query)
