"""What those who write a draft say of its fields to each other."""

import uuid
from datetime import UTC, datetime

from sqlalchemy import delete, select

from corpus.store.database import Opened
from corpus.store.draft_tables import DraftCommentRow
from corpus.store.draft_texts import touch
from corpus.store.drafts import Author, Comment


class DraftComments:
    """The comments of one store; those of a draft that is adopted are written all the same."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def of(self, draft_id: str, key: str | None = None) -> list[Comment]:
        """The comments on a field, or on all, the oldest first."""
        query = select(DraftCommentRow).where(DraftCommentRow.draft_id == draft_id)
        if key is not None:
            query = query.where(DraftCommentRow.key == key)
        with self._session() as session:
            rows = session.scalars(query.order_by(DraftCommentRow.at, DraftCommentRow.id))
            return [Comment.model_validate(row) for row in rows]

    def get(self, draft_id: str, comment_id: str) -> Comment | None:
        """One comment of a draft, or None."""
        with self._session() as session:
            row = session.get(DraftCommentRow, comment_id)
            return Comment.model_validate(row) if row is not None and row.draft_id == draft_id else None

    def add(self, draft_id: str, key: str, text: str, author: Author) -> Comment | None:
        """Adds a comment on a field; None where there is no such draft."""
        row = DraftCommentRow(
            id=uuid.uuid4().hex,
            draft_id=draft_id,
            key=key,
            text=text,
            at=datetime.now(UTC),
            by=author.id,
            by_name=author.name,
        )
        with self._transaction() as session:
            if not touch(session, draft_id, is_writing=False):
                return None
            session.add(row)
            session.flush()
            return Comment.model_validate(row)

    def change(
        self, draft_id: str, comment_id: str, *, text: str | None = None, resolved: bool | None = None
    ) -> Comment | None:
        """Has a comment say something else, or be resolved, or open again; None where there is none."""
        with self._transaction() as session:
            row = session.get(DraftCommentRow, comment_id)
            if row is None or row.draft_id != draft_id:
                return None
            if text is not None:
                row.text = text
            if resolved is not None:
                row.resolved_at = (row.resolved_at or datetime.now(UTC)) if resolved else None
            session.flush()
            return Comment.model_validate(row)

    def remove(self, draft_id: str, comment_id: str) -> bool:
        """Deletes a comment; False where there is none."""
        named = (DraftCommentRow.id == comment_id) & (DraftCommentRow.draft_id == draft_id)
        with self._transaction() as session:
            found = session.execute(delete(DraftCommentRow).where(named))
            return bool(getattr(found, "rowcount", 0))
