"""Pages of the register: measures and duties."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.answering.answer import DutyRow, MeasureRow
from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.details import duty_detail, measure_detail
from assistant.exports.calendars import Calendar
from assistant.links import duty_url, measure_url, register_url
from assistant.quality.findings import Finding, FindingKind
from assistant.register.conditions import Conditions
from assistant.register.facets import Rows, count, looked_through
from assistant.register.filters import Timing
from assistant.register.names import unit_names
from assistant.service import Assistant
from assistant.texts import Language
from assistant.web import my_unit
from assistant.web.errors import error_page
from assistant.web.language import page_language
from assistant.web.navigation import Link
from assistant.web.paths import href, inner_path
from assistant.web.register_editions import left_out
from assistant.web.register_filters import RegisterFilters
from assistant.web.register_order import Row, grouped, ordered
from assistant.web.register_view import GROUPS, PATHS, SORTS, View, has_empty_fields, view_of, without_empty_fields
from assistant.web.rendering import render
from assistant.web.timeline import YEAR, timeline

router = APIRouter(dependencies=[Reader])
router.include_router(my_unit.router)

LINKS: tuple[Link, ...] = (Link("/tiltak", "register.nav_measures"), Link("/plikter", "register.nav_duties"))

_GROUP_NAMES = {
    "priority": "register.field_priority",
    "commitment": "register.field_commitment",
    "responsible": "register.field_responsible",
    "year": "register.field_year",
    "document": "register.field_document",
}
_COLUMNS = {
    "title": "register.column_measure",
    "responsible": "register.column_responsible",
    "schedule": "register.column_schedule",
    "priority": "register.column_under",
    "under": "register.column_under",
    "place": "register.column_place",
}


@router.get("/tiltak")
def measures(request: Request, assistant: AssistantDep) -> Response:
    """All measures, or those that meet the conditions of the address."""
    return _listed(request, assistant, "measures")


@router.get("/plikter")
def duties(request: Request, assistant: AssistantDep) -> Response:
    """All duties, or those that meet the conditions of the address."""
    return _listed(request, assistant, "duties")


@router.get("/tiltak/{measure_id}")
def measure(request: Request, measure_id: str, assistant: AssistantDep) -> Response:
    """One measure: its fields, each place where it is printed, what these disagree about, and what is near it."""
    found = measure_detail(assistant, measure_id)
    if found is None:
        return error_page(request, 404)
    context = {"measure": found, "findings": _findings(request, assistant, found)}
    return render(request, "measure.html", {**context, "duty_url": duty_url, "measure_url": measure_url})


@router.get("/plikter/{duty_id}")
def duty(request: Request, duty_id: str, assistant: AssistantDep) -> Response:
    """One duty, with the measure in whose row it stands."""
    found = duty_detail(assistant, duty_id)
    if found is None:
        return error_page(request, 404)
    return render(request, "duty.html", {"duty": found, "measure_url": measure_url})


def _findings(request: Request, assistant: Assistant, measure: MeasureRow) -> list[Finding]:
    """What the check of its plan found about a measure, but for other wordings, which its page shows anyhow."""
    told = assistant.check(measure.document_id, page_language(request))
    found = told.findings if told else ()
    return [one for one in found if measure.title in one.measures and one.kind is not FindingKind.WORDINGS_DIFFER]


def _listed(request: Request, assistant: Assistant, rows: Rows) -> Response:
    snapshot = assistant.library.snapshot
    query = request.query_params
    if has_empty_fields(query):
        return RedirectResponse(href(request, without_empty_fields(inner_path(request.scope), query)), status_code=303)
    view = view_of(rows, query, snapshot.documents)
    conditions = view.conditions
    found: Sequence[Row] = assistant.measures(conditions) if rows == "measures" else assistant.duties(conditions)
    filters = RegisterFilters(view, assistant, page_language(request))
    groups = grouped(ordered(found, view), view, snapshot)
    context = {
        "view": view,
        "is_measures": rows == "measures",
        "path": PATHS[rows],
        "found": len(found),
        "total": looked_through(rows, conditions, snapshot, assistant.today),
        "has_rows": count(rows, Conditions(), snapshot, assistant.today) > 0,
        "printed": sum(row.occurrences for row in found if isinstance(row, MeasureRow)),
        "left_out": left_out(view, assistant),
        "filters": filters,
        "chips": filters.chips(),
        "loosenings": [] if found else filters.loosenings(),
        "groups": groups,
        "stands_twice": sum(len(group.rows) for group in groups) > len(found),
        "group_names": [(name, _GROUP_NAMES[name]) for name in GROUPS[rows]],
        "columns": [(name, _COLUMNS[name]) for name in SORTS[rows]],
        "timeline": timeline([row.id for row in found], snapshot, assistant.today) if view.look == "timeline" else None,
        "year_width": YEAR,
        "measure_url": measure_url,
        "duty_url": duty_url,
        **_downloads(view, found, assistant, page_language(request)),
        **_mine(request, assistant, view),
    }
    return render(request, "register.html", context, status_code=422 if view.refused else 200)


def _downloads(view: View, found: Sequence[Row], assistant: Assistant, language: Language) -> dict[str, Any]:
    """The same rows as files, and what of them is no event of the calendar."""
    snapshot, parameters = assistant.library.snapshot, view.conditions.parameters()
    measures = [row for row in found if isinstance(row, MeasureRow)]
    duties = [row for row in found if isinstance(row, DutyRow)]
    calendar = Calendar("", measures or duties)
    kinds = [kind for kind in _FILES if kind != "ics" or calendar.events]
    files = [(_FILES[kind], register_url(view.rows, kind, parameters, language)) for kind in kinds]
    continuous = view.conditions.model_copy(update={"timing": Timing.CONTINUOUS})
    return {
        "files": files if found else [],
        "calendar": calendar,
        "continuous_address": view.meeting(continuous).address,
        # a measure with a continuous part and a dated one is both an event and continuous
        "are_continuous_listed": len(calendar.continuous) == count(view.rows, continuous, snapshot, assistant.today),
    }


_FILES = {"xlsx": "register.excel", "csv": "register.csv", "ics": "register.calendar"}


def _mine(request: Request, assistant: Assistant, view: View) -> dict[str, Any]:
    """The unit that is remembered, and the one that is chosen alone, each as (id, name), and what else that one has."""
    snapshot = assistant.library.snapshot
    names = unit_names(snapshot, page_language(request))
    mine = my_unit.my_unit(request, assistant)
    units = view.conditions.responsible
    chosen = (snapshot.units.resolve(units[0]) or units[0].casefold()) if len(units) == 1 else None
    shown = view.meeting(Conditions(responsible=(mine,))).address if mine else None
    other = view.of_the_other_rows(Conditions(responsible=(chosen,)) if chosen else Conditions())
    return {
        "mine": (mine, names[mine]) if mine else None,
        "mine_address": shown,
        "chosen_unit": (chosen, names[chosen]) if chosen in names and chosen is not None else None,
        "others_address": other.address,
        "others_found": count(other.rows, other.conditions, snapshot, assistant.today) if chosen in names else 0,
    }
