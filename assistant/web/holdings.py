"""The documents as those who look after them see them: what is said of each, replacing and removing."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Editor
from assistant.api.dependencies import AssistantDep, JobsDep
from assistant.api.documents import entries, entry
from assistant.api.rereading import metadata_of, read_again
from assistant.web.errors import error_page
from assistant.web.jobs import jobs_path
from assistant.web.metadata import MetadataForm, form_of, read_form
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.upload import SentForm, known_values
from corpus.models import Document

router = APIRouter(dependencies=[Editor])


@router.get("/admin/dokumenter")
def documents(request: Request, assistant: AssistantDep, fjernet: str | None = None) -> Response:
    """Every document, with what can be done with it."""
    is_gone = fjernet is not None and assistant.document(fjernet) is None
    context = {"documents": entries(assistant), "removed": fjernet if is_gone else None}
    return render(request, "admin_documents.html", context)


@router.get("/admin/dokumenter/{document_id}/rediger")
def edit(request: Request, document_id: str, assistant: AssistantDep) -> Response:
    """What is said of a document."""
    document = assistant.document(document_id)
    if document is None:
        return error_page(request, 404)
    return _editing(request, assistant, document, form_of(metadata_of(document)))


@router.post("/admin/dokumenter/{document_id}/rediger")
def change(request: Request, document_id: str, assistant: AssistantDep, jobs: JobsDep, sent: SentForm) -> Response:
    """Reads the document's file again as what it is said to be."""
    document = assistant.document(document_id)
    if document is None:
        return error_page(request, 404)
    form = read_form(sent)
    if not form.check():
        return _editing(request, assistant, document, form)
    job = read_again(assistant, jobs, document_id, form.said)
    return RedirectResponse(href(request, jobs_path([job.id])), status_code=303)


@router.get("/admin/dokumenter/{document_id}/fjern")
def confirm(request: Request, document_id: str, assistant: AssistantDep) -> Response:
    """Asks whether a document is to be removed, and says what goes with it."""
    document = assistant.document(document_id)
    if document is None:
        return error_page(request, 404)
    notes = [note for note in assistant.library.corrections.all() if note.document_id == document_id]
    context = {"document": entry(assistant, document), "notes": len(notes)}
    return render(request, "admin_remove.html", context)


@router.post("/admin/dokumenter/{document_id}/fjern")
def remove(request: Request, document_id: str, jobs: JobsDep) -> Response:
    """Removes a document; once more is no error."""
    jobs.remove(document_id)
    return RedirectResponse(href(request, f"/admin/dokumenter?fjernet={document_id}"), status_code=303)


def _editing(request: Request, assistant: AssistantDep, document: Document, form: MetadataForm) -> Response:
    context = {
        "document": document,
        "form": form,
        "documents": [other for other in assistant.documents() if other.id != document.id],
        "known": known_values(assistant),
    }
    return render(request, "admin_edit.html", context, status_code=422 if form.errors else 200)
