"""Advisers' notes: written, seen together, taken away."""

from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from assistant.api.access import Editor, UserDep
from assistant.api.corrections import check_noted
from assistant.api.dependencies import AssistantDep
from assistant.auth.user import User
from assistant.corrections import (
    LONGEST_NOTE,
    LONGEST_SIGNATURE,
    CorrectionError,
    PersonalDataInNoteError,
    measure_titles,
    write,
)
from assistant.service import Assistant
from assistant.web.errors import error_page
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.upload import SentForm

router = APIRouter(dependencies=[Editor])

_COMPLAINTS = {
    "document_id": "corrections.no_document",
    "text": "corrections.no_text",
    "page": "corrections.no_place",
    "measure_id": "corrections.no_place",
    "dated": "corrections.no_date",
}


@router.get("/admin/rettelser")
def listed(
    request: Request, assistant: AssistantDep, user: UserDep, dokument: str = "", side: str = "", tiltak: str = ""
) -> Response:
    """Every note, and a form for a new one: its document is chosen first, then its page or measure."""
    values = {"document_id": dokument, "page": side, "measure_id": tiltak, "dated": date.today().isoformat()}
    return _page(request, assistant, user, {**values, "text": "", "signed": ""})


@router.post("/admin/rettelser")
def add(request: Request, assistant: AssistantDep, user: UserDep, sent: SentForm) -> Response:
    """Keeps a note."""
    names = ("document_id", "page", "measure_id", "dated", "text", "signed")
    values = {name: _text(sent, name) for name in names}
    check_noted(assistant, user, values["document_id"])
    try:
        write(
            assistant,
            values["document_id"],
            values["text"],
            _date(values["dated"]),
            measure_id=values["measure_id"] or None,
            page=_page_number(values["page"]),
            signed=values["signed"],
        )
    except PersonalDataInNoteError:
        return _page(request, assistant, user, values, complaint="corrections.personal_data")
    except CorrectionError as error:
        return _page(request, assistant, user, values, complaint=_COMPLAINTS.get(error.field, "corrections.no_text"))
    kept = urlencode({"dokument": values["document_id"]})
    return RedirectResponse(href(request, f"/admin/rettelser?{kept}#rettelser"), status_code=303)


@router.post("/admin/rettelser/{note_id}/fjern")
def remove(request: Request, note_id: str, assistant: AssistantDep, user: UserDep) -> Response:
    """Takes a note away."""
    found = assistant.library.corrections.get(note_id)
    if found is not None:
        check_noted(assistant, user, found.document_id)
    if not assistant.library.corrections.remove(note_id):
        return error_page(request, 404)
    return RedirectResponse(href(request, "/admin/rettelser#rettelser"), status_code=303)


def _page(
    request: Request, assistant: Assistant, user: User, values: dict[str, str], *, complaint: str | None = None
) -> Response:
    snapshot = assistant.library.snapshot
    own = {document.id for document in assistant.documents() if user.may_edit(document.collection)}
    document = assistant.document(values["document_id"])
    context = {
        "notes": [note for note in assistant.library.corrections.all() if note.document_id in own],
        "documents": [document for document in assistant.documents() if document.id in own],
        "by_id": snapshot.documents,
        "generations": snapshot.generations,
        "titles": {measure.id: measure.title for measure in snapshot.measures},
        "document": document,
        "measures": measure_titles(assistant, document.id) if document else {},
        "values": values,
        "complaint": complaint,
        "longest": LONGEST_NOTE,
        "longest_signature": LONGEST_SIGNATURE,
    }
    return render(request, "admin_corrections.html", context, status_code=422 if complaint else 200)


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise CorrectionError("dated", "datoen kan ikke leses") from error


def _page_number(value: str) -> int | None:
    if not value:
        return None
    try:
        return int(value)
    except ValueError as error:
        raise CorrectionError("page", "siden er ikke et tall") from error


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
