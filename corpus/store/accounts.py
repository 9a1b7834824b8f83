"""Who logged in, and the logins that have not ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, true

from corpus.store.access_tables import AccountRow, CollectionRow, LoginSessionRow
from corpus.store.account_rows import account_seen
from corpus.store.collections import CollectionGroups, groups_of
from corpus.store.database import Opened
from corpus.store.entra_links import linked_at_login

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Login:
    """A login that has not ended; `groups` are those of the provider, `collections` all that there are now."""

    account_id: str
    name: str
    groups: tuple[str, ...]
    expires_at: datetime
    collections: tuple[CollectionGroups, ...]


class Accounts:
    """The accounts of one store and their logins, each told by the digest of its cookie."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def begin(
        self,
        digest: str,
        account_id: str,
        name: str,
        groups: Sequence[str],
        lasts: timedelta,
        link: str | None = None,
    ) -> str:
        """Keeps a login, with the account if it is the first of it; forgets those of anybody that ran out.

        `link` is the digest of who it is in Entra. The account's id: not the one that was given where they asked in
        Teams before they ever logged in here.
        """
        now = datetime.now(UTC)
        with self._transaction() as session:
            session.execute(delete(LoginSessionRow).where(LoginSessionRow.expires_at <= now))
            account_id = linked_at_login(session, link, account_id, groups) if link else account_id
            account_seen(session, account_id, now.date())
            session.flush()
            session.add(
                LoginSessionRow(
                    digest=digest,
                    account_id=account_id,
                    name=name[:_LONGEST_NAME],
                    groups=list(groups),
                    created_at=now,
                    expires_at=now + lasts,
                )
            )
            return account_id

    def login(self, digest: str) -> Login | None:
        """The login that a cookie stands for, in one look; None where there is none, or it ran out."""
        query = select(LoginSessionRow, CollectionRow).outerjoin(CollectionRow, true())
        query = query.where(LoginSessionRow.digest == digest, LoginSessionRow.expires_at > datetime.now(UTC))
        with self._session() as session:
            rows = session.execute(query).all()
            if not rows:
                return None
            row: LoginSessionRow = rows[0][0]
            collections = tuple(groups_of(found) for _, found in rows if found)
            return Login(row.account_id, row.name, tuple(row.groups), row.expires_at, collections)

    def end(self, digest: str) -> None:
        """Ends one login, if there is such."""
        with self._transaction() as session:
            session.execute(delete(LoginSessionRow).where(LoginSessionRow.digest == digest))

    def end_all(self, account_id: str) -> int:
        """Ends all logins of an account; how many."""
        with self._transaction() as session:
            ended = session.scalars(
                delete(LoginSessionRow)
                .where(LoginSessionRow.account_id == account_id)
                .returning(LoginSessionRow.digest)
            )
            return len(ended.all())

    def log_name(self, account_id: str) -> str | None:
        """What the log calls an account; None where there is none."""
        with self._session() as session:
            account = session.get(AccountRow, account_id)
            return account.log_name if account else None
