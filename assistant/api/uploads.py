"""Uploads: a file is queued for reading, with what is known of it and the collection that it comes into."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.api.access import Editor, Reader, UserDep
from assistant.api.dependencies import JobsDep
from assistant.api.problems import ProblemError, described, field_errors, invalid
from assistant.auth.user import User
from assistant.ingestion.found_files import too_large
from assistant.ingestion.identities import not_yours
from assistant.ingestion.remit import NoCollectionError, remit_of
from assistant.jobs import Job, Jobs
from corpus.models import Metadata
from corpus.store.collections import COLLECTION_ID, LONGEST_COLLECTION_ID

router = APIRouter(tags=["documents"], dependencies=[Reader])

_LONGEST_NAME = 200  # characters, of which the ending counts most


class Upload(BaseModel):
    """The form of an upload: the file, what is known of it as a JSON object, and whether personal data may be in it."""

    model_config = ConfigDict(extra="forbid")

    file: UploadFile
    metadata: str = "{}"
    allow_personal_data: bool = False


class UploadAccepted(BaseModel):
    """The job that reads an upload; `url` tells how far it is."""

    job_id: str
    status: str
    file: str
    url: str


@router.post("/documents", status_code=202, responses=described(400, 403, 413, 422, 503), dependencies=[Editor])
def upload(
    form: Annotated[Upload, Form(media_type="multipart/form-data")], jobs: JobsDep, user: UserDep, response: Response
) -> UploadAccepted:
    """Queues a file for reading; its job tells what became of it.

    Without a collection it stays in the one that it is in; a new one comes into the open one, else into the first that
    the user may change the documents of.
    """
    file_name = plain_name(form.file.filename)
    if not file_name:
        raise invalid("file", "filen har ikke noe navn; send den med et")
    metadata = _metadata(form.metadata)
    check_target(jobs, user, metadata.collection, "metadata.collection")
    limits = jobs.limits
    content = form.file.file.read(limits.size + 1)
    if len(content) > limits.size:
        raise invalid("file", too_large(form.file.size or len(content), limits))
    allowed = form.allow_personal_data
    return accepted(jobs.submit(content, file_name, metadata, user, allow_personal_data=allowed), response)


def check_target(jobs: Jobs, user: User, collection: str | None, field: str) -> None:
    """A problem where documents may not be put into a collection by a user, or into none of them."""
    try:
        remit = remit_of(jobs.library, user.reads, user.edits)
    except NoCollectionError as error:
        raise ProblemError(403, "Not allowed", str(error)) from error
    if collection is not None and not remit.may_edit(collection):
        raise invalid(field, not_yours(collection))
    if collection is not None and (not COLLECTION_ID.fullmatch(collection) or len(collection) > LONGEST_COLLECTION_ID):
        raise invalid(
            field, f"samlingens id kan ikke brukes; skriv høyst {LONGEST_COLLECTION_ID} tegn av a–z, 0–9 og -"
        )


def accepted(job: Job, response: Response) -> UploadAccepted:
    """What is answered to an upload: its job, and where that is told of."""
    url = f"/api/v1/jobs/{job.id}"
    response.headers["Location"] = url
    return UploadAccepted(job_id=job.id, status=job.status, file=job.file, url=url)


def plain_name(sent: str | None) -> str:
    """The name of a file without the folders that some clients send, and without characters that nobody sees."""
    name = (sent or "").replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in name if letter.isprintable()).strip()[-_LONGEST_NAME:]


def _metadata(text: str) -> Metadata:
    try:
        return Metadata.model_validate_json(text)
    except ValidationError as error:
        first = field_errors(error.errors())[0]
        field = "metadata" if first.field == "body" else f"metadata.{first.field}"
        raise invalid(field, first.message) from error
