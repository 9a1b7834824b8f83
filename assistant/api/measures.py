"""GET /measures: the register, complete; the same as a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from assistant import labels
from assistant.answering.answer import MeasureRow
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described
from assistant.api.requests import RequestBody, check_documents
from assistant.service import Assistant

router = APIRouter(tags=["measures"])

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Latin-1
_COLUMNS = (
    "Dokument",
    "Utgiver",
    "Veivalg",
    "Innsats",
    "Tiltak",
    "Beskrivelse",
    "Ansvarlig",
    "Tidsplan",
    "Fra",
    "Til",
    "Deltiltak",
    "Sider",
    "Forekomster",
    "Gjenfortelling",
    "Utgave",
)


class MeasureQuery(RequestBody):
    """The conditions, all of which must be met."""

    responsible: str | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    priority: str | None = None
    document_id: str | None = None
    q: Annotated[str, Field(max_length=2_000)] | None = None


@router.get("/measures", responses=described(422, 503))
def measures(query: Annotated[MeasureQuery, Query()], assistant: AssistantDep) -> list[MeasureRow]:
    """All measures that meet the conditions, in the order of their documents."""
    return _rows(query, assistant)


@router.get(
    "/measures.csv",
    response_class=Response,
    responses={**described(422, 503), 200: {"content": {"text/csv": {}}, "description": "UTF-8, semicolon between"}},
)
def measures_csv(query: Annotated[MeasureQuery, Query()], assistant: AssistantDep) -> Response:
    """The same rows for a spreadsheet."""
    return Response(
        as_csv(_rows(query, assistant)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="tiltak.csv"'},
    )


def as_csv(rows: Sequence[MeasureRow]) -> str:
    """The rows with a heading, for a Norwegian Excel; what it would run as a formula is text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_COLUMNS)
    writer.writerows([_guarded(cell) for cell in _cells(row)] for row in rows)
    return _BYTE_ORDER_MARK + text.getvalue()


def _rows(query: MeasureQuery, assistant: Assistant) -> list[MeasureRow]:
    check_documents(assistant, (query.document_id,) if query.document_id is not None else None, "document_id")
    return assistant.measures(**query.model_dump())


def _cells(row: MeasureRow) -> tuple[str, ...]:
    parts = [f"{part.title} ({part.schedule}; {', '.join(part.responsible)})" for part in row.sub_measures]
    return (
        labels.title(row.document_title, is_stated=row.title_stated),
        labels.stated(row.issuer),
        row.strategic_priority or "",
        row.commitment or "",
        row.title,
        row.description,
        ", ".join(row.responsible),
        row.schedule,
        str(row.start or ""),
        str(row.end or ""),
        " | ".join(parts),
        labels.places(row),
        str(row.occurrences),
        "ja" if row.retelling else "nei",
        labels.standing(row.standing) or "gjeldende utgave",
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
