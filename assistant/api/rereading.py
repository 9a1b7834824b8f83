"""A document's own file read again, as what it is said to be now."""

from collections.abc import Mapping

from assistant.api.problems import ProblemError, missing
from assistant.auth.user import User
from assistant.jobs import Job, Jobs
from assistant.service import Assistant
from corpus.complaints import quoted
from corpus.models import Document, Metadata


def read_again(assistant: Assistant, jobs: Jobs, document_id: str, said: Mapping[str, object], user: User) -> Job:
    """The job that reads a document's own file again for a user, with other metadata; problem 404 where either is
    missing.
    """
    found = assistant.document(document_id)
    content = assistant.library.original(assistant.library.snapshot.generations[document_id]) if found else None
    if found is None:
        raise missing("document", document_id)
    if content is None:
        raise ProblemError(
            404, "No original file", f"filen {quoted(found.file_name)} er ikke tatt vare på; les den inn på nytt"
        )
    metadata = metadata_of(found).model_copy(update=dict(said))
    allowed = bool(found.personal_data)  # whoever read it in allowed it
    return jobs.submit(content, found.file_name, metadata, user, allow_personal_data=allowed)


def metadata_of(document: Document) -> Metadata:
    """What is said of a document, as it would be said again; a file's name in a title's place is not said."""
    said = {field: getattr(document, field) for field in Metadata.model_fields}
    return Metadata(**{**said, "title": document.title if document.title_stated else None})
