from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import permutations

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from corpus.store.access_tables import AccountRow, LoginSessionRow
from corpus.store.account_rows import _WHOSE
from corpus.store.catalogue import Catalogue
from corpus.store.drafts import Author
from corpus.store.entra_links import LinkedAccount
from corpus.store.model_use import Frame, Use, Wanted
from corpus.store.schema import Base
from corpus.store.teams_tables import EntraGroupsRow
from tests.corpus.store.drafted import begin as begin_draft
from tests.corpus.store.drafted import wrote
from tests.corpus.store.people import GROUP, NAME, add_token, ask, engine_of, line

LINK = "e" * 64
BY_SUB, IN_TEAMS = "1" * 64, "2" * 64
HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY, YESTERDAY = NOW.date(), NOW.date() - timedelta(days=1)


@pytest.fixture
def engine(url: str, catalogue: Catalogue) -> Iterator[Engine]:
    opened = engine_of(url)
    yield opened
    opened.dispose()


def log_in(catalogue: Catalogue, account_id: str = BY_SUB, link: str | None = LINK, digest: str = "d") -> str:
    return catalogue.accounts.begin(digest, account_id, NAME, [GROUP], HOUR, link)


def in_teams(catalogue: Catalogue, link: str = LINK, new: str = IN_TEAMS) -> LinkedAccount:
    return catalogue.links.account(link, new)


def asks(catalogue: Catalogue, link: str, new: str) -> str:
    return in_teams(catalogue, link, new).account_id


def accounts(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(AccountRow.id)))


def test_who_logs_in_and_then_asks_in_teams_has_one_account_with_the_groups_of_the_login(
    catalogue: Catalogue, engine: Engine
) -> None:
    assert log_in(catalogue) == BY_SUB
    assert in_teams(catalogue) == LinkedAccount(BY_SUB, (GROUP,))
    assert accounts(engine) == {BY_SUB}


def test_who_asks_in_teams_and_then_logs_in_has_one_account(catalogue: Catalogue, engine: Engine) -> None:
    assert in_teams(catalogue) == LinkedAccount(IN_TEAMS, ())
    assert log_in(catalogue) == IN_TEAMS
    login = catalogue.accounts.login("d")
    assert login is not None
    assert login.account_id == IN_TEAMS
    assert in_teams(catalogue) == LinkedAccount(IN_TEAMS, (GROUP,))
    assert log_in(catalogue, digest="again") == IN_TEAMS
    assert accounts(engine) == {IN_TEAMS}


def test_an_account_of_before_there_was_teams_stays_and_gets_what_was_asked_there(
    catalogue: Catalogue, engine: Engine
) -> None:
    assert log_in(catalogue, link=None) == BY_SUB  # before the upgrade
    before, _ = ask(catalogue, BY_SUB, "På nettet?")
    assert in_teams(catalogue).account_id == IN_TEAMS
    there, _ = ask(catalogue, IN_TEAMS, "I Teams?")
    catalogue.teams.bind("k", there, IN_TEAMS)
    catalogue.teams.set_scope("k", "Oslo", IN_TEAMS)
    catalogue.audit.append([line(IN_TEAMS)])
    assert log_in(catalogue, digest="after") == BY_SUB
    assert in_teams(catalogue) == LinkedAccount(BY_SUB, (GROUP,))
    assert {one.id for one in catalogue.conversations.owned(BY_SUB)} == {before, there}
    assert (catalogue.teams.conversation("k", BY_SUB).scope, accounts(engine)) == ("Oslo", {BY_SUB})
    assert [entry.actor for entry in catalogue.audit.list()] == [BY_SUB]


