from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from corpus.store.catalogue import Catalogue
from corpus.store.schema import ConversationRow, TurnRow
from corpus.store.teams import TeamsConversation
from corpus.store.teams_persons import TeamsLink
from corpus.store.teams_tables import TeamsActivityRow, TeamsConversationRow, TeamsMessageRow, TeamsOutboxRow
from tests.corpus.store.people import ACCOUNT, GROUP, NOW, OTHER_ACCOUNT, OTHER_LOG_NAME, add_account, ask, engine_of
from tests.corpus.store.test_persons import files_with

KEY, OTHER_KEY, CHANNEL = "k" * 64, "l" * 64, "m" * 64
SHARED = f"teams:{CHANNEL[:58]}"
WORD = "tyttebærskuffen"
URL = "https://smba.trafficmanager.net/emea/"
LINK, OTHER_LINK = "e" * 64, "f" * 64
HOUR = timedelta(hours=1)


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    yield opened
    opened.dispose()


def bound(catalogue: Catalogue, key: str, owner: str, question: str = "Hvor?") -> tuple[str, str]:
    """A conversation in Teams in which something was asked; the ids of that here, and of its message."""
    conversation, message = ask(catalogue, owner, question)
    assert catalogue.teams.bind(key, conversation, owner)
    return conversation, message


def put(catalogue: Catalogue, key: str, text: str, owner: str | None = None, message_id: str | None = None) -> int:
    return catalogue.teams.outbox.put(
        key, URL, f"a:{key[0]}", {"type": "message", "text": text}, owner=owner, message_id=message_id
    )


def rows(engine: Engine, table: type) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_teams_sends_again_is_taken_once_however_many_times_at_once(catalogue: Catalogue) -> None:
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda _: catalogue.teams.take("1", KEY), range(8)))
    assert sorted(taken) == [False] * 7 + [True]
    assert catalogue.teams.take("2", KEY)


def test_a_question_cut_by_a_crash_waits_until_it_is_done_or_an_hour_old(catalogue: Catalogue, url: str) -> None:
    catalogue.teams.take("nothing", KEY)
    for digest in ("first", "second", "answered"):
        catalogue.teams.take(digest, KEY, {"text": f"{WORD}, {digest}?"}, ACCOUNT)
    catalogue.teams.done("answered")
    again = Catalogue(url)
    now = datetime.now(UTC)
    found = again.teams.waiting(now)
    assert [(one.digest, one.key, one.question["text"]) for one in found] == [
        ("first", KEY, f"{WORD}, first?"),
        ("second", KEY, f"{WORD}, second?"),
    ]
    assert again.teams.waiting(now + HOUR + timedelta(minutes=1)) == []
    assert again.teams.waiting(now) == []  # those that waited too long are not kept for later
    assert not again.teams.take("first", KEY)
    again.close()


def test_a_conversation_has_what_was_chosen_in_it_and_goes_on_in_one_here(catalogue: Catalogue) -> None:
    teams = catalogue.teams
    assert teams.conversation(KEY) == TeamsConversation()
    teams.set_scope(KEY, "Oslo", ACCOUNT)
    conversation, _ = bound(catalogue, KEY, ACCOUNT)
    teams.set_language(KEY, "nn", ACCOUNT)
    assert teams.conversation(KEY) == TeamsConversation(conversation_id=conversation, scope="Oslo", language="nn")
    assert teams.conversation(KEY, ACCOUNT) == teams.conversation(KEY)
    assert teams.conversation(KEY, OTHER_ACCOUNT) == TeamsConversation()
    teams.set_scope(KEY, None, ACCOUNT)
    assert teams.conversation(KEY).scope is None
    assert teams.conversation(OTHER_KEY) == TeamsConversation()


def test_a_conversation_that_becomes_another_s_has_nothing_of_before(catalogue: Catalogue) -> None:
    bound(catalogue, KEY, "anybody")
    catalogue.teams.set_scope(KEY, "Oslo", "anybody")
    conversation, _ = bound(catalogue, KEY, ACCOUNT)
    assert catalogue.teams.conversation(KEY) == TeamsConversation(conversation_id=conversation)


