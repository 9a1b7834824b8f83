import logging
import secrets
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from assistant.auth.accounts import account_id
from assistant.auth.entra import EntraObject, link_digest
from assistant.auth.user import OPEN, Permission, User
from assistant.config import Settings
from assistant.teams.identity import Refusal, sender_of, user_of
from assistant.teams.incoming import Incoming
from corpus.library import Library
from corpus.store.collections import Collection
from tests.assistant.auth.conftest import with_login
from tests.assistant.teams.made_up import incoming

ISSUER = "https://login.microsoftonline.com/aaaaaaaa-0000-4000-8000-000000000001/v2.0"
TENANT, OTHER_TENANT = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"
OBJECT, OTHER_OBJECT = "bbbbbbbb-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000002"
NAME = "Kari Nordmann"
BY_SUB = "1" * 64


@pytest.fixture
def logins(settings: Settings) -> Settings:
    return with_login(settings, ISSUER)


def asks(library: Library, settings: Settings, tenant: str = TENANT, object_id: str = OBJECT) -> User:
    found = user_of(library, settings, tenant, object_id, NAME)
    assert isinstance(found, User)
    return found


def log_in(library: Library, settings: Settings, *groups: str, account: str = BY_SUB, object_id: str = OBJECT) -> str:
    link = link_digest(settings, EntraObject(TENANT, object_id))
    return library.accounts.begin(secrets.token_hex(32), account, NAME, groups, timedelta(hours=1), link)


def test_somebody_unknown_is_a_reader_of_what_is_open_by_an_id_that_names_nobody(
    shelf: Library, logins: Settings
) -> None:
    user = asks(shelf, logins)
    assert (user.kind, user.name, user.reads) == ("person", NAME, frozenset({OPEN}))
    assert user.permissions == frozenset({Permission.READ})
    assert user.id == account_id(logins, "teams", f"{TENANT}|{OBJECT}")
    assert OBJECT not in str(user.id)
    assert asks(shelf, logins, TENANT.upper(), OBJECT.upper()) == user


@pytest.mark.parametrize("order", ["web first", "teams first"])
def test_whoever_logs_in_on_the_web_has_the_same_account_and_rights_in_teams(
    shelf: Library, logins: Settings, order: str
) -> None:
    shelf.collections.put(Collection(id="elv", title="Elv", readers=("elv-lesere",)))
    before = asks(shelf, logins).id if order == "teams first" else None
    whose = log_in(shelf, logins, "elv-lesere", "ledere")
    user = asks(shelf, logins)
    assert user.id == whose == (before or BY_SUB)
    assert user.reads == frozenset({OPEN, "elv"})
    assert user.may(Permission.DRAFT)
    log_in(shelf, logins, "drift")
    assert asks(shelf, logins).reads is None


def test_two_people_never_meet(shelf: Library, logins: Settings) -> None:
    log_in(shelf, logins, "drift")
    users = [asks(shelf, logins, tenant, name) for tenant in (TENANT, OTHER_TENANT) for name in (OBJECT, OTHER_OBJECT)]
    assert len({user.id for user in users}) == 4
    assert [user.may(Permission.ADMINISTER) for user in users] == [True, False, False, False]


def test_whoever_may_not_read_is_refused_until_a_login_tells_their_groups(shelf: Library, logins: Settings) -> None:
    closed = logins.model_copy(update={"reader_groups": ("lesere",)})
    assert user_of(shelf, closed, TENANT, OBJECT, NAME) == Refusal.NOT_LET_IN
    log_in(shelf, closed, "lesere")
    assert asks(shelf, closed).may(Permission.READ)
    both = closed.model_copy(update={"open_reading": True})
    other = asks(shelf, both, object_id=OTHER_OBJECT)
    assert (other.kind, other.reads, other.permissions) == ("anybody", frozenset({OPEN}), frozenset({Permission.READ}))


