"""The drafts of one store."""

import secrets
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.orm import Session

from corpus.store import draft_sources, draft_texts
from corpus.store.collections import OPEN
from corpus.store.database import Opened
from corpus.store.draft_comments import DraftComments
from corpus.store.draft_persons import PartInDrafts, part_in_drafts
from corpus.store.draft_tables import DraftRow
from corpus.store.drafts import (
    Author,
    Conflict,
    DraftReader,
    DraftRecord,
    DraftSource,
    DraftState,
    FieldText,
    FieldVersion,
    QuotedPassage,
    WrittenForm,
)

_ID_BYTES = 16  # of chance: nobody guesses an id


class Drafts:
    """The drafts of one store: who may open which is asked by naming a reader."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    # Drafts

    def create(
        self,
        *,
        title: str,
        template: Mapping[str, Any],
        written_form: WrittenForm,
        unit: str,
        jurisdiction: str | None = None,
        period: str = "",
        collection: str | None = None,
        owner: str | None = None,
    ) -> DraftRecord:
        """Begins a draft on a template (JSON), with all its fields empty.

        Raises ValueError for the open collection: what is not adopted is not for everybody.
        """
        _check_collection(collection)
        now = datetime.now(UTC)
        row = DraftRow(
            id=secrets.token_urlsafe(_ID_BYTES),
            title=title,
            template=dict(template),
            written_form=written_form,
            unit=unit,
            jurisdiction=jurisdiction,
            period=period,
            state="draft",
            collection=collection,
            owner=owner,
            assisted=False,
            sources=0,
            created_at=now,
            changed_at=now,
        )
        with self._transaction() as session:
            session.add(row)
            session.flush()
            draft_texts.begin_fields(session, row)
            return DraftRecord.model_validate(row)

    def get(self, draft_id: str, reader: DraftReader | None = None) -> DraftRecord | None:
        """A draft that is open to a reader (to whoever asks for None), or None."""
        with self._session() as session:
            row = session.get(DraftRow, draft_id)
            found = DraftRecord.model_validate(row) if row is not None else None
        return found if found is not None and (reader is None or reader.may_open(found)) else None

    def open_to(self, reader: DraftReader) -> list[DraftRecord]:
        """The drafts that are open to a reader, the one that was changed last first."""
        query = select(DraftRow).order_by(DraftRow.changed_at.desc(), DraftRow.id)
        if not reader.is_machine:
            shared = DraftRow.collection.is_not(None)
            if reader.collections is not None:
                shared = DraftRow.collection.in_(reader.collections)
            own = (DraftRow.collection.is_(None)) & (DraftRow.owner == reader.owner)
            query = query.where(shared if reader.owner is None else or_(shared, own))
        with self._session() as session:
            return [DraftRecord.model_validate(row) for row in session.scalars(query)]

    def owned(self, owners: Collection[str]) -> list[DraftRecord]:
        """The drafts that are these people's alone, the one that was changed last first."""
        own = DraftRow.owner.in_(set(owners)) & DraftRow.collection.is_(None)
        with self._session() as session:
            rows = session.scalars(select(DraftRow).where(own).order_by(DraftRow.changed_at.desc(), DraftRow.id))
            return [DraftRecord.model_validate(row) for row in rows]

    def change(
        self,
        draft_id: str,
        *,
        title: str | None = None,
        written_form: WrittenForm | None = None,
        unit: str | None = None,
        jurisdiction: str | None = None,
        period: str | None = None,
        state: DraftState | None = None,
        collection: str | None = None,
        assisted: bool | None = None,
    ) -> DraftRecord | None:
        """Has a draft be called, of, or in another state; None leaves things as they are, or says there is no draft.

        Raises ValueError for the open collection.
        """
        _check_collection(collection)
        said = {
            "title": title,
            "written_form": written_form,
            "unit": unit,
            "jurisdiction": jurisdiction,
            "period": period,
            "state": state,
            "collection": collection,
            "assisted": assisted,
        }
        said = {name: value for name, value in said.items() if value is not None}
        with self._transaction() as session:
            changed = update(DraftRow).where(DraftRow.id == draft_id).values(**said, changed_at=datetime.now(UTC))
            session.execute(changed)
            row = session.get(DraftRow, draft_id)
            return DraftRecord.model_validate(row) if row is not None else None

    def remove(self, draft_id: str) -> bool:
        """Deletes a draft with all that is kept of it; what it took in the file is overwritten. False where there is
        none.
        """
        with self._transaction() as session:
            found = session.execute(delete(DraftRow).where(DraftRow.id == draft_id))
        with self._session() as session:
            if session.get_bind().dialect.name == "sqlite":  # its log still has what was written
                session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return bool(getattr(found, "rowcount", 0))

    # What stands in them

    def fields(self, draft_id: str) -> dict[str, FieldText]:
        """What stands in a draft, by key: as the template has them, then rows of one's own, without those removed."""
        with self._session() as session:
            return draft_texts.fields(session, draft_id)

    def field(self, draft_id: str, key: str) -> FieldText | None:
        """One field, or None; a row of one's own also where it was removed."""
        with self._session() as session:
            return draft_texts.field(session, draft_id, key)

    def save(
        self, draft_id: str, key: str, parts: Mapping[str, str], expected: int, author: Author
    ) -> FieldText | Conflict | None:
        """Writes a field that is still at revision `expected`; None where there is no such draft or field.

        Where somebody else wrote meanwhile nothing is written, and what stands there is given back. What stands there
        already, is as it was: a save that is sent twice is one. Raises DraftClosedError.
        """
        found = self.field(draft_id, key)
        if found is not None and found.parts == dict(parts) and not found.removed:
            return found
        return self._written(
            draft_id, key, lambda session: draft_texts.write(session, draft_id, key, parts, expected, author)
        )

    def restore(
        self, draft_id: str, key: str, revision: int, expected: int, author: Author
    ) -> FieldText | Conflict | None:
        """Writes what stood in a field at a revision, as a version of its own; None where there is none.

        Raises DraftClosedError.
        """
        found = self.version(draft_id, key, revision)
        if found is None:
            return None
        return self._written(
            draft_id,
            key,
            lambda session: draft_texts.write(session, draft_id, key, found.parts, expected, author, restored=revision),
        )

    def versions(self, draft_id: str, key: str | None = None) -> list[FieldVersion]:
        """The versions of a field, or of all, the newest first."""
        with self._session() as session:
            return draft_texts.versions(session, draft_id, key)

    def version(self, draft_id: str, key: str, revision: int) -> FieldVersion | None:
        """One version, or None."""
        with self._session() as session:
            return draft_texts.version(session, draft_id, key, revision)

    def add_row(self, draft_id: str, table: str) -> FieldText | None:
        """A row of one's own at the end of a table; None where there is no such draft. Raises DraftClosedError."""
        with self._transaction() as session:
            return draft_texts.add_row(session, draft_id, table)

    def remove_row(self, draft_id: str, key: str, expected: int, author: Author) -> FieldText | Conflict | None:
        """Takes out a row of one's own that is still at revision `expected`; its words stay as a version, and can be
        restored. None where there is no such row. Raises DraftClosedError.
        """
        found = self.field(draft_id, key)
        if found is None or not found.own or found.removed:
            return None
        return self._written(
            draft_id,
            key,
            lambda session: draft_texts.write(session, draft_id, key, found.parts, expected, author, removed=True),
        )

    # What they lean on, and what is said of them

    def sources(self, draft_id: str) -> list[DraftSource]:
        """The sources of a draft, by number."""
        with self._session() as session:
            return draft_sources.sources(session, draft_id)

    def take_source(self, draft_id: str, quoted: QuotedPassage, author: Author) -> DraftSource | None:
        """Adds a source with the next number; the one there is of the same words of the same passage.

        None where there is no such draft. Raises DraftClosedError.
        """
        with self._transaction() as session:
            return draft_sources.take_source(session, draft_id, quoted, author)

    @property
    def comments(self) -> DraftComments:
        """What is said of them by those who write."""
        return DraftComments(self._session, self._transaction)

    def part_of(self, owners: Collection[str]) -> PartInDrafts:
        """What these people left in drafts that are others' as well."""
        with self._session() as session:
            return part_in_drafts(session, set(owners))

    def _written(
        self, draft_id: str, key: str, write: Callable[[Session], FieldText | None]
    ) -> FieldText | Conflict | None:
        try:
            with self._transaction() as session:
                return write(session)
        except draft_texts.StaleError:
            current = self.field(draft_id, key)
            return Conflict(current=current) if current is not None else None


def _check_collection(collection: str | None) -> None:
    if collection == OPEN:
        raise ValueError("et utkast kan ikke ligge i den åpne samlingen; velg en annen, eller ingen")
