"""What is kept of one person: found, and deleted."""

from collections.abc import Collection
from datetime import date

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow, LoginSessionRow, TokenRow
from corpus.store.audit import forget_actor
from corpus.store.database import Opened
from corpus.store.draft_persons import forget_in_drafts
from corpus.store.feedback import Feedback
from corpus.store.held_turns import HeldTurns
from corpus.store.job_queue import forget_jobs_of
from corpus.store.model_use import forget_use
from corpus.store.schema import UNSCRUBBED, ConversationRow, CorrectionRow, FeedbackRow, SettingRow
from corpus.store.teams_persons import TeamsLink, forget_in_teams, link_of
from corpus.store.times import Utc


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Account(_Record):
    """Somebody who logged in; `log_name` is what the log calls them."""

    log_name: str
    first_seen: date
    last_seen: date


class Login(_Record):
    """A login that has not ended."""

    name: str
    groups: tuple[str, ...]
    created_at: Utc
    expires_at: Utc


class MadeToken(_Record):
    """A service's token that somebody made."""

    name: str
    scopes: tuple[str, ...]
    created_at: Utc
    expires_at: Utc | None
    revoked_at: Utc | None


class Persons:
    """What one store keeps of people: of those who logged in by their account, of others by their browser."""

    def __init__(self, session: Opened, transaction: Opened, held: HeldTurns) -> None:
        self._session = session
        self._transaction = transaction
        self._held = held

    def account(self, account_id: str) -> Account | None:
        """An account, or None."""
        with self._session() as session:
            row = session.get(AccountRow, account_id)
            return Account.model_validate(row) if row else None

    def logins(self, account_id: str) -> list[Login]:
        """The logins of an account, the newest first."""
        query = select(LoginSessionRow).where(LoginSessionRow.account_id == account_id)
        with self._session() as session:
            rows = session.scalars(query.order_by(LoginSessionRow.created_at.desc()))
            return [Login.model_validate(row) for row in rows]

    def teams_link(self, account_id: str) -> TeamsLink | None:
        """That an account is somebody's in Teams, or None."""
        with self._session() as session:
            return link_of(session, account_id)

    def tokens(self, account_id: str) -> list[MadeToken]:
        """The tokens that an account made, the newest first."""
        query = select(TokenRow).where(TokenRow.account_id == account_id)
        with self._session() as session:
            rows = session.scalars(query.order_by(TokenRow.created_at.desc()))
            return [MadeToken.model_validate(row) for row in rows]

    def feedback(self, owners: Collection[str]) -> list[Feedback]:
        """What was said of answers in the conversations of these owners, and by them elsewhere, the newest first."""
        query = (
            select(FeedbackRow)
            .join(ConversationRow, ConversationRow.id == FeedbackRow.conversation_id)
            .where(or_(ConversationRow.owner.in_(owners), FeedbackRow.giver.in_(owners)))
            .order_by(FeedbackRow.given_at.desc())
        )
        with self._session() as session:
            return [Feedback.model_validate(row) for row in session.scalars(query)]

    def forget(self, account_id: str | None, owners: Collection[str]) -> int:
        """Deletes an account with its logins, and the conversations of these owners with the feedback on them; how
        many conversations. Their drafts go as well, and what they used of the language model; in drafts of a collection
        what they wrote stays without them. What waits in Teams of theirs is neither answered nor sent, and what they
        uploaded and is not read in yet never is.

        What the account did stays in the audit log without it, and its tokens stay: they are the services'. Their
        bytes stand in the files until these are scrubbed.
        """
        with self._held.writing:
            with self._transaction() as session:
                names = _names(session, account_id) if account_id else set()
                forget_in_teams(session, owners)
                session.execute(delete(FeedbackRow).where(FeedbackRow.giver.in_(set(owners))))
                forget_jobs_of(session, owners)
                found = session.execute(delete(ConversationRow).where(ConversationRow.owner.in_(set(owners))))
                forget_in_drafts(session, owners)
                forget_use(session, owners)
                if names:
                    session.execute(update(CorrectionRow).where(CorrectionRow.signed.in_(names)).values(signed=""))
                if account_id:
                    forget_account(session, account_id)
                session.merge(SettingRow(key=UNSCRUBBED, value="yes"))
            self._held.forget_owners({*owners, *filter(None, [account_id])})
            return int(getattr(found, "rowcount", 0))


def forget_account(session: Session, account_id: str) -> None:
    """Deletes an account with its logins, its link, its conversations and drafts; what it did, what it wrote in drafts
    of a collection and the tokens that it made lose it.
    """
    forget_in_teams(session, [account_id])
    session.execute(delete(FeedbackRow).where(FeedbackRow.giver == account_id))
    forget_jobs_of(session, [account_id])
    session.execute(delete(ConversationRow).where(ConversationRow.owner == account_id))
    forget_in_drafts(session, [account_id])
    forget_use(session, [account_id])
    session.execute(delete(LoginSessionRow).where(LoginSessionRow.account_id == account_id))
    session.execute(update(TokenRow).where(TokenRow.account_id == account_id).values(account_id=None))
    session.execute(delete(AccountRow).where(AccountRow.id == account_id))
    forget_actor(session, account_id)


def _names(session: Session, account_id: str) -> set[str]:
    """What the provider calls a person, which a note on a plan may be signed with."""
    names = session.scalars(select(LoginSessionRow.name).where(LoginSessionRow.account_id == account_id))
    return {name for name in names if name}
