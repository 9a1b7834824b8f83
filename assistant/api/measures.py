"""GET /measures: the measures that meet conditions, complete; the same as spreadsheets and as a calendar."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.answering.answer import MeasureRow
from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described, missing
from assistant.api.requests import check_documents
from assistant.api.spreadsheets import InLanguage, calendar_response, csv_response, described_file, xlsx_response
from assistant.details import MeasureDetail, measure_detail
from assistant.exports.calendars import CALENDAR_TYPE, Calendar
from assistant.exports.spreadsheets import CSV_TYPE, XLSX_TYPE, file_name, measure_sheet
from assistant.register.conditions import Conditions
from assistant.register.facets import Facet
from assistant.service import Assistant

router = APIRouter(tags=["measures"], dependencies=[Reader])

_EVENTS = "iCalendar, all-day events"

ConditionsQuery = Annotated[Conditions, Query()]


class MeasureFile(Conditions, InLanguage):
    """The conditions, and the language of the file."""


MeasureFileQuery = Annotated[MeasureFile, Query()]


@router.get("/measures", responses=described(422, 503))
def measures(query: ConditionsQuery, assistant: AssistantDep) -> list[MeasureRow]:
    """All measures that meet the conditions, in the order of their documents."""
    return _rows(query, assistant)


@router.get("/measures.csv", response_class=Response, responses=described_file(CSV_TYPE, "UTF-8, semicolon between"))
def measures_csv(query: MeasureFileQuery, assistant: AssistantDep) -> Response:
    """The same rows for a spreadsheet."""
    return csv_response(measure_sheet(_rows(query, assistant), query.language))


@router.get("/measures.xlsx", response_class=Response, responses=described_file(XLSX_TYPE, "One sheet"))
def measures_xlsx(query: MeasureFileQuery, assistant: AssistantDep) -> Response:
    """The same rows as a workbook."""
    return xlsx_response(measure_sheet(_rows(query, assistant), query.language))


@router.get("/measures.ics", response_class=Response, responses=described_file(CALENDAR_TYPE, _EVENTS))
def measures_ics(query: MeasureFileQuery, assistant: AssistantDep, request: Request) -> Response:
    """Those of the same rows that are dated as all-day events; its description names those that go on."""
    return calendar_response(
        Calendar(file_name("measures", query.language), _rows(query, assistant), query.language), request
    )


@router.get("/measures/facets", responses=described(422, 503))
def measure_facets(query: ConditionsQuery, assistant: AssistantDep) -> list[Facet]:
    """What each condition can be changed to, and how many measures meet them then."""
    check_documents(assistant, query.document_id, "document_id")
    return assistant.facets("measures", query)


@router.get("/measures/{measure_id}", responses=described(404, 503))
def measure(measure_id: str, assistant: AssistantDep) -> MeasureDetail:
    """One measure: each place where it is printed, the duties in its row, and what else its plan says of the same."""
    found = measure_detail(assistant, measure_id)
    if found is None:
        raise missing("measure", measure_id)
    return found


def _rows(query: Conditions, assistant: Assistant) -> list[MeasureRow]:
    check_documents(assistant, query.document_id, "document_id")
    return assistant.measures(query)
