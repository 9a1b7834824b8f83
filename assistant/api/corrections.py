"""Advisers' notes on measures and pages: read by anybody, written by those who look after the library."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from assistant.api.access import Editor, Reader
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described, invalid, missing
from assistant.api.requests import RequestBody, Text
from assistant.corrections import CorrectionError, write
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


@router.post("/corrections", status_code=201, responses=described(400, 413, 422, 503), dependencies=[Editor])
def post(body: CorrectionRequest, assistant: AssistantDep) -> Correction:
    """Keeps a note on a measure or a page."""
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


@router.delete("/corrections/{note_id}", status_code=204, responses=described(404, 503), dependencies=[Editor])
def remove(note_id: str, assistant: AssistantDep) -> None:
    """Deletes a note."""
    if not assistant.library.corrections.remove(note_id):
        raise missing("correction", note_id)
