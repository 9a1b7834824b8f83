"""What is kept for Microsoft Teams of people: found, and deleted."""

from collections.abc import Collection

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from corpus.store.teams_tables import (
    EntraGroupsRow,
    EntraLinkRow,
    TeamsActivityRow,
    TeamsConversationRow,
    TeamsOutboxRow,
)
from corpus.store.times import Utc


class TeamsLink(BaseModel):
    """That an account is somebody's in Teams, since when; the groups of its last login on the web, where kept."""

    model_config = ConfigDict(frozen=True)

    since: Utc
    groups: tuple[str, ...] = ()
    groups_at: Utc | None = None


def link_of(session: Session, account_id: str) -> TeamsLink | None:
    """The link of an account, or None."""
    since = session.scalar(
        select(EntraLinkRow.since).where(EntraLinkRow.account_id == account_id).order_by(EntraLinkRow.since).limit(1)
    )
    if since is None:
        return None
    groups = session.get(EntraGroupsRow, account_id)
    return TeamsLink(since=since, groups=groups.groups, groups_at=groups.at) if groups else TeamsLink(since=since)


def forget_in_teams(session: Session, owners: Collection[str]) -> None:
    """Deletes which conversations in Teams are these people's, and what waits there of theirs."""
    people = set(owners)
    theirs = select(TeamsConversationRow.key).where(TeamsConversationRow.owner.in_(people))
    clear_questions(session, or_(TeamsActivityRow.owner.in_(people), TeamsActivityRow.key.in_(theirs)))
    session.execute(delete(TeamsOutboxRow).where(or_(TeamsOutboxRow.owner.in_(people), TeamsOutboxRow.key.in_(theirs))))
    session.execute(delete(TeamsConversationRow).where(TeamsConversationRow.owner.in_(people)))


def clear_questions(session: Session, which: ColumnElement[bool]) -> None:
    """Forgets questions; that they were taken stays, so that none is taken again."""
    session.execute(
        update(TeamsActivityRow).where(which).values(question=None, owner=None),
        execution_options={"synchronize_session": False},
    )
