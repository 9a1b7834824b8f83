"""The tokens that services show, of which only digests are kept."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from corpus.store.access_tables import TokenRow
from corpus.store.database import Opened
from corpus.store.times import Utc


class Token(BaseModel):
    """A token without what it is told by; `scopes` are permissions, `collections` None for all there are."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: str
    name: str
    scopes: tuple[str, ...]
    collections: tuple[str, ...] | None
    account_id: str | None
    created_at: Utc
    expires_at: Utc | None
    last_used: date | None
    revoked_at: Utc | None

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= datetime.now(UTC)

    @property
    def is_valid(self) -> bool:
        """Whether it lets anybody in."""
        return self.revoked_at is None and not self.has_expired


class Tokens:
    """The tokens of one store."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def create(
        self,
        digest: str,
        name: str,
        scopes: Sequence[str],
        collections: Sequence[str] | None,
        expires_at: datetime | None,
        account_id: str | None = None,
    ) -> Token:
        """Keeps a new token; `account_id` is who made it."""
        row = TokenRow(
            id=uuid.uuid4().hex,
            name=name,
            digest=digest,
            scopes=list(scopes),
            collections=None if collections is None else list(collections),
            account_id=account_id,
            created_at=datetime.now(UTC),
            expires_at=expires_at,
        )
        with self._transaction() as session:
            session.add(row)
            session.flush()
            return Token.model_validate(row)

    def find(self, digest: str) -> Token | None:
        """The token with a digest if it is valid; notes the day, once a day."""
        today = datetime.now(UTC).date()
        with self._session() as session:
            row = session.scalars(select(TokenRow).where(TokenRow.digest == digest)).first()
            found = Token.model_validate(row) if row else None
        if found is None or not found.is_valid:
            return None
        if found.last_used != today:
            self._note(found.id, today)
        return found

    def all(self) -> list[Token]:
        """All of them, the newest first."""
        with self._session() as session:
            rows = session.scalars(select(TokenRow).order_by(TokenRow.created_at.desc(), TokenRow.id))
            return [Token.model_validate(row) for row in rows]

    def revoke(self, token_id: str) -> Token | None:
        """Lets nobody in with it any more; None where there is no such token."""
        with self._transaction() as session:
            row = session.get(TokenRow, token_id)
            if row is None:
                return None
            row.revoked_at = row.revoked_at or datetime.now(UTC)
            return Token.model_validate(row)

    def _note(self, token_id: str, today: date) -> None:
        with self._transaction() as session:
            row = session.get(TokenRow, token_id)
            if row is not None:
                row.last_used = today
