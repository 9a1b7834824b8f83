"""GET /duties: what the plans bind units to, complete; the same as spreadsheets and as a calendar."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.answering.answer import DutyRow
from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described, missing
from assistant.api.requests import check_documents
from assistant.api.spreadsheets import InLanguage, calendar_response, csv_response, described_file, xlsx_response
from assistant.details import DutyDetail, duty_detail
from assistant.exports.calendars import CALENDAR_TYPE, Calendar
from assistant.exports.spreadsheets import CSV_TYPE, XLSX_TYPE, duty_sheet, file_name
from assistant.register.conditions import Conditions
from assistant.register.facets import Facet
from assistant.service import Assistant

router = APIRouter(tags=["duties"], dependencies=[Reader])

_EVENTS = "iCalendar, all-day events"


class DutyQuery(Conditions):
    """The conditions, all of which must be met; `unit` is another word for `responsible`."""

    unit: str | None = None


DutyQueryDep = Annotated[DutyQuery, Query()]


class DutyFile(DutyQuery, InLanguage):
    """The conditions, and the language of the file."""


DutyFileQuery = Annotated[DutyFile, Query()]


@router.get("/duties", responses=described(422, 503))
def duties(query: DutyQueryDep, assistant: AssistantDep) -> list[DutyRow]:
    """All duties that meet the conditions, in the order of their documents."""
    return _rows(query, assistant)


@router.get("/duties.csv", response_class=Response, responses=described_file(CSV_TYPE, "UTF-8, semicolon between"))
def duties_csv(query: DutyFileQuery, assistant: AssistantDep) -> Response:
    """The same rows for a spreadsheet."""
    return csv_response(duty_sheet(_rows(query, assistant), query.language))


@router.get("/duties.xlsx", response_class=Response, responses=described_file(XLSX_TYPE, "One sheet"))
def duties_xlsx(query: DutyFileQuery, assistant: AssistantDep) -> Response:
    """The same rows as a workbook."""
    return xlsx_response(duty_sheet(_rows(query, assistant), query.language))


@router.get("/duties.ics", response_class=Response, responses=described_file(CALENDAR_TYPE, _EVENTS))
def duties_ics(query: DutyFileQuery, assistant: AssistantDep, request: Request) -> Response:
    """Those of the same rows whose words name years as all-day events."""
    return calendar_response(
        Calendar(file_name("duties", query.language), _rows(query, assistant), query.language), request
    )


@router.get("/duties/facets", responses=described(422, 503))
def duty_facets(query: DutyQueryDep, assistant: AssistantDep) -> list[Facet]:
    """What each condition can be changed to, and how many duties meet them then."""
    return assistant.facets("duties", _conditions(query, assistant))


@router.get("/duties/{duty_id}", responses=described(404, 503))
def duty(duty_id: str, assistant: AssistantDep) -> DutyDetail:
    """One duty, with the measure in whose row it stands."""
    found = duty_detail(assistant, duty_id)
    if found is None:
        raise missing("duty", duty_id)
    return found


def _rows(query: DutyQuery, assistant: Assistant) -> list[DutyRow]:
    return assistant.duties(_conditions(query, assistant))


def _conditions(query: DutyQuery, assistant: Assistant) -> Conditions:
    check_documents(assistant, query.document_id, "document_id")
    given = query.model_dump(exclude={"unit", "language"})
    return Conditions(**(given if query.unit is None else {**given, "responsible": (query.unit,)}))
