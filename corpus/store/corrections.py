"""Advisers' notes on what a measure or a page says, shown beside it; the document itself stays as it is."""

import uuid
from collections.abc import Collection
from datetime import date

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, or_, select, tuple_

from corpus.store.database import Opened
from corpus.store.schema import CorrectionRow

PageOf = tuple[str, int]
"""The id of a document and the number of a page in it."""


class Correction(BaseModel):
    """A note on a measure, or on a page; `generation_id` is the reading that it was written to."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str = Field(default_factory=lambda: uuid.uuid4().hex)
    document_id: str
    generation_id: str
    measure_id: str | None = None
    page: int | None = None
    text: str
    signed: str = ""
    dated: date


class Corrections:
    """The notes of one store."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def add(self, note: Correction) -> Correction:
        """Keeps a note on a measure or a page of a document."""
        with self._transaction() as session:
            session.add(CorrectionRow(**note.model_dump()))
        return note

    def all(self) -> list[Correction]:
        """Every note, the newest first."""
        with self._session() as session:
            rows = session.scalars(select(CorrectionRow).order_by(CorrectionRow.dated.desc(), CorrectionRow.id))
            return [Correction.model_validate(row) for row in rows]

    def get(self, note_id: str) -> Correction | None:
        """A note, or None."""
        with self._session() as session:
            row = session.get(CorrectionRow, note_id)
            return Correction.model_validate(row) if row else None

    def remove(self, note_id: str) -> bool:
        """Deletes a note; False where there is none."""
        with self._transaction() as session:
            found = session.get(CorrectionRow, note_id)
            if found is not None:
                session.execute(delete(CorrectionRow).where(CorrectionRow.id == note_id))
            return found is not None

    def notes_for(self, measure_ids: Collection[str] = (), pages: Collection[PageOf] = ()) -> list[Correction]:
        """The notes on any of these measures and pages, the newest first."""
        conditions = []
        if measure_ids:
            conditions.append(CorrectionRow.measure_id.in_(set(measure_ids)))
        if pages:
            conditions.append(tuple_(CorrectionRow.document_id, CorrectionRow.page).in_(set(pages)))
        if not conditions:
            return []
        with self._session() as session:
            rows = session.scalars(
                select(CorrectionRow).where(or_(*conditions)).order_by(CorrectionRow.dated.desc(), CorrectionRow.id)
            )
            return [Correction.model_validate(row) for row in rows]
