"""The tables of Microsoft Teams: what came in, what goes out, and which conversation there is which one here.

What Teams calls people and conversations is kept as digests alone, but for messages that wait to be sent and questions
that wait for their answer: those name it until they are through.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema import Base


class EntraLinkRow(Base):
    """Whose account somebody in Entra has; `digest` is of the tenant and of who it is there."""

    __tablename__ = "entra_link"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EntraGroupsRow(Base):
    """The groups of a linked account as of its last login on the web, which Teams does not tell."""

    __tablename__ = "entra_groups"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    groups: Mapped[list[Any]]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class TeamsConversationRow(Base):
    """A conversation in Teams by its digest: the one here that it goes on in, and what was chosen in it.

    `owner` is that of the conversation here. It goes with that.
    """

    __tablename__ = "teams_conversation"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str] = mapped_column(String(64), index=True)
    scope: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str | None] = mapped_column(String(2))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class TeamsMessageRow(Base):
    """Which message here something sent to Teams was, by its digest: for what is said of it there."""

    __tablename__ = "teams_message"

    key: Mapped[str] = mapped_column(ForeignKey("teams_conversation.key", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    message_id: Mapped[str] = mapped_column(String(40))


class TeamsActivityRow(Base):
    """Something that Teams sent, by its digest, so that it is taken once; `question` until it is answered.

    `owner` is who asked that.
    """

    __tablename__ = "teams_activity"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    question: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    owner: Mapped[str | None] = mapped_column(String(64), index=True)


class TeamsOutboxRow(Base):
    """A message that Teams has not taken yet; `message_id` is what it will be told by, `owner` whose it is."""

    __tablename__ = "teams_outbox"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    owner: Mapped[str | None] = mapped_column(String(64), index=True)
    service_url: Mapped[str] = mapped_column(Text)
    teams_conversation_id: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]]
    message_id: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    not_before: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    attempts: Mapped[int]
