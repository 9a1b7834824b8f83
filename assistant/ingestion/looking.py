"""What a file says of itself, before anybody says what it is: read, and nothing of it kept."""

import hashlib
import logging
import re

from pydantic import BaseModel, ConfigDict

from corpus.library import Library
from corpus.models import Document, Metadata, PageUnit, PersonalData
from corpus.readable import Readable
from corpus.snapshot import folded_title
from corpus.units import shipped_units
from ingest.pipeline import reader_version, supported_suffixes
from ingest.readers.base import UnreadableFileError
from ingest.workers.pool import ReaderFaultError, Readers

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)\b")

_log = logging.getLogger(__name__)


class Look(BaseModel):
    """What was found in a file: suggestions, which nobody took yet. `reason` says why it cannot be read.

    `id` is what its document would be called; `same_title` and `same_file` are documents that are here.
    """

    model_config = ConfigDict(frozen=True)

    id: str | None = None
    title: str | None = None
    language: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    pages: int = 0
    unit: PageUnit = "page"
    measures: int = 0
    personal_data: tuple[PersonalData, ...] = ()
    same_title: str | None = None
    same_file: str | None = None
    reason: str | None = None


def look_into(library: Readable, content: bytes, file_name: str, readers: Readers) -> Look:
    """Reads a file for what it says of itself, beside what is seen of a library."""
    try:
        reading = readers.submit(content, file_name, Metadata(), shipped_units()).result()
    except UnreadableFileError as error:
        return Look(reason=str(error))
    except ReaderFaultError as error:
        return Look(reason=f"lesingen gikk galt ({error}); meld fra om dette til den som drifter Planassistenten")
    document, documents = reading.document, library.snapshot.documents
    title = document.title if document.title_stated else None
    years = _YEARS.search(title or "")
    digest = hashlib.sha256(content).hexdigest()
    return Look(
        id=document.id,
        title=title,
        language=document.language,
        valid_from=int(years[1]) if years else None,
        valid_to=int(years[2]) if years else None,
        pages=document.pages,
        unit=document.unit,
        measures=len(reading.measures),
        personal_data=document.personal_data,
        same_title=_id_of(document, documents, title),
        same_file=next((other.id for other in documents.values() if other.sha256 == digest), None),
    )


def outdated(library: Library) -> tuple[str, ...]:
    """The ids of the documents that an older version of ingestion read: reading them again may find more."""
    found = []
    for name, version in library.health().reader_versions.items():
        document = library.snapshot.documents.get(name)
        if document is not None and version != reader_version(document.file_name):
            found.append(name)
    return tuple(found)


def readable_endings() -> tuple[str, ...]:
    """The endings of the names of files that can be read."""
    return supported_suffixes()


def _id_of(found: Document, documents: dict[str, Document], title: str | None) -> str | None:
    """The document of the same id, or of the same title."""
    if found.id in documents:
        return found.id
    wanted = folded_title(title) if title else None
    return next((other.id for other in documents.values() if folded_title(other.title) == wanted), None)