def test_without_a_login_each_reads_what_is_open_and_keeps_nothing_but_conversations(
    shelf: Library, settings: Settings
) -> None:
    keyed = settings.model_copy(update={"secret_key": SecretStr("k" * 40)})
    is_open = keyed.model_copy(update={"open_reading": True})
    one, other = asks(shelf, is_open), asks(shelf, is_open, object_id=OTHER_OBJECT)
    assert (one.kind, one.name, one.reads, one.edits) == ("anybody", "", frozenset({OPEN}), frozenset())
    assert None not in (one.id, other.id)
    assert one.id != other.id
    assert one.id is not None
    assert shelf.persons.account(one.id) is None


def test_a_server_that_knows_nobody_answers_nobody_and_says_why_in_the_log(
    shelf: Library, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert user_of(shelf, settings, TENANT, OBJECT, NAME) == Refusal.CLOSED
    assert "neither a login nor open reading" in caplog.text
    assert NAME not in caplog.text


@pytest.mark.parametrize("object_id", ["", "kari", f"{OBJECT}|x"])
def test_whom_teams_does_not_name_is_nobody(shelf: Library, logins: Settings, object_id: str) -> None:
    assert user_of(shelf, logins, TENANT, object_id, NAME) == Refusal.UNNAMED
    assert user_of(shelf, logins, "", OBJECT, NAME) == Refusal.UNNAMED


def written(home: str | None, *, is_shared: bool) -> Incoming:
    said = replace(incoming("Hva gjelder?"), tenant=TENANT, sender=OBJECT, sender_name=NAME)
    return replace(said, home=home, is_shared=is_shared)


@pytest.fixture
def answers(logins: Settings) -> Settings:
    return logins.model_copy(update={"teams_tenants": (TENANT,)})


def account_of(library: Library, settings: Settings) -> object:
    return library.persons.account(account_id(settings, "teams", f"{TENANT}|{OBJECT}"))


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_user_of_another_organisation_is_no_user_of_the_host_s(
    shelf: Library, answers: Settings, is_shared: bool
) -> None:
    log_in(shelf, answers, "drift")
    assert sender_of(shelf, answers, written(OTHER_TENANT, is_shared=is_shared)) == Refusal.FOREIGN
    assert account_of(shelf, answers) is None


def test_a_user_of_another_organisation_that_is_answered_is_known_by_their_own(
    shelf: Library, answers: Settings
) -> None:
    both = answers.model_copy(update={"teams_tenants": (TENANT, OTHER_TENANT)})
    user = sender_of(shelf, both, written(OTHER_TENANT, is_shared=True))
    assert isinstance(user, User)
    assert user.id == account_id(both, "teams", f"{OTHER_TENANT}|{OBJECT}")


def test_whom_teams_does_not_place_in_a_shared_conversation_is_a_reader_who_is_not_linked(
    shelf: Library, answers: Settings
) -> None:
    user = sender_of(shelf, answers, written(None, is_shared=True))
    assert isinstance(user, User)
    assert (user.kind, user.name, user.reads) == ("anybody", "", frozenset({OPEN}))
    assert user.permissions == frozenset({Permission.READ})
    assert account_of(shelf, answers) is None
    closed = answers.model_copy(update={"reader_groups": ("lesere",)})
    assert sender_of(shelf, closed, written(None, is_shared=True)) == Refusal.NOT_LET_IN


def test_who_is_known_already_is_known_in_a_shared_conversation(shelf: Library, answers: Settings) -> None:
    whose = log_in(shelf, answers, "drift")
    user = sender_of(shelf, answers, written(None, is_shared=True))
    assert isinstance(user, User)
    assert (user.id, user.may(Permission.ADMINISTER)) == (whose, True)


@pytest.mark.parametrize(("home", "is_shared"), [(None, False), (TENANT, True), (TENANT, False)])
def test_who_is_of_the_tenant_is_linked(shelf: Library, answers: Settings, home: str | None, is_shared: bool) -> None:
    assert isinstance(sender_of(shelf, answers, written(home, is_shared=is_shared)), User)
    assert account_of(shelf, answers) is not None
