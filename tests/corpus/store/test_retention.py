from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow, LoginSessionRow, TokenRow
from corpus.store.audit import DELETED
from corpus.store.catalogue import Catalogue
from corpus.store.retention import KINDS
from corpus.store.schema import ConversationRow, FeedbackRow, TurnRow
from tests.corpus.store.people import (
    ACCOUNT,
    NOW,
    OTHER_ACCOUNT,
    OTHER_LOG_NAME,
    add_account,
    add_login,
    add_token,
    ask,
    engine_of,
    line,
)

BEFORE = NOW - timedelta(days=30)
JUST = timedelta(seconds=1)


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    yield opened
    opened.dispose()


def asked_at(engine: Engine, conversation: str, *times: datetime, started: datetime) -> None:
    """Sets when a conversation began and when its questions were asked."""
    with Session(engine) as session, session.begin():
        session.execute(update(ConversationRow).where(ConversationRow.id == conversation).values(started_at=started))
        turns = session.scalars(select(TurnRow).where(TurnRow.conversation_id == conversation).order_by(TurnRow.id))
        for turn, time in zip(turns, times, strict=True):
            turn.asked_at = time


def test_a_conversation_lasts_from_its_last_question_and_takes_its_feedback(
    catalogue: Catalogue, engine: Engine
) -> None:
    old, message = ask(catalogue, "me", "Gammelt?")
    long, _ = ask(catalogue, "me", "Begynt for lenge siden?")
    ask(catalogue, "me", "Og spurt nå?", long)
    silent = catalogue.conversations.keep(None, None, owner="me")
    asked_at(engine, old, BEFORE - JUST, started=BEFORE - JUST)
    asked_at(engine, long, BEFORE - timedelta(days=90), BEFORE, started=BEFORE - timedelta(days=90))
    asked_at(engine, silent, started=BEFORE - JUST)
    catalogue.feedback.give(message, old, helpful=False, text="Feil")
    catalogue.feedback.set_state(catalogue.feedback.list()[0].id, "seen")
    assert catalogue.retention.over("conversations", BEFORE) == 2
    assert catalogue.retention.forget("conversations", BEFORE) == 2
    with Session(engine) as session:
        assert session.scalars(select(ConversationRow.id)).all() == [long]
        assert session.scalars(select(FeedbackRow)).all() == []
        assert {turn.conversation_id for turn in session.scalars(select(TurnRow))} == {long}


def test_logins_tokens_and_lines_are_deleted_by_their_end(catalogue: Catalogue, engine: Engine) -> None:
    add_account(engine)
    for name, end in (("ended", BEFORE - JUST), ("lasts", BEFORE)):
        add_login(engine, ends=end, digest=name)
        add_token(engine, f"{name}-expires", expires=end)
        add_token(engine, f"{name}-revoked", revoked=end)
        catalogue.audit.append([line(at=end, thing_id=name)])
    add_token(engine, "endless")
    found = {kind: catalogue.retention.over(kind, BEFORE) for kind in ("sessions", "tokens", "audit")}
    assert found == {"sessions": 1, "tokens": 2, "audit": 1}
    assert found == {kind: catalogue.retention.forget(kind, BEFORE) for kind in ("sessions", "tokens", "audit")}
    with Session(engine) as session:
        assert session.scalars(select(LoginSessionRow.digest)).all() == ["lasts"]
        assert sorted(session.scalars(select(TokenRow.id))) == ["endless", "lasts-expires", "lasts-revoked"]
    assert [entry.thing_id for entry in catalogue.audit.list()] == ["lasts"]


def test_an_account_that_is_not_seen_goes_with_all_that_is_its_own(catalogue: Catalogue, engine: Engine) -> None:
    add_account(engine, last_seen=BEFORE.date() - timedelta(days=1))
    add_account(engine, OTHER_ACCOUNT, OTHER_LOG_NAME, last_seen=BEFORE.date())
    add_login(engine)
    add_token(engine, "t1")
    ask(catalogue, ACCOUNT, "Mitt?")
    theirs, _ = ask(catalogue, OTHER_ACCOUNT, "Deres?")
    catalogue.audit.append([line(), line(OTHER_ACCOUNT)])
    assert catalogue.retention.over("accounts", BEFORE) == 1
    assert catalogue.retention.forget("accounts", BEFORE) == 1
    with Session(engine) as session:
        assert session.scalars(select(AccountRow.id)).all() == [OTHER_ACCOUNT]
        assert session.scalars(select(LoginSessionRow)).all() == []
        assert session.scalars(select(ConversationRow.id)).all() == [theirs]
        assert session.scalars(select(TokenRow.account_id)).all() == [None]
    assert {entry.actor for entry in catalogue.audit.list()} == {DELETED, OTHER_ACCOUNT}


def test_what_is_kept_long_enough_is_only_counted_until_it_is_deleted(catalogue: Catalogue, engine: Engine) -> None:
    conversation, _ = ask(catalogue, "me", "Gammelt?")
    asked_at(engine, conversation, BEFORE - JUST, started=BEFORE - JUST)
    assert [catalogue.retention.over("conversations", BEFORE) for _ in range(2)] == [1, 1]
    assert catalogue.scrub()
    assert all(catalogue.retention.forget(kind, datetime(2020, 1, 1, tzinfo=UTC)) == 0 for kind in KINDS)
    assert catalogue.settings() == {}  # nothing to rid the files of


def test_the_day_an_account_was_last_seen_counts_whole(catalogue: Catalogue, engine: Engine) -> None:
    add_account(engine, last_seen=date(2026, 4, 1))
    assert catalogue.retention.over("accounts", datetime(2026, 4, 1, 23, 59, tzinfo=UTC)) == 0
    assert catalogue.retention.over("accounts", datetime(2026, 4, 2, tzinfo=UTC)) == 1