def test_a_conversation_that_was_deleted_here_is_new_in_teams(catalogue: Catalogue, engine: Engine) -> None:
    conversation, message = bound(catalogue, KEY, ACCOUNT)
    catalogue.teams.sent(KEY, "s1", message)
    assert catalogue.teams.message_of(KEY, "s1") == message
    assert catalogue.teams.message_of(OTHER_KEY, "s1") is None
    catalogue.conversations.remove(conversation)
    assert catalogue.teams.conversation(KEY) == TeamsConversation()
    assert catalogue.teams.message_of(KEY, "s1") is None
    assert rows(engine, TeamsMessageRow) == 0
    assert not catalogue.teams.bind(KEY, conversation, ACCOUNT)
    catalogue.teams.sent(KEY, "s1", message)  # the answer to what was asked before arrives after all
    assert rows(engine, TeamsMessageRow) == 0


def test_messages_go_in_order_within_a_conversation_and_no_other_waits_for_them(catalogue: Catalogue) -> None:
    first, second, other = put(catalogue, KEY, "1"), put(catalogue, KEY, "2"), put(catalogue, OTHER_KEY, "3")
    outbox, now = catalogue.teams.outbox, datetime.now(UTC)
    assert [line.id for line in outbox.due(now)] == [first, other]
    outbox.later(first, now + HOUR, 1)
    assert [line.id for line in outbox.due(now)] == [other]
    [again, _] = outbox.due(now + HOUR)
    assert (again.id, again.attempts, again.payload) == (first, 1, {"type": "message", "text": "1"})
    assert (again.service_url, again.teams_conversation_id, again.key) == (URL, "a:k", KEY)
    outbox.drop(first)
    assert [line.id for line in outbox.due(now)] == [second, other]
    outbox.taken(second)
    assert [line.id for line in outbox.due(now)] == [other]


def test_a_message_that_was_taken_is_known_by_what_teams_calls_it(catalogue: Catalogue) -> None:
    _, message = bound(catalogue, KEY, ACCOUNT)
    catalogue.teams.outbox.taken(put(catalogue, KEY, "1", message_id=message), "s1")
    catalogue.teams.outbox.taken(put(catalogue, OTHER_KEY, "2", message_id=message), "s1")
    assert catalogue.teams.message_of(KEY, "s1") == message
    assert catalogue.teams.message_of(OTHER_KEY, "s1") is None
    assert catalogue.teams.outbox.due(datetime.now(UTC)) == []


def test_messages_outlast_a_restart(catalogue: Catalogue, url: str) -> None:
    line = put(catalogue, KEY, "1")
    again = Catalogue(url)
    assert [found.id for found in again.teams.outbox.due(datetime.now(UTC))] == [line]
    again.close()


def test_deleting_in_teams_takes_the_conversation_here_with_all_that_waits(
    catalogue: Catalogue, tmp_path: Path, engine: Engine
) -> None:
    conversation, message = bound(catalogue, CHANNEL, SHARED, f"Hvor er {WORD}?")
    theirs, _ = bound(catalogue, KEY, ACCOUNT)
    catalogue.teams.sent(CHANNEL, "s1", message)
    catalogue.teams.take("a1", CHANNEL, {"text": f"Og {WORD}?"}, OTHER_ACCOUNT)
    put(catalogue, CHANNEL, WORD, SHARED)
    kept = put(catalogue, KEY, "Mitt")
    engine.dispose()
    assert catalogue.teams.forget(CHANNEL)
    assert not catalogue.teams.forget(CHANNEL)
    assert files_with(tmp_path, WORD) == set()
    assert not catalogue.conversations.exists(conversation, SHARED)
    assert catalogue.conversations.exists(theirs, ACCOUNT)
    assert [line.id for line in catalogue.teams.outbox.due(datetime.now(UTC))] == [kept]
    assert catalogue.teams.waiting(datetime.now(UTC)) == []
    assert not catalogue.teams.take("a1", CHANNEL)


