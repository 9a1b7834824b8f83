"""The documents as those who look after them see them: what is said of each, replacing and removing."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Editor, UserDep
from assistant.api.dependencies import AssistantDep, JobsDep
from assistant.api.documents import check_editable, entries, entry
from assistant.api.rereading import metadata_of, read_again
from assistant.service import Assistant
from assistant.web.errors import error_page
from assistant.web.jobs import jobs_path
from assistant.web.metadata import MetadataForm, form_of, read_form
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.upload import SentForm, editable, known_values
from corpus.models import Document

router = APIRouter(dependencies=[Editor])


@router.get("/admin/dokumenter")
def documents(
    request: Request, assistant: AssistantDep, jobs: JobsDep, user: UserDep, fjernet: str | None = None
) -> Response:
    """Every document that the user may change, with what can be done with it."""
    is_gone = fjernet is not None and assistant.document(fjernet) is None
    context = {
        "documents": [found for found in entries(assistant) if user.may_edit(found.collection)],
        "collections": {one.id: one.title for one in jobs.library.collections.all()},
        "removed": fjernet if is_gone else None,
    }
    return render(request, "admin_documents.html", context)


@router.get("/admin/dokumenter/{document_id}/rediger")
def edit(request: Request, document_id: str, assistant: AssistantDep, jobs: JobsDep, user: UserDep) -> Response:
    """What is said of a document."""
    document = assistant.document(document_id)
    if document is None:
        return error_page(request, 404)
    check_editable(assistant, user, document_id)
    return _editing(request, assistant, editable(jobs, user), document, form_of(metadata_of(document)))


@router.post("/admin/dokumenter/{document_id}/rediger")
def change(
    request: Request, document_id: str, assistant: AssistantDep, jobs: JobsDep, user: UserDep, sent: SentForm
) -> Response:
    """Reads the document's file again as what it is said to be."""
    document = assistant.document(document_id)
    if document is None:
        return error_page(request, 404)
    check_editable(assistant, user, document_id)
    form, choices = read_form(sent), editable(jobs, user) | {document.collection: document.collection}
    if not form.check(choices):
        return _editing(request, assistant, choices, document, form)
    job = read_again(assistant, jobs, document_id, form.said, user)
    return RedirectResponse(href(request, jobs_path([job.id])), status_code=303)


@router.get("/admin/dokumenter/{document_id}/fjern")
def confirm(request: Request, document_id: str, assistant: AssistantDep, user: UserDep) -> Response:
    """Asks whether a document is to be removed, and says what goes with it."""
    document = assistant.document(document_id)
    if document is None:
        return error_page(request, 404)
    check_editable(assistant, user, document_id)
    notes = [note for note in assistant.library.corrections.all() if note.document_id == document_id]
    context = {"document": entry(assistant, document), "notes": len(notes)}
    return render(request, "admin_remove.html", context)


@router.post("/admin/dokumenter/{document_id}/fjern")
def remove(request: Request, document_id: str, assistant: AssistantDep, jobs: JobsDep, user: UserDep) -> Response:
    """Removes a document; once more is no error."""
    if assistant.document(document_id) is not None:
        check_editable(assistant, user, document_id)
        jobs.remove(document_id)
    return RedirectResponse(href(request, f"/admin/dokumenter?fjernet={document_id}"), status_code=303)


def _editing(
    request: Request, assistant: Assistant, collections: Mapping[str, str], document: Document, form: MetadataForm
) -> Response:
    context = {
        "collections": list(collections.items()),
        "document": document,
        "form": form,
        "documents": [other for other in assistant.documents() if other.id != document.id],
        "known": known_values(assistant),
    }
    return render(request, "admin_edit.html", context, status_code=422 if form.errors else 200)
