"""Whose account somebody in Entra has: found by who asks in Teams, told by who logs in on the web."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow
from corpus.store.account_rows import account_seen, make_account, merge_account
from corpus.store.database import Opened
from corpus.store.insertion import insert_new
from corpus.store.teams_tables import EntraGroupsRow, EntraLinkRow

GROUPS_DAYS = 30
"""How long the groups of a login on the web hold in Teams: as long as the longest login does."""


@dataclass(frozen=True)
class LinkedAccount:
    """Whose account it is, with the groups of its last login on the web; none where that is too long ago."""

    account_id: str
    groups: tuple[str, ...]


class EntraLinks:
    """The links of one store. Digests are made by whoever calls."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def account(self, digest: str, new_account_id: str) -> LinkedAccount:
        """The account of somebody who asks in Teams, seen today; a new one where they have none."""
        today = datetime.now(UTC).date()
        with self._session() as session:
            known = _found(session, digest)
        if known is not None and known[1] == today:
            return known[0]
        with self._transaction() as session:
            whose = _whose(session, digest) or _make(session, digest, new_account_id, today)
            account_seen(session, whose, today)
            return LinkedAccount(whose, _groups(session, whose))

    def known(self, digest: str) -> LinkedAccount | None:
        """The account of somebody, or None; nothing is noted of them."""
        with self._session() as session:
            found = _found(session, digest)
            return found[0] if found else None


def linked_at_login(session: Session, digest: str, account_id: str, groups: Sequence[str]) -> str:
    """Links who logs in on the web; the account that is theirs, which may be another than the login would make.

    One that is there already stays; what they asked in Teams under another becomes its own.
    """
    now = datetime.now(UTC)
    link = session.get(EntraLinkRow, digest)
    kept = session.get(AccountRow, account_id)
    if link is None:
        account_seen(session, account_id, now.date())
        insert_new(session, EntraLinkRow, {"digest": digest, "account_id": account_id, "since": now})
    elif kept is not None and link.account_id != account_id:
        merge_account(session, session.get_one(AccountRow, link.account_id), kept)
    whose = _whose(session, digest) or account_id
    session.merge(EntraGroupsRow(account_id=whose, groups=list(groups), at=now))
    session.flush()
    return whose


def _make(session: Session, digest: str, account_id: str, today: date) -> str:
    """Makes an account with its link; whose it is, should another have linked it at the same moment."""
    is_made = make_account(session, account_id, today)
    insert_new(session, EntraLinkRow, {"digest": digest, "account_id": account_id, "since": datetime.now(UTC)})
    whose = _whose(session, digest) or account_id
    if is_made and whose != account_id:
        session.execute(delete(AccountRow).where(AccountRow.id == account_id))
    return whose


def _whose(session: Session, digest: str) -> str | None:
    return session.scalar(select(EntraLinkRow.account_id).where(EntraLinkRow.digest == digest))


def _found(session: Session, digest: str) -> tuple[LinkedAccount, date] | None:
    query = select(AccountRow.id, AccountRow.last_seen).join(EntraLinkRow, EntraLinkRow.account_id == AccountRow.id)
    row = session.execute(query.where(EntraLinkRow.digest == digest)).first()
    return (LinkedAccount(row.id, _groups(session, row.id)), row.last_seen) if row else None


def _groups(session: Session, account_id: str) -> tuple[str, ...]:
    still = datetime.now(UTC) - timedelta(days=GROUPS_DAYS)
    row = session.scalars(
        select(EntraGroupsRow).where(EntraGroupsRow.account_id == account_id, EntraGroupsRow.at >= still)
    ).first()
    return tuple(row.groups) if row else ()
