"""GET /audit: who saw and changed what, for administrators."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from assistant.api.access import Administrator
from assistant.api.dependencies import Services, ServicesDep
from assistant.api.problems import described
from corpus.store.audit import AuditEntry, AuditFilter

router = APIRouter(tags=["audit"], dependencies=[Administrator])

_COLUMNS = ("at", "actor_kind", "who", "action", "thing", "thing_id", "collection", "outcome")
_MOST = 1_000
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "A line a row"}}

Named = Annotated[str | None, Query(max_length=100)]


def audit_filter(
    actor_kind: Named = None,
    action: Named = None,
    thing: Named = None,
    collection: Named = None,
    day: date | None = None,
) -> AuditFilter:
    """The conditions of an address."""
    return AuditFilter(actor_kind=actor_kind, action=action, thing=thing, collection=collection, day=day)


FilterDep = Annotated[AuditFilter, Depends(audit_filter)]


class AuditEntries(BaseModel):
    """Some of the lines, the newest first, and how many there are."""

    total: int
    entries: tuple[AuditEntry, ...]


@router.get("/audit", responses=described(422, 503))
def entries(
    request: Request,
    services: ServicesDep,
    wanted: FilterDep,
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 100,
    offset: Annotated[int, Query(ge=0, lt=2**31)] = 0,
) -> AuditEntries:
    """The lines that meet the conditions."""
    flush(request)
    log = services.library.audit
    return AuditEntries(total=log.count(wanted), entries=tuple(log.list(wanted, limit=limit, offset=offset)))


@router.get("/audit.csv", response_class=Response, responses={**described(422, 503), **_CSV})
def entries_csv(request: Request, services: ServicesDep, wanted: FilterDep) -> Response:
    """All lines that meet the conditions, as a file."""
    return csv_response(request, services, wanted)


def csv_response(request: Request, services: Services, wanted: AuditFilter) -> Response:
    """The lines that meet the conditions as a file."""
    flush(request)
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    lines = csv_lines(services.library.audit.each(wanted))
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def csv_lines(found: Iterable[AuditEntry]) -> Iterator[str]:
    """The lines as CSV with a heading."""
    yield _row(_COLUMNS)
    for entry in found:
        told = entry.model_dump(mode="json")
        yield _row([_plain(told[name]) for name in _COLUMNS])


def flush(request: Request) -> None:
    """Writes what waits to be written, so that it is seen."""
    audit = request.app.state.audit
    if audit is not None:
        audit.flush()


def _plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: an address may name what is not there."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _row(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
