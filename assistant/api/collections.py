"""The collections: what documents one reads are in, and who reads and edits them."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.access import Administrator, Reader, UserDep
from assistant.api.dependencies import ServicesDep
from assistant.api.problems import ProblemError, described, missing
from assistant.api.requests import RequestBody, Text
from assistant.auth.user import Permission, User
from corpus.library import Library
from corpus.store.collections import (
    COLLECTION_ID,
    LONGEST_COLLECTION_ID,
    Collection,
    CollectionKind,
    CollectionNotEmptyError,
)

router = APIRouter(tags=["collections"], dependencies=[Reader])

CollectionId = Annotated[str, Path(max_length=LONGEST_COLLECTION_ID, pattern=f"^{COLLECTION_ID.pattern}$")]
Group = Annotated[Text, Field(min_length=1, max_length=200)]


class CollectionEntry(BaseModel):
    """A collection; for administrators with the groups that read and edit it, and the number of its documents.

    One that documents are in and nobody made is not `made`: only administrators read it.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    kind: CollectionKind
    contact: str | None
    made: bool = True
    readers: tuple[str, ...] | None = None
    editors: tuple[str, ...] | None = None
    documents: int | None = None


class CollectionRequest(RequestBody):
    """What a collection is to be."""

    title: Annotated[Text, Field(min_length=1, max_length=200)]
    kind: CollectionKind = "unit"
    contact: Annotated[Text, Field(max_length=300)] | None = None
    readers: Annotated[tuple[Group, ...], Field(max_length=100)] = ()
    editors: Annotated[tuple[Group, ...], Field(max_length=100)] = ()


def collection_entries(library: Library, user: User) -> list[CollectionEntry]:
    """The collections that a user reads, the open one first."""
    found = library.collections.all()
    if not user.may(Permission.ADMINISTER):
        return [
            CollectionEntry(id=one.id, title=one.title, kind=one.kind, contact=one.contact)
            for one in found
            if user.may_read(one.id)
        ]
    counts = Counter(document.collection for document in library.snapshot.documents.values())
    unmade = sorted(counts.keys() - {one.id for one in found})
    return [
        *(CollectionEntry(**one.model_dump(), documents=counts[one.id]) for one in found),
        *(
            CollectionEntry(id=key, title=key, kind="unit", contact=None, made=False, documents=counts[key])
            for key in unmade
        ),
    ]


@router.get("/collections", responses=described(503))
def collections(services: ServicesDep, user: UserDep) -> list[CollectionEntry]:
    """The collections that one reads, the open one first."""
    return collection_entries(services.library, user)


@router.get("/collections/{collection_id}", responses=described(404, 422, 503))
def collection(collection_id: CollectionId, services: ServicesDep, user: UserDep) -> CollectionEntry:
    """One that one reads."""
    entries = collection_entries(services.library, user)
    found = next((entry for entry in entries if entry.id == collection_id), None)
    if found is None:
        raise missing("collection", collection_id)
    return found


@router.put("/collections/{collection_id}", responses=described(400, 413, 422, 503), dependencies=[Administrator])
def put(collection_id: CollectionId, body: CollectionRequest, services: ServicesDep, user: UserDep) -> CollectionEntry:
    """Makes a collection, or has it be another."""
    services.library.collections.put(Collection(id=collection_id, **body.model_dump()))
    return collection(collection_id, services, user)


@router.delete(
    "/collections/{collection_id}",
    status_code=204,
    responses=described(404, 409, 422, 503),
    dependencies=[Administrator],
)
def remove(collection_id: CollectionId, services: ServicesDep) -> None:
    """Deletes a collection that has no documents; the open one stays."""
    try:
        is_removed = services.library.collections.remove(collection_id)
    except CollectionNotEmptyError as error:
        raise ProblemError(409, "Not empty", str(error)) from error
    if not is_removed:
        raise missing("collection", collection_id)
