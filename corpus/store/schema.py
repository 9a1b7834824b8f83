"""The tables of the catalogue: one declarative base for the whole application."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

UNPURGED = "unpurged"
"""The setting that stands from a removal until nothing of it is left in the files."""

TIDIED = "tidied"
"""The setting that has when it was last tidied, by a clock that was believed."""

DOUBTED = "doubted"
"""The setting that has what the clock said when a start was first not believed, until it is tidied."""

UNSCRUBBED = "unscrubbed"
"""The setting that stands from a deletion until its bytes are out of the database's files."""


class Base(DeclarativeBase):
    """The declarative base; Alembic compares it with the migrations."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy reads it off the class


class DocumentRow(Base):
    """A document and the generation that readers see; without one it was never published."""

    __tablename__ = "document"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    current_generation: Mapped[str | None] = mapped_column(String(240))


class GenerationRow(Base):
    """One reading of a document; `document` is the Document record as of this reading."""

    __tablename__ = "generation"

    id: Mapped[str] = mapped_column(String(240), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    reader_version: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    document: Mapped[dict[str, Any]]


class PageRow(Base):
    """A page of a generation; its words are apart, being needed seldom and many."""

    __tablename__ = "page"

    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[dict[str, Any]]
    words: Mapped[list[Any] | None]


class PassageRow(Base):
    """A passage of a generation; `terms` are the words of its lexical analysis, space between."""

    __tablename__ = "passage"

    id: Mapped[str] = mapped_column(String(260), primary_key=True)
    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    record: Mapped[dict[str, Any]]
    terms: Mapped[str] = mapped_column(Text)


class MeasureRow(Base):
    """A measure of a generation."""

    __tablename__ = "measure"

    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(400), primary_key=True)
    ordinal: Mapped[int]
    record: Mapped[dict[str, Any]]


class UnitRow(Base):
    """A unit that a generation's text explains."""

    __tablename__ = "unit"

    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    record: Mapped[dict[str, Any]]


class DutyRow(Base):
    """A duty of a generation."""

    __tablename__ = "duty"

    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[dict[str, Any]]


class TermRow(Base):
    """A word that a generation's text explains."""

    __tablename__ = "term"

    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[dict[str, Any]]


class EmbeddingRow(Base):
    """A vector (float32, little-endian) by the model that made it and the sha256 of its text."""

    __tablename__ = "embedding"

    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class EmbeddingUseRow(Base):
    """Which generation a cached vector serves: a vector that serves none is deleted."""

    __tablename__ = "embedding_use"
    __table_args__ = (Index("ix_embedding_use_digest", "digest"),)

    generation_id: Mapped[str] = mapped_column(ForeignKey("generation.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class ConversationRow(Base):
    """A conversation; what was asked in it are its turns.

    `owner` is the digest of the browser's cookie; without one it is open to whoever knows its id.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    title: Mapped[str | None] = mapped_column(String(200))
    owner: Mapped[str | None] = mapped_column(String(64), index=True)


class TurnRow(Base):
    """A question of a conversation as it was understood, with its answer (JSON) as it was given.

    With the title that it was about goes its document.
    """

    __tablename__ = "turn"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(String(40), index=True)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    question: Mapped[str] = mapped_column(Text)
    standalone: Mapped[str] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(Text)
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    status: Mapped[str | None] = mapped_column(String(20))
    answer: Mapped[str | None] = mapped_column(Text)


class TurnDocumentRow(Base):
    """A document that a turn names or shows: when it is removed, so is the turn."""

    __tablename__ = "turn_document"

    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class FeedbackRow(Base):
    """What a user said of an answer, with the question and, where it was kept, the answer as they stood then.

    It goes with its conversation. `giver` is whose it is where the conversation is nobody's, as several people read it;
    else it is empty.
    """

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("message_id", "giver", name="uq_feedback_message_giver"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    message_id: Mapped[str] = mapped_column(String(40))
    giver: Mapped[str] = mapped_column(String(64), index=True, server_default="")
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    helpful: Mapped[bool]
    reasons: Mapped[list[Any]]
    text: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    standalone: Mapped[str] = mapped_column(Text)
    before: Mapped[list[Any]]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(20))


class CorrectionRow(Base):
    """An adviser's note on a measure or a page of a document; it goes with the document."""

    __tablename__ = "correction"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    generation_id: Mapped[str] = mapped_column(String(240))
    measure_id: Mapped[str | None] = mapped_column(String(400), index=True)
    page: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    signed: Mapped[str] = mapped_column(String(200))
    dated: Mapped[date]


class SettingRow(Base):
    """What the derived indexes were built with, by name."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