def test_a_person_who_is_deleted_leaves_nothing_in_teams_and_nobody_else_loses_anything(
    catalogue: Catalogue, engine: Engine, tmp_path: Path
) -> None:
    mine, theirs = "1" * 64, "2" * 64
    catalogue.links.account(LINK, mine)
    catalogue.links.account(OTHER_LINK, theirs)
    bound(catalogue, KEY, mine, f"Mitt {WORD}")
    kept, _ = bound(catalogue, OTHER_KEY, theirs)
    shared, _ = bound(catalogue, CHANNEL, SHARED)
    for digest, key, owner in (("a1", KEY, mine), ("a2", OTHER_KEY, theirs), ("a3", CHANNEL, mine), ("a4", KEY, None)):
        catalogue.teams.take(digest, key, {"text": f"{WORD} {digest}"}, owner)
    put(catalogue, KEY, WORD)
    put(catalogue, "n" * 64, WORD, owner=mine)
    other = put(catalogue, OTHER_KEY, "Deres", owner=theirs)
    catalogue.persons.forget(mine, [mine])
    assert [one.digest for one in catalogue.teams.waiting(datetime.now(UTC))] == ["a2"]
    assert [line.id for line in catalogue.teams.outbox.due(datetime.now(UTC))] == [other]
    assert [one.id for one in catalogue.conversations.owned(theirs)] == [kept]
    assert catalogue.conversations.exists(shared, SHARED)
    assert catalogue.persons.teams_link(mine) is None
    assert catalogue.persons.teams_link(theirs) is not None
    catalogue.teams.done("a2")
    engine.dispose()
    assert catalogue.scrub()
    assert files_with(tmp_path, WORD, mine, LINK) == set()


def test_an_account_that_is_over_its_time_takes_what_is_its_own_in_teams(catalogue: Catalogue, engine: Engine) -> None:
    add_account(engine, last_seen=date(2020, 1, 1))
    bound(catalogue, KEY, ACCOUNT)
    put(catalogue, KEY, "Mitt")
    assert catalogue.retention.forget("accounts", datetime(2021, 1, 1, tzinfo=UTC)) == 1
    assert catalogue.teams.conversation(KEY) == TeamsConversation()
    assert rows(engine, TeamsOutboxRow) == 0


def test_what_is_kept_of_teams_goes_when_it_is_over_its_time(catalogue: Catalogue, engine: Engine) -> None:
    conversation, _ = bound(catalogue, KEY, ACCOUNT)
    catalogue.teams.set_scope(OTHER_KEY, "Oslo", ACCOUNT)
    catalogue.teams.set_scope(CHANNEL, "Bergen", SHARED)
    for digest in ("old", "new"):
        catalogue.teams.take(digest, KEY)
    line = put(catalogue, KEY, "Gammel")
    put(catalogue, KEY, "Ny")
    old = NOW - timedelta(seconds=1)
    with Session(engine) as session, session.begin():
        session.execute(update(TeamsConversationRow).where(TeamsConversationRow.key != CHANNEL).values(changed_at=old))
        session.execute(update(TeamsActivityRow).where(TeamsActivityRow.digest == "old").values(at=old))
        session.execute(update(TeamsOutboxRow).where(TeamsOutboxRow.id == line).values(created_at=old))
    for kind in ("teams_conversations", "teams_activities", "teams_outbox"):
        assert catalogue.retention.over(kind, NOW) == catalogue.retention.forget(kind, NOW) == 1
    assert catalogue.teams.conversation(KEY).conversation_id == conversation  # goes with that
    assert catalogue.teams.conversation(OTHER_KEY).scope is None
    assert catalogue.teams.conversation(CHANNEL).scope == "Bergen"
    assert (catalogue.teams.take("old", KEY), catalogue.teams.take("new", KEY)) == (True, False)
    with Session(engine) as session, session.begin():
        session.execute(update(ConversationRow).values(started_at=old))
        session.execute(update(TurnRow).values(asked_at=old))
    assert catalogue.retention.forget("conversations", NOW) == 1
    assert catalogue.teams.conversation(KEY) == TeamsConversation()


def test_what_is_kept_of_a_link_is_since_when_and_the_groups_of_the_last_login(
    catalogue: Catalogue, engine: Engine
) -> None:
    add_account(engine, OTHER_ACCOUNT, OTHER_LOG_NAME)
    begun = datetime.now(UTC)
    whose = catalogue.accounts.begin("d1", ACCOUNT, "Vigdis", [GROUP], HOUR, LINK)
    found = catalogue.persons.teams_link(whose)
    assert found is not None
    assert begun <= found.since <= datetime.now(UTC)
    assert (found.groups, found.groups_at is not None) == ((GROUP,), True)
    assert catalogue.retention.forget("entra_groups", datetime.now(UTC)) == 1
    assert catalogue.persons.teams_link(whose) == TeamsLink(since=found.since)
    assert catalogue.persons.teams_link(OTHER_ACCOUNT) is None
