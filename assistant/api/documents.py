"""The documents: what there is, uploading and deleting."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.api.dependencies import AssistantDep, JobsDep
from assistant.api.problems import described, field_errors, invalid, missing
from assistant.jobs import LARGEST_FILE, Job, too_large
from assistant.service import Assistant
from corpus.models import Document, Metadata

router = APIRouter(tags=["documents"])


class DocumentEntry(Document):
    """A document as the list shows it: with its current generation, and the count of its measures."""

    generation_id: str
    measures: int
    occurrences: int


class Upload(BaseModel):
    """The form of an upload: the file, and what is known of it as a JSON object."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile
    metadata: str = "{}"


class UploadAccepted(BaseModel):
    """The job that reads an upload; `url` tells how far it is."""

    job_id: str
    status: str
    file: str
    url: str


def entries(assistant: Assistant) -> list[DocumentEntry]:
    """All documents, by id."""
    return [_entry(assistant, document) for document in assistant.documents()]


@router.get("/documents", responses=described(503))
def documents(assistant: AssistantDep) -> list[DocumentEntry]:
    """All documents, by id."""
    return entries(assistant)


@router.get("/documents/{document_id}", responses=described(404, 503))
def document(document_id: str, assistant: AssistantDep) -> DocumentEntry:
    """One document."""
    found = assistant.document(document_id)
    if found is None:
        raise missing("document", document_id)
    return _entry(assistant, found)


@router.delete("/documents/{document_id}", status_code=204, responses=described(404, 503))
def remove(document_id: str, jobs: JobsDep) -> None:
    """Deletes a document from the catalogue and every index, at once."""
    if not jobs.remove(document_id):
        raise missing("document", document_id)


@router.post("/documents", status_code=202, responses=described(422, 503))
def upload(
    form: Annotated[Upload, Form(media_type="multipart/form-data")], jobs: JobsDep, response: Response
) -> UploadAccepted:
    """Queues a file for reading; its job tells what became of it."""
    file_name = _file_name(form.file)
    metadata = _metadata(form.metadata)
    content = form.file.file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise invalid("file", too_large(form.file.size or len(content)))
    return _accepted(jobs.submit(content, file_name, metadata), response)


def _accepted(job: Job, response: Response) -> UploadAccepted:
    url = f"/api/v1/jobs/{job.id}"
    response.headers["Location"] = url
    return UploadAccepted(job_id=job.id, status=job.status, file=job.file, url=url)


def _file_name(file: UploadFile) -> str:
    """The name without the folders that some clients send."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    if not name:
        raise invalid("file", "it has no name; send it with one")
    return name


def _metadata(text: str) -> Metadata:
    try:
        return Metadata.model_validate_json(text)
    except ValidationError as error:
        first = field_errors(error.errors())[0]
        field = "metadata" if first.field == "body" else f"metadata.{first.field}"
        raise invalid(field, first.message) from error


def _entry(assistant: Assistant, document: Document) -> DocumentEntry:
    snapshot = assistant.library.snapshot
    measures = [measure for measure in snapshot.measures if measure.document_id == document.id]
    return DocumentEntry(
        **document.model_dump(),
        generation_id=snapshot.generations[document.id],
        measures=len(measures),
        occurrences=sum(len(measure.occurrences) for measure in measures),
    )
