"""Somebody made up who is in every table that a person can be in."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow, LoginSessionRow, TokenRow
from corpus.store.audit import AuditLine
from corpus.store.catalogue import Catalogue
from corpus.store.conversation_turns import Turn

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ACCOUNT = "a" * 30 + "7f0c" + "b" * 30
LOG_NAME = "stille-elg-4711"
NAME = "Vigdis Fjellheim Torsrud"
GROUP = "gruppe-torsrudlia"
OTHER_ACCOUNT = "c" * 64
OTHER_LOG_NAME = "blid-rev-1234"


def engine_of(url: str) -> Engine:
    """A second connection, as an administrator of the database has."""
    return create_engine(url)


def add_account(
    engine: Engine, account_id: str = ACCOUNT, log_name: str = LOG_NAME, last_seen: date | None = None
) -> None:
    """An account that was seen last on a day, today for None."""
    day = last_seen or datetime.now(UTC).date()
    with Session(engine) as session, session.begin():
        session.add(AccountRow(id=account_id, log_name=log_name, first_seen=day, last_seen=day))


def add_login(
    engine: Engine, account_id: str = ACCOUNT, name: str = NAME, ends: datetime | None = None, digest: str = "d" * 64
) -> None:
    """A login that ends at a moment, in an hour for None."""
    end = ends or datetime.now(UTC) + timedelta(hours=1)
    row = LoginSessionRow(
        digest=digest,
        account_id=account_id,
        name=name,
        groups=[GROUP],
        created_at=end - timedelta(hours=9),
        expires_at=end,
    )
    with Session(engine) as session, session.begin():
        session.add(row)


def add_token(
    engine: Engine,
    token_id: str,
    account_id: str | None = ACCOUNT,
    *,
    expires: datetime | None = None,
    revoked: datetime | None = None,
) -> None:
    """A service's token."""
    row = TokenRow(
        id=token_id,
        name=f"nettsted {token_id}",
        digest=(token_id * 8)[-64:],
        scopes=["read"],
        collections=None,
        account_id=account_id,
        created_at=NOW,
        expires_at=expires,
        last_used=None,
        revoked_at=revoked,
    )
    with Session(engine) as session, session.begin():
        session.add(row)


def ask(catalogue: Catalogue, owner: str, question: str, conversation_id: str | None = None) -> tuple[str, str]:
    """A question asked by an owner; the ids of its conversation and message."""
    message = f"m-{abs(hash((owner, question))):x}"[:40]
    turn = Turn(message_id=message, question=question, standalone=question, status="answered")
    return catalogue.conversations.keep(conversation_id, turn, f'{{"answer": "Om {question}"}}', (), owner), message


def line(actor: str = ACCOUNT, at: datetime = NOW, **said: str) -> AuditLine:
    """A line of the audit log."""
    told = {"actor_kind": "person", "action": "seen", "thing": "document", "thing_id": "turplan/1", **said}
    return AuditLine(at=at, actor=actor, **told)
