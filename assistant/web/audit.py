"""The audit log as administrators read it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from assistant.api.access import Administrator
from assistant.api.audit import csv_response, flush
from assistant.api.dependencies import ServicesDep
from assistant.web.rendering import render
from corpus.store.audit import DELETED, AuditFilter

router = APIRouter(dependencies=[Administrator])

ACTIONS = {
    "seen": "audit.seen",
    "asked": "audit.asked",
    "exported": "audit.exported",
    "added": "audit.added",
    "read_in": "audit.read_in",
    "changed": "audit.changed",
    "removed": "audit.removed",
    "cancelled": "audit.cancelled",
    "rebuilt": "audit.rebuilt",
    "logged_in": "audit.logged_in",
    "logged_out": "audit.logged_out",
}
THINGS = {
    "question": "audit.question",
    "document": "audit.document",
    "measure": "audit.measure",
    "duty": "audit.duty",
    "conversation": "audit.conversation",
    "feedback": "audit.feedback",
    "correction": "audit.correction",
    "index": "audit.index",
    "collection": "audit.collection",
    "token": "audit.token",
    "login": "audit.login",
    "audit": "audit.audit",
    "own_data": "audit.own_data",
    "kept_data": "audit.kept_data",
    "page": "audit.page",
    "draft": "audit.draft",
    "template": "audit.template",
    "job": "audit.job",
}
KINDS = {
    "person": "audit.person",
    "service": "audit.service",
    "machine": "audit.machine",
    "anybody": "audit.anybody",
    "unknown": "audit.unknown",
}
OUTCOMES = {"ok": "audit.ok", "refused": "audit.refused", "failed": "audit.failed"}
NAMED = {"machine": "audit.machine", "anybody": "audit.anybody", "unknown": "audit.unknown", DELETED: "audit.gone"}
"""What is said in place of an actor that has no name."""

_A_PAGE = 100


def _chosen(hvem: str = "", hva: str = "", ting: str = "", samling: str = "", dag: str = "") -> dict[str, str]:
    """The filters that the address has."""
    said = {"hvem": hvem, "hva": hva, "ting": ting, "samling": samling, "dag": dag}
    return {name: value for name, value in said.items() if value}


Chosen = Annotated[dict[str, str], Depends(_chosen)]


@router.get("/admin/revisjon")
def page(request: Request, services: ServicesDep, chosen: Chosen, side: int = 1) -> Response:
    """The lines that meet the filters, which stand in the address."""
    flush(request)
    log, wanted = services.library.audit, audit_filter(chosen)
    total = log.count(wanted)
    pages = max(1, -(-total // _A_PAGE))
    number = min(max(side, 1), pages)
    context = {
        "entries": log.list(wanted, limit=_A_PAGE, offset=(number - 1) * _A_PAGE),
        "total": total,
        "page_number": number,
        "pages": pages,
        "wanted": wanted,
        "chosen": chosen,
        "query": urlencode(chosen),
        "values": log.values(),
        "actions": ACTIONS,
        "things": THINGS,
        "kinds": KINDS,
        "outcomes": OUTCOMES,
        "named": NAMED,
        "days": request.app.state.settings.audit_days,
    }
    return render(request, "admin_audit.html", context)


@router.get("/admin/revisjon.csv")
def as_csv(request: Request, services: ServicesDep, chosen: Chosen) -> Response:
    """All lines that meet the filters, as a file."""
    return csv_response(request, services, audit_filter(chosen))


def audit_filter(chosen: Mapping[str, str]) -> AuditFilter:
    """The conditions of a form; a day that is none is any."""
    names = {"hvem": "actor_kind", "hva": "action", "ting": "thing", "samling": "collection"}
    found = AuditFilter(**{names[name]: value for name, value in chosen.items() if name in names})
    try:
        return found.model_copy(update={"day": date.fromisoformat(chosen["dag"])}) if "dag" in chosen else found
    except ValueError:
        return found
