"""The collections that documents are in: whose they are, who reads and edits them, and whom to ask."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, func, select

from corpus.store.access_tables import CollectionRow
from corpus.store.database import Opened
from corpus.store.draft_persons import has_drafts
from corpus.store.schema import DocumentRow, GenerationRow

OPEN = "open"
"""The collection that everybody who may read at all reads; it is always there."""

COLLECTION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

LONGEST_COLLECTION_ID = 100

CollectionKind = Literal["open", "municipality", "unit"]


class CollectionNotEmptyError(ValueError):
    """The collection has documents or drafts: they are to be moved or removed before it."""


class Collection(BaseModel):
    """Documents that the same people read; `readers` and `editors` are groups, and editors read what they edit."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: Annotated[str, Field(max_length=LONGEST_COLLECTION_ID, pattern=f"^{COLLECTION_ID.pattern}$")]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    kind: CollectionKind = "unit"
    contact: Annotated[str, Field(max_length=300)] | None = None
    readers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CollectionGroups:
    """Whose groups read and edit a collection."""

    id: str
    readers: tuple[str, ...]
    editors: tuple[str, ...]


_OPEN = Collection(id=OPEN, title="Åpne planer", kind="open")


class Collections:
    """The collections of one store."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def all(self) -> list[Collection]:
        """Every collection by title, the open one first."""
        with self._session() as session:
            rows = session.scalars(select(CollectionRow).order_by(CollectionRow.title, CollectionRow.id))
            found = [Collection.model_validate(row) for row in rows]
        first = next((one for one in found if one.id == OPEN), _OPEN)
        return [first, *(one for one in found if one.id != OPEN)]

    def get(self, collection_id: str) -> Collection | None:
        """A collection, or None."""
        with self._session() as session:
            row = session.get(CollectionRow, collection_id)
            found = Collection.model_validate(row) if row else None
        return found or (_OPEN if collection_id == OPEN else None)

    def ids(self) -> frozenset[str]:
        """The ids of all."""
        with self._session() as session:
            return frozenset(session.scalars(select(CollectionRow.id))) | {OPEN}

    def groups(self) -> tuple[CollectionGroups, ...]:
        """Whose groups read and edit each that somebody made."""
        with self._session() as session:
            return tuple(groups_of(row) for row in session.scalars(select(CollectionRow)))

    def put(self, collection: Collection) -> None:
        """Keeps a collection, in the place of the one of its id where there is one."""
        said = collection.model_dump(mode="json")
        with self._transaction() as session:
            session.merge(CollectionRow(**said))

    def remove(self, collection_id: str) -> bool:
        """Deletes a collection that has no documents and no drafts; False where there is none, and for the open one.

        Raises CollectionNotEmptyError.
        """
        current = select(func.count()).join(DocumentRow, DocumentRow.current_generation == GenerationRow.id)
        held = current.select_from(GenerationRow).where(
            GenerationRow.document["collection"].as_string() == collection_id
        )
        with self._transaction() as session:
            if collection_id == OPEN or session.get(CollectionRow, collection_id) is None:
                return False
            if session.scalar(held):
                raise CollectionNotEmptyError(
                    "samlingen har dokumenter; flytt dem til en annen, eller fjern dem, og prøv igjen"
                )
            if has_drafts(session, collection_id):
                raise CollectionNotEmptyError(
                    "samlingen har utkast til planer; flytt dem til en annen, eller slett dem, og prøv igjen"
                )
            session.execute(delete(CollectionRow).where(CollectionRow.id == collection_id))
            return True


def groups_of(row: CollectionRow) -> CollectionGroups:
    """Whose groups read and edit a collection."""
    return CollectionGroups(row.id, tuple(row.readers), tuple(row.editors))