def test_all_that_names_an_account_follows_it_into_another(catalogue: Catalogue, engine: Engine) -> None:
    names = {
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name in ("owner", "by", "account_id", "actor", "giver") and table.name not in ("entra_groups",)
    }
    assert names == {column.property.columns[0] for column in _WHOSE}
    in_teams(catalogue)
    draft = begin_draft(catalogue.drafts, owner=IN_TEAMS).id
    wrote(catalogue.drafts, draft, "Vi går på tur.", Author(id=IN_TEAMS, name=NAME))
    add_token(engine, "t1", IN_TEAMS)
    catalogue.teams.take("a", "k", {"text": "Hvor?"}, IN_TEAMS)
    once, twice = (ask(catalogue, "teams:k", text)[1] for text in ("Hvor?", "Når?"))
    for message, giver in ((once, IN_TEAMS), (twice, IN_TEAMS), (twice, BY_SUB)):
        catalogue.feedback.give(message, None, helpful=giver == BY_SUB, giver=giver)
    catalogue.teams.outbox.put("k", "https://x", "a:1", {}, owner=IN_TEAMS)
    for owner, days in ((IN_TEAMS, (TODAY, YESTERDAY)), (BY_SUB, (TODAY,))):
        for day in days:
            catalogue.model_use.spend(day, owner, Use(replies=1, prompt_tokens=5))
    assert len(catalogue.model_use.hold(Wanted(IN_TEAMS, TODAY, 5, 0, NOW, NOW + HOUR), Frame(9))) == 32
    log_in(catalogue, IN_TEAMS, link=None, digest="theirs")
    log_in(catalogue, link=None)
    log_in(catalogue, digest="after")
    with Session(engine) as session:
        for column in names:
            assert session.scalar(select(func.count()).where(column == IN_TEAMS)) == 0
        assert set(session.scalars(select(LoginSessionRow.account_id))) == {BY_SUB}
    found = catalogue.drafts.get(draft)
    assert found is not None
    assert found.owner == BY_SUB
    said = {one.message_id: one.helpful for one in catalogue.persons.feedback([BY_SUB])}
    assert said == {once: False, twice: True}
    assert [(one.day, one.replies, one.tokens) for one in catalogue.model_use.of([BY_SUB])] == [
        (TODAY, 2, 10),
        (YESTERDAY, 1, 5),
    ]


def test_two_people_never_meet_whoever_comes_first_where(catalogue: Catalogue, engine: Engine) -> None:
    had = set()
    for number, order in enumerate(permutations(("login", "teams", "other login", "other teams"))):
        sub, made, other_sub, other_made = (f"{number}-{name}" for name in ("sub", "made", "other-sub", "other-made"))
        link, other = f"{number}-link", f"{number}-other"
        comes = {
            "login": partial(log_in, catalogue, sub, link, f"{number}-d"),
            "teams": partial(asks, catalogue, link, made),
            "other login": partial(log_in, catalogue, other_sub, other, f"{number}-o"),
            "other teams": partial(asks, catalogue, other, other_made),
        }
        found = {who: comes[who]() for who in order}
        assert found["login"] == found["teams"] in (sub, made)
        assert found["other login"] == found["other teams"] in (other_sub, other_made)
        had |= set(found.values())
    assert accounts(engine) == had
    assert len(had) == 2 * 24


def test_one_person_s_first_messages_at_once_make_one_account(catalogue: Catalogue, engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: in_teams(catalogue), range(8)))
    assert set(found) == {LinkedAccount(IN_TEAMS, ())}
    assert accounts(engine) == {IN_TEAMS}


def test_groups_of_a_login_hold_in_teams_for_thirty_days(catalogue: Catalogue, engine: Engine) -> None:
    log_in(catalogue)
    for days, groups in ((29, (GROUP,)), (31, ())):
        with Session(engine) as session, session.begin():
            session.execute(update(EntraGroupsRow).values(at=datetime.now(UTC) - timedelta(days=days)))
        assert in_teams(catalogue).groups == groups
    log_in(catalogue, digest="again")
    assert in_teams(catalogue).groups == (GROUP,)


def test_asking_in_teams_counts_as_being_seen(catalogue: Catalogue, engine: Engine) -> None:
    in_teams(catalogue)
    with Session(engine) as session, session.begin():
        session.execute(update(AccountRow).values(last_seen=date(2020, 1, 1)))
    in_teams(catalogue)
    assert catalogue.retention.over("accounts", datetime.now(UTC) - timedelta(days=1)) == 0


def test_who_was_deleted_begins_anew_in_teams(catalogue: Catalogue, engine: Engine) -> None:
    log_in(catalogue)
    in_teams(catalogue)
    catalogue.persons.forget(BY_SUB, [BY_SUB])
    assert accounts(engine) == set()
    assert in_teams(catalogue) == LinkedAccount(IN_TEAMS, ())
