from typing import Any

import pytest
from fastapi import FastAPI

from assistant.auth.entra import EntraObject, entra_object, link_digest, object_of
from assistant.config import Settings
from tests.assistant.auth.conftest import browser, logged_in, with_login
from tests.assistant.auth.made_up_provider import MadeUpProvider

TENANT, OTHER_TENANT = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"
OBJECT, OTHER_OBJECT = "bbbbbbbb-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000002"
ISSUER = f"https://login.microsoftonline.com/{TENANT}/v2.0"


@pytest.mark.parametrize(
    "issuer",
    [
        ISSUER,
        f"https://sts.windows.net/{TENANT}/",
        f"https://login.microsoftonline.us/{TENANT}/v2.0",
        f"https://login.partner.microsoftonline.cn/{TENANT}/v2.0",
    ],
)
def test_entra_tells_who_somebody_is_in_its_own_tenant(issuer: str) -> None:
    assert object_of(issuer, {"tid": TENANT, "oid": OBJECT.upper()}) == EntraObject(TENANT, OBJECT)
    assert object_of(issuer, {"tid": OTHER_TENANT, "oid": OBJECT}) is None


@pytest.mark.parametrize(
    ("issuer", "claims"),
    [
        (f"https://login.microsoftonline.com.evil.example/{TENANT}/v2.0", {}),
        (f"https://evil.example/{TENANT}/v2.0", {}),
        (f"{ISSUER}/", {}),
        ("https://idp.kommune.no", {}),
        (ISSUER, {"oid": None}),
        (ISSUER, {"oid": "kari"}),
        (ISSUER, {"oid": [OBJECT]}),
        (ISSUER, {"oid": f"{OBJECT}|"}),
        (ISSUER, {"tid": None}),
        ("https://login.microsoftonline.com/{tenant}/v2.0", {"tid": "{tenant}"}),
    ],
)
def test_nobody_else_tells_who_somebody_is_at_entra(issuer: str, claims: dict[str, Any]) -> None:
    assert object_of(issuer, {"tid": TENANT, "oid": OBJECT, **claims}) is None


def test_each_is_told_from_all_others_by_a_digest_that_only_this_server_makes(settings: Settings) -> None:
    one, other = (with_login(settings, "https://idp.kommune.no") for _ in range(2))  # a key each
    people = [entra_object(tenant, name) for tenant in (TENANT, OTHER_TENANT) for name in (OBJECT, OTHER_OBJECT)]
    digests = [link_digest(keyed, who) for keyed in (one, other) for who in people if who is not None]
    assert len(set(digests)) == len(digests) == 8
    assert link_digest(one, EntraObject(TENANT, OBJECT)) == digests[0]


def test_a_login_at_entra_links_the_account_and_one_elsewhere_does_not(
    login_app: FastAPI, provider: MadeUpProvider, login_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    login_app.state.settings = login_settings = login_settings.model_copy(update={"teams_app_id": OTHER_OBJECT})
    links, persons = login_app.state.services.library.links, login_app.state.services.library.persons
    digest = link_digest(login_settings, EntraObject(TENANT, OBJECT))
    provider.user |= {"tid": TENANT, "oid": OBJECT}
    provider.user.pop("groups")
    provider.userinfo = {"sub": "kari", "oid": OTHER_OBJECT, "groups": ["lesere"]}
    logged_in(browser(login_app), provider)
    assert links.account(digest, "i-teams").account_id == "i-teams"  # somebody else, for all that is known
    monkeypatch.setattr("assistant.auth.entra._ISSUERS", (provider.issuer,))
    visitor = browser(login_app)
    logged_in(visitor, provider)
    account = links.account(digest, "i-teams")
    assert account.groups == ("lesere",)
    assert account.account_id != "i-teams"  # the account of before stays
    assert persons.account("i-teams") is None
    found = visitor.get("/api/v1/me").json()
    assert found["account"]["log_name"] == persons.account(account.account_id).log_name
    other = link_digest(login_settings, EntraObject(TENANT, OTHER_OBJECT))
    assert links.account(other, "en-annen").account_id == "en-annen"  # what userinfo says is signed by nobody


def test_nobody_is_linked_to_a_teams_that_is_not_set_up(
    login_app: FastAPI, provider: MadeUpProvider, login_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.auth.entra._ISSUERS", (provider.issuer,))
    provider.user |= {"tid": TENANT, "oid": OBJECT}
    visitor = browser(login_app)
    logged_in(visitor, provider)
    found = visitor.get("/api/v1/me").json()
    assert found["account"] is not None
    assert found["teams"] is None
