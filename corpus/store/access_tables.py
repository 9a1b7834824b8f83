"""The tables of who may see and change what, and of who did."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema import Base


class AccountRow(Base):
    """Somebody who logged in. `id` is a digest of who that is at the provider, made with the server's secret.

    `log_name` is what the log calls the user: drawn at random, so that once this row is gone nothing leads from the
    log to anybody.
    """

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    log_name: Mapped[str] = mapped_column(String(20), unique=True)
    first_seen: Mapped[date]
    last_seen: Mapped[date]


class LoginSessionRow(Base):
    """A login that has not ended; `digest` is that of its cookie, `name` and `groups` what the provider said."""

    __tablename__ = "login_session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    groups: Mapped[list[Any]]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class TokenRow(Base):
    """A service's token, of which only the digest is kept; `scopes` are permissions, `collections` None for all."""

    __tablename__ = "token"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[Any]]
    collections: Mapped[list[Any] | None]
    account_id: Mapped[str | None] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_used: Mapped[date | None]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class CollectionRow(Base):
    """Documents that the same people may read; `readers` and `editors` are the provider's groups."""

    __tablename__ = "collection"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    contact: Mapped[str | None] = mapped_column(String(300))
    readers: Mapped[list[Any]]
    editors: Mapped[list[Any]]


class AuditRow(Base):
    """That somebody saw or changed something, without what stood in it.

    `actor` is an account's id, a token's, or the kind of user that has none.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(String(64), index=True)
    actor_kind: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[str] = mapped_column(String(400))
    collection: Mapped[str | None] = mapped_column(String(100))
    outcome: Mapped[str] = mapped_column(String(20))
