"""The documents: what there is, their files, changing what is said of them, and deleting."""

import mimetypes
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.access import Editor, Reader, UserDep
from assistant.api.caching import cache_headers, is_known
from assistant.api.dependencies import AssistantDep, JobsDep
from assistant.api.problems import ProblemError, described, invalid, missing
from assistant.api.rereading import read_again
from assistant.api.uploads import UploadAccepted, accepted, check_target
from assistant.auth.user import User
from assistant.comparing.difference import Difference
from assistant.quality.findings import QualityReport
from assistant.service import Assistant
from assistant.texts import Language
from corpus.complaints import quoted
from corpus.models import Authority, Document, Metadata, Standing, Term

router = APIRouter(tags=["documents"], dependencies=[Reader])

_SHOWN = {".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8"}

_ANY_TYPE = "application/octet-stream"
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".md": "text/markdown; charset=utf-8",
}


class DocumentEntry(Document):
    """A document as the list shows it: with its current generation, and the count of its measures.

    `editions` are the ids of all editions of its plan, oldest first, itself among them; empty where it is the only one.
    """

    retelling: bool = False
    standing: Standing = "current"
    editions: tuple[str, ...] = ()
    supersedes: str | None = None
    superseded_by: str | None = None
    edition_recognised: bool = False

    generation_id: str
    measures: int
    occurrences: int
    duties: int = 0


class DocumentFilters(BaseModel):
    """What documents are asked for, each as the documents have it; `q` are words of title and issuer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    jurisdiction: str | None = None
    kind: str | None = None
    authority: Authority | None = None
    collection: str | None = None
    q: Annotated[str, Field(max_length=200)] | None = None

    def takes(self, document: Document) -> bool:
        """Whether a document is one of them."""
        stated = (
            (self.jurisdiction, document.jurisdiction),
            (self.kind, document.kind),
            (self.collection, document.collection),
        )
        named = f"{document.title} {document.issuer or ''}".casefold()
        return (
            all(wanted is None or wanted == value for wanted, value in stated)
            and self.authority in (None, document.authority)
            and all(word in named for word in (self.q or "").casefold().split())
        )


def entries(assistant: Assistant) -> list[DocumentEntry]:
    """All documents, by id."""
    return [entry(assistant, document) for document in assistant.documents()]


@router.get("/documents", responses=described(422, 503))
def documents(filters: Annotated[DocumentFilters, Query()], assistant: AssistantDep) -> list[DocumentEntry]:
    """All documents, by id; those asked for, where anything is."""
    return [found for found in entries(assistant) if filters.takes(found)]


@router.get("/documents/{document_id}", responses=described(404, 503))
def document(document_id: str, assistant: AssistantDep) -> DocumentEntry:
    """One document."""
    found = assistant.document(document_id)
    if found is None:
        raise missing("document", document_id)
    return entry(assistant, found)


@router.get("/documents/{document_id}/diff/{other}", responses=described(404, 503))
def diff(document_id: str, other: str, assistant: AssistantDep) -> Difference:
    """What became of the measures from a document to another, its new edition: added, removed, changed."""
    for wanted in (document_id, other):
        if assistant.document(wanted) is None:
            raise missing("document", wanted)
    return assistant.difference(document_id, other)


@router.get("/documents/{document_id}/terms", responses=described(404, 503))
def terms(document_id: str, assistant: AssistantDep) -> list[Term]:
    """The words that a document explains: other names for a thing, and what words mean in it."""
    if assistant.document(document_id) is None:
        raise missing("document", document_id)
    return [term for term in assistant.library.snapshot.explained if term.document_id == document_id]


@router.get("/documents/{document_id}/check", responses=described(404, 422, 503))
def check(document_id: str, assistant: AssistantDep, language: Language = "nb") -> QualityReport:
    """What may be wrong in a document: each finding with the plan's own words, on their pages."""
    found = assistant.check(document_id, language)
    if found is None:
        raise missing("document", document_id)
    return found


