"""The tables of drafts: what leaders write of their local plans, with every version, source and comment."""

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema import Base


class DraftRow(Base):
    """A local plan under way; `template` as it was when the draft was begun, `owner` as a conversation's.

    `sources` is the number of the last source taken: numbers are never used again.
    """

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    template: Mapped[dict[str, Any]]
    written_form: Mapped[str] = mapped_column(String(2))
    unit: Mapped[str] = mapped_column(String(200))
    jurisdiction: Mapped[str | None] = mapped_column(String(200))
    period: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(20))
    collection: Mapped[str | None] = mapped_column(String(100), index=True)
    owner: Mapped[str | None] = mapped_column(String(64), index=True)
    assisted: Mapped[bool]
    sources: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DraftFieldRow(Base):
    """What stands in a field; `begun_at` is when the version that it is began, `own` a row that the template has not.

    A row of one's own that was removed stays, so that its words can be brought back.
    """

    __tablename__ = "draft_field"

    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    ordinal: Mapped[int]
    own: Mapped[bool]
    removed: Mapped[bool]
    parts: Mapped[dict[str, Any]]
    revision: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[str] = mapped_column(String(64), index=True)
    by_name: Mapped[str] = mapped_column(String(200))


class DraftVersionRow(Base):
    """What stood in a field from `begun_at` on, as its author left it; `restored` is the revision brought back."""

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("draft_id", "key", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    revision: Mapped[int]
    removed: Mapped[bool]
    restored: Mapped[int | None]
    parts: Mapped[dict[str, Any]]
    begun_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[str] = mapped_column(String(64), index=True)
    by_name: Mapped[str] = mapped_column(String(200))


class DraftSourceRow(Base):
    """A passage that a draft leans on; it stays without its quote when the document is removed."""

    __tablename__ = "draft_source"
    __table_args__ = (Index("ix_draft_source_document_id", "document_id"),)

    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(String(200))
    generation_id: Mapped[str] = mapped_column(String(240))
    page: Mapped[int]
    passage_id: Mapped[str] = mapped_column(String(260))
    quote: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(64), index=True)
    by_name: Mapped[str] = mapped_column(String(200))
    taken_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DraftCommentRow(Base):
    """What somebody says of a field to the others who write."""

    __tablename__ = "draft_comment"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[str] = mapped_column(String(64), index=True)
    by_name: Mapped[str] = mapped_column(String(200))
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
