"""Which document a file is, and whether that document stands as the file would make it."""

import hashlib
import re

from slugify import slugify

from assistant.ingestion.remit import Remit
from assistant.ingestion.reports import FileReport, unchanged
from corpus.complaints import quoted
from corpus.library import Library
from corpus.models import NO_EDITION, Metadata
from corpus.snapshot import folded_title
from corpus.store.collections import OPEN
from ingest.pipeline import document_id, generation_id
from ingest.readers.base import UnreadableFileError

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 150  # leaves room for what the ids of generations and passages add to it
_ID_MARK = 6  # characters of a file's sha256 that tell it from another of its name

ORIGINAL_IS_HERE = "originalen til denne gjenfortellingen er lest inn, og blir stående"


def _with_own_id(content: bytes, file_name: str, metadata: Metadata) -> Metadata:
    """The metadata; a new edition whose file has the name of the old one's gets an id of its own.

    Raises UnreadableFileError where it was told to have that id.
    """
    if metadata.edition_of in (None, NO_EDITION) or document_id(file_name, metadata) != metadata.edition_of:
        return metadata
    if metadata.id is not None:
        raise UnreadableFileError(
            f"den kan ikke være en utgave av {quoted(metadata.edition_of)} under samme id; gi den en egen med --id"
        )
    mark = metadata.valid_from or hashlib.sha256(content).hexdigest()[:_ID_MARK]
    return metadata.model_copy(update={"id": f"{metadata.edition_of}-{mark}"})


def identified(
    library: Library, remit: Remit, content: bytes, file_name: str, said: Metadata, title: str | None
) -> Metadata:
    """The metadata with the id and the collection that the document will have, those unsaid that go by themselves.

    `title` is what it is called, where anybody or anything states it. Raises UnreadableFileError where the id or the
    collection cannot be had.
    """
    named = _with_id(remit, _with_own_id(content, file_name, said), title)
    check_id(document_id(file_name, named))
    held = library.snapshot.documents.get(document_id(file_name, named))
    if held is not None and not remit.takes(held):
        if said.id is not None:
            raise UnreadableFileError(f"id-en {quoted(said.id)} kan ikke brukes; oppgi en annen")
        named = _with_free_id(library, remit, content, file_name, named)
    return _with_collection(remit, file_name, named)


def _with_id(remit: Remit, metadata: Metadata, title: str | None) -> Metadata:
    """The metadata; a file that nobody gave an id takes that of the one retelling (as it is or was) of its title."""
    if metadata.id is not None or title is None:
        return metadata
    snapshot = remit.seen.snapshot
    ids = snapshot.retold.get(folded_title(title), frozenset())
    name = next(iter(ids)) if len(ids) == 1 else None
    return metadata.model_copy(update={"id": name}) if name and remit.takes(snapshot.documents[name]) else metadata


def _with_free_id(library: Library, remit: Remit, content: bytes, file_name: str, metadata: Metadata) -> Metadata:
    """The metadata with another id than one that is taken: the same again for the same file in the same collection."""
    name, into = document_id(file_name, metadata), metadata.collection or remit.home
    for mark in (slugify(into), hashlib.sha256(content).hexdigest()[:_ID_MARK]):
        held = library.snapshot.documents.get(f"{name}-{mark}")
        if held is None or (remit.takes(held) and held.collection == into):
            check_id(f"{name}-{mark}")
            return metadata.model_copy(update={"id": f"{name}-{mark}"})
    raise UnreadableFileError(f"id-en {quoted(name)} kan ikke brukes; oppgi en annen")


def _with_collection(remit: Remit, file_name: str, metadata: Metadata) -> Metadata:
    """The metadata; a document stays in the collection that it is in unless another is said.

    The open one is left unsaid, as it is by whoever has no other. Raises UnreadableFileError.
    """
    held = remit.seen.snapshot.documents.get(document_id(file_name, metadata))
    into = metadata.collection or (held.collection if held else remit.home)
    if not remit.may_edit(into):
        raise UnreadableFileError(not_yours(into))
    return metadata.model_copy(update={"collection": None if into == OPEN else into})


def not_yours(collection: str) -> str:
    """What is said of a collection that does not exist, or that whoever asks may not change the documents of."""
    return f"du kan ikke legge dokumenter i samlingen {quoted(collection)}; velg en annen"


def check_id(document_id: str) -> None:
    """Raises UnreadableFileError for an id that cannot stand in an address."""
    if not document_id:
        raise UnreadableFileError("filnavnet gir ingen id; oppgi en med --id eller i et manifest")
    if not _ID.fullmatch(document_id) or len(document_id) > _LONGEST_ID:
        raise UnreadableFileError(
            f"id-en {quoted(document_id)} kan ikke brukes; skriv høyst {_LONGEST_ID} tegn av a–z, 0–9 og enkle "
            f"bindestreker, for eksempel {quoted(slugify(document_id)[:_LONGEST_ID])}"
        )


def left_alone(library: Library, content: bytes, file_name: str, metadata: Metadata) -> FileReport | None:
    """The report of a file that changes nothing: it is shown already, or retells an original that is here."""
    name = document_id(file_name, metadata)
    if library.is_current(name, generation_id(content, file_name, metadata)):
        return unchanged(library, name, file_name)
    current = library.snapshot.documents.get(name)
    if current is None or current.is_retelling or metadata.retelling_of is None:
        return None
    if current.sha256 == hashlib.sha256(content).hexdigest():
        return None  # the same file, told from now on to be a retelling
    return unchanged(library, name, file_name).model_copy(update={"reason": ORIGINAL_IS_HERE})


def left_as_original(
    library: Library, remit: Remit, content: bytes, file_name: str, metadata: Metadata
) -> FileReport | None:
    """The report of a file without an id that took a retelling's place by its own title, as is told without reading."""
    if metadata.id is not None or metadata.title is not None:
        return None
    digest = hashlib.sha256(content).hexdigest()
    snapshot = remit.seen.snapshot
    for name in frozenset[str]().union(*snapshot.retold.values()):
        document = snapshot.documents.get(name)
        if document is not None and document.sha256 == digest and remit.takes(document):
            own = None if document.collection == OPEN else document.collection
            named = metadata.model_copy(update={"id": name, "collection": own})
            if library.is_current(name, generation_id(content, file_name, named)):
                return unchanged(library, name, file_name)
    return None
