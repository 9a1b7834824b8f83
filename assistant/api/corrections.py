"""Advisers' notes on measures and pages: read by anybody, written by those who look after the library."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from assistant.api.access import Editor, Reader, UserDep
from assistant.api.dependencies import AssistantDep
from assistant.api.documents import check_editable
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody, Text
from assistant.auth.user import User
from assistant.corrections import CorrectionError, write
from assistant.service import Assistant
from corpus.store.corrections import Correction

router = APIRouter(tags=["corrections"], dependencies=[Reader])

PageNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]  # as the databases hold it


class CorrectionRequest(RequestBody):
    """A note on a measure or on a page of a document; without a date it is of today."""

    document_id: str
    measure_id: str | None = None
    page: PageNumber | None = None
    text: Text
    signed: Text = ""
    dated: date | None = None


@router.get("/corrections", responses=described(422, 503))
def listed(
    assistant: AssistantDep,
    measure_id: Annotated[tuple[str, ...], Query()] = (),
    document_id: str | None = None,
    page: Annotated[tuple[PageNumber, ...], Query()] = (),
) -> list[Correction]:
    """The notes on these measures, and on these pages of a document; of nothing in particular, all of a document's, or
    all.
    """
    notes = assistant.library.corrections
    if measure_id or (document_id and page):
        return notes.notes_for(measure_id, [(document_id, number) for number in page] if document_id else ())
    return [note for note in notes.all() if document_id in (None, note.document_id)]


@router.post("/corrections", status_code=201, responses=described(400, 403, 413, 422, 503), dependencies=[Editor])
def post(body: CorrectionRequest, assistant: AssistantDep, user: UserDep) -> Correction:
    """Keeps a note on a measure or a page."""
    check_noted(assistant, user, body.document_id)
    try:
        return write(
            assistant,
            body.document_id,
            body.text,
            body.dated or date.today(),
            measure_id=body.measure_id,
            page=body.page,
            signed=body.signed,
        )
    except CorrectionError as error:
        raise invalid(error.field, str(error)) from error


@router.delete("/corrections/{note_id}", status_code=204, responses=described(403, 404, 503), dependencies=[Editor])
def remove(note_id: str, assistant: AssistantDep, user: UserDep) -> None:
    """Deletes a note."""
    found = assistant.library.corrections.get(note_id)
    if found is not None:
        check_noted(assistant, user, found.document_id)
    if not assistant.library.corrections.remove(note_id):
        raise missing("correction", note_id)


def check_noted(assistant: Assistant, user: User, document_id: str) -> None:
    """Problem 403 for a document that the user sees, and may not change."""
    if assistant.document(document_id) is not None:
        check_editable(assistant, user, document_id)
