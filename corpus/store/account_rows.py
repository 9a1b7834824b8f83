"""The rows of accounts: made when somebody is first seen, and two made one that turn out to be one person's."""

import secrets
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow, AuditRow, LoginSessionRow, TokenRow
from corpus.store.draft_tables import DraftCommentRow, DraftFieldRow, DraftRow, DraftSourceRow, DraftVersionRow
from corpus.store.insertion import insert_new
from corpus.store.job_tables import HeldFileRow, JobRow
from corpus.store.model_use import merge_use
from corpus.store.model_use_tables import ModelHoldRow, ModelUseRow
from corpus.store.schema import ConversationRow, FeedbackRow
from corpus.store.teams_tables import EntraLinkRow, TeamsActivityRow, TeamsConversationRow, TeamsOutboxRow

_LOG_NAME_BYTES = 6

_WHOSE = (
    ConversationRow.owner,
    DraftRow.owner,
    DraftFieldRow.by,
    DraftVersionRow.by,
    DraftSourceRow.by,
    DraftCommentRow.by,
    TeamsConversationRow.owner,
    TeamsActivityRow.owner,
    TeamsOutboxRow.owner,
    JobRow.owner,
    HeldFileRow.owner,
    LoginSessionRow.account_id,
    TokenRow.account_id,
    EntraLinkRow.account_id,
    AuditRow.actor,
    FeedbackRow.giver,
    ModelUseRow.owner,
    ModelHoldRow.owner,
)
"""Where an account's id stands, but for the account itself and its groups."""


def make_account(session: Session, account_id: str, today: date) -> bool:
    """Makes an account that is first seen today; False where there is one of the id."""
    said = {"id": account_id, "log_name": secrets.token_hex(_LOG_NAME_BYTES), "first_seen": today, "last_seen": today}
    return insert_new(session, AccountRow, said)


def account_seen(session: Session, account_id: str, today: date) -> None:
    """Notes that an account was seen today, a new one where there is none of the id."""
    if not make_account(session, account_id, today):
        session.get_one(AccountRow, account_id).last_seen = today


def merge_account(session: Session, gone: AccountRow, kept: AccountRow) -> None:
    """Gives all that is one account's to another, and deletes it."""
    said = select(FeedbackRow.message_id).where(FeedbackRow.giver == kept.id)
    twice = delete(FeedbackRow).where(FeedbackRow.giver == gone.id, FeedbackRow.message_id.in_(said))
    session.execute(twice, execution_options={"synchronize_session": False})
    merge_use(session, gone.id, kept.id)
    for column in _WHOSE:
        session.execute(
            update(column.class_).where(column == gone.id).values({column: kept.id}),
            execution_options={"synchronize_session": False},
        )
    kept.first_seen = min(kept.first_seen, gone.first_seen)
    kept.last_seen = max(kept.last_seen, gone.last_seen)
    session.flush()
    session.execute(delete(AccountRow).where(AccountRow.id == gone.id))
    session.expire_all()
