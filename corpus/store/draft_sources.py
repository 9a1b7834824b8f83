"""The passages that a draft leans on."""

from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from corpus.store.draft_tables import DraftRow, DraftSourceRow
from corpus.store.draft_texts import touch
from corpus.store.drafts import Author, DraftSource, QuotedPassage


def sources(session: Session, draft_id: str) -> list[DraftSource]:
    """The sources of a draft, by number."""
    query = select(DraftSourceRow).where(DraftSourceRow.draft_id == draft_id).order_by(DraftSourceRow.number)
    return [DraftSource.model_validate(row) for row in session.scalars(query)]


def take_source(session: Session, draft_id: str, quoted: QuotedPassage, author: Author) -> DraftSource | None:
    """Adds a source; the one there is of the same words of the same passage. None where there is no such draft.

    Raises DraftClosedError.
    """
    if not touch(session, draft_id):
        return None
    same = select(DraftSourceRow).where(
        DraftSourceRow.draft_id == draft_id,
        DraftSourceRow.passage_id == quoted.passage_id,
        DraftSourceRow.quote == quoted.quote,
    )
    row = session.scalars(same.order_by(DraftSourceRow.number)).first()
    if row is None:
        number, now = _next_number(session, draft_id), datetime.now(UTC)
        said = {**quoted.model_dump(), "by": author.id, "by_name": author.name, "taken_at": now}
        row = DraftSourceRow(draft_id=draft_id, number=number, **said)
        session.add(row)
        session.flush()
    return DraftSource.model_validate(row)


def forget_quotes(session: Session, document_id: str) -> None:
    """Takes the words of a document out of the sources that are of it; they stay, as sources that are gone."""
    session.execute(update(DraftSourceRow).where(DraftSourceRow.document_id == document_id).values(quote=""))


def _next_number(session: Session, draft_id: str) -> int:
    """The next number of a draft that nobody else changes just now."""
    number = (session.scalar(select(DraftRow.sources).where(DraftRow.id == draft_id)) or 0) + 1
    session.execute(update(DraftRow).where(DraftRow.id == draft_id).values(sources=number))
    return number
