"""What drafts have of people: found, and taken out of what others go on with."""

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from corpus.store.draft_tables import (
    DraftCommentRow,
    DraftFieldRow,
    DraftRow,
    DraftSourceRow,
    DraftVersionRow,
)
from corpus.store.drafts import Comment
from corpus.store.times import Utc


class WrittenPart(BaseModel):
    """That somebody wrote in a field of a draft that is others' as well."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    draft_id: str
    key: str
    at: Utc


class PartInDrafts(BaseModel):
    """What somebody left in drafts that are others' as well: when they wrote where, and their comments."""

    model_config = ConfigDict(frozen=True)

    written: tuple[WrittenPart, ...]
    comments: tuple[Comment, ...]


def part_in_drafts(session: Session, owners: Collection[str]) -> PartInDrafts:
    """What these people left in drafts of a collection, the newest first."""
    shared = select(DraftRow.id).where(DraftRow.collection.is_not(None))
    written = (
        select(DraftVersionRow)
        .where(DraftVersionRow.by.in_(owners), DraftVersionRow.draft_id.in_(shared))
        .order_by(DraftVersionRow.at.desc(), DraftVersionRow.id.desc())
    )
    said = (
        select(DraftCommentRow)
        .where(DraftCommentRow.by.in_(owners), DraftCommentRow.draft_id.in_(shared))
        .order_by(DraftCommentRow.at.desc(), DraftCommentRow.id)
    )
    return PartInDrafts(
        written=tuple(WrittenPart.model_validate(row) for row in session.scalars(written)),
        comments=tuple(Comment.model_validate(row) for row in session.scalars(said)),
    )


def forget_in_drafts(session: Session, owners: Collection[str]) -> None:
    """Deletes the drafts that are these people's alone; in those of a collection what they wrote loses them."""
    people = set(owners)
    session.execute(delete(DraftRow).where(DraftRow.owner.in_(people), DraftRow.collection.is_(None)))
    session.execute(update(DraftRow).where(DraftRow.owner.in_(people)).values(owner=None))
    for table in (DraftFieldRow, DraftVersionRow, DraftSourceRow, DraftCommentRow):
        session.execute(update(table).where(table.by.in_(people)).values(by="", by_name=""))


def has_drafts(session: Session, collection_id: str) -> bool:
    """Whether a collection has drafts."""
    return session.scalar(select(DraftRow.id).where(DraftRow.collection == collection_id).limit(1)) is not None