@router.get(
    "/documents/{document_id}/file",
    response_class=Response,
    responses={
        **described(404, 503),
        200: {"content": {"*/*": {}}, "description": "The file, with its name and type"},
        304: {"description": "The file is as it was"},
    },
)
def file(document_id: str, request: Request, assistant: AssistantDep, generation: str | None = None) -> Response:
    """The original file that the document was read from; with `generation`, that of that reading."""
    generation_id = generation or assistant.library.snapshot.generations.get(document_id)
    found = assistant.library.published(generation_id) if generation_id else None
    if generation_id is None or found is None or found.id != document_id:
        raise missing("document", document_id + (f"?generation={generation}" if generation else ""))
    headers = cache_headers(found.sha256)
    if is_known(request, found.sha256):
        return Response(status_code=304, headers=headers)
    content = assistant.library.original(generation_id)
    if content is None:
        raise ProblemError(
            404, "No original file", f"filen {quoted(found.file_name)} er ikke tatt vare på; les den inn på nytt"
        )
    suffix = Path(found.file_name).suffix.lower()
    headers["Content-Disposition"] = f"{_disposition(suffix)}; filename*=UTF-8''{quote(found.file_name, safe='')}"
    kind = _SHOWN.get(suffix) or _TYPES.get(suffix) or mimetypes.guess_type(found.file_name)[0] or _ANY_TYPE
    return Response(content, media_type=kind, headers=headers)


@router.patch(
    "/documents/{document_id}",
    status_code=202,
    responses=described(400, 403, 404, 413, 422, 503),
    dependencies=[Editor],
)
def change(
    document_id: str, changes: Metadata, assistant: AssistantDep, jobs: JobsDep, user: UserDep, response: Response
) -> UploadAccepted:
    """Queues the document's own file for reading anew, with what is said here in the place of what was known.

    What is left out stays; what is null is no longer said. An empty object reads the file again as it is known.
    """
    check_editable(assistant, user, document_id)
    if changes.id is not None:
        raise invalid("id", "kan ikke endres; legg inn dokumentet på nytt under en annen id")
    check_target(jobs, user, changes.collection, "collection")
    said = changes.model_dump(exclude_unset=True, exclude={"id"})
    return accepted(read_again(assistant, jobs, document_id, said, user), response)


@router.delete("/documents/{document_id}", status_code=204, responses=described(403, 404, 503), dependencies=[Editor])
def remove(document_id: str, assistant: AssistantDep, jobs: JobsDep, user: UserDep) -> None:
    """Deletes a document from the catalogue and every index, at once."""
    check_editable(assistant, user, document_id)
    if not jobs.remove(document_id):
        raise missing("document", document_id)


def check_editable(assistant: Assistant, user: User, document_id: str) -> None:
    """Problem 404 for a document that the user does not see, 403 for one that the user may not change."""
    found = assistant.document(document_id)
    if found is None:
        raise missing("document", document_id)
    if not user.may_edit(found.collection):
        raise ProblemError(
            403, "Not allowed", "du kan lese dokumentet, men ikke endre det; den som drifter kan gi deg det"
        )


def _disposition(suffix: str) -> str:
    """Inline for what a browser shows and runs nothing of."""
    return "inline" if suffix in _SHOWN else "attachment"


def entry(assistant: Assistant, document: Document) -> DocumentEntry:
    """A document as the list shows it."""
    snapshot = assistant.library.snapshot
    editions, series = snapshot.editions, snapshot.editions.series(document.id)
    measures = snapshot.measures_in({document.id})
    return DocumentEntry(
        **document.model_dump(),
        retelling=document.is_retelling,
        standing=assistant.standing(document.id),
        editions=series if len(series) > 1 else (),
        supersedes=editions.before(document.id),
        superseded_by=editions.after(document.id),
        edition_recognised=editions.is_recognised(document.id),
        generation_id=snapshot.generations[document.id],
        measures=len(measures),
        occurrences=sum(len(measure.occurrences) for measure in measures),
        duties=len(snapshot.duties_in({document.id})),
    )
