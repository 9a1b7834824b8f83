import logging
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from joserfc.jwk import RSAKey

from assistant.auth.sessions import COOKIE, UNDER_WAY
from assistant.config import Settings
from corpus.library import Library
from tests.assistant.auth.conftest import browser, led_to, logged_in, over, with_login
from tests.assistant.auth.made_up_provider import CLIENT_SECRET, MadeUpProvider, returned
from tests.assistant.web.visitor import Visitor

REFUSED = "Innloggingen ble ikke godtatt"


def who(visitor: Visitor) -> str | None:
    """Whom the pages say is logged in; None for nobody."""
    page = visitor.get("/personvern").text
    return page.split('class="site-user-name">')[1].split("<")[0] if "site-user-name" in page else None


def test_somebody_logs_in_and_comes_back_to_the_page_they_came_from(visitor: Visitor, provider: MadeUpProvider) -> None:
    sent_away = visitor.get("/tiltak?q=utegruppe")
    assert sent_away.status_code == 303
    assert sent_away.headers["location"] == "/logg-inn?tilbake=%2Ftiltak%3Fq%3Dutegruppe"
    to_provider = visitor.get(sent_away.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(urlsplit(to_provider.headers["location"]).query).items()}
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/logg-inn/retur"
    assert len(asked["nonce"]) > 40
    address = to_provider.headers["location"]
    back = visitor.get(returned(address, provider.authorize(address)))
    assert (back.status_code, back.headers["location"]) == (303, "/tiltak?q=utegruppe")
    assert visitor.get("/tiltak?q=utegruppe").status_code == 200
    assert who(visitor) == "Kari Nordmann"


@pytest.mark.parametrize(
    "wrong",
    [
        {"changes": {"iss": "https://evil.example"}},
        {"changes": {"aud": "en-annen-tjeneste"}},
        {"changes": {"aud": ["planassistent", "en-annen"], "azp": "en-annen"}},
        {"changes": {"exp": int(time.time()) - 3600}},
        {"changes": {"exp": None}},
        {"changes": {"exp": "i morgen"}},
        {"changes": {"iat": int(time.time()) + 3600}},
        {"changes": {"nonce": "en annen"}},
        {"changes": {"nonce": None}},
        {"changes": {"sub": None}},
        {"changes": {"sub": ""}},
        {"changes": {"at_hash": "feil"}},
        {"header": {"alg": "none"}},
        {"header": {"alg": "none"}, "metadata_changes": {"id_token_signing_alg_values_supported": ["none", "RS256"]}},
        {"signing": RSAKey.generate_key(2048)},
        {"header": {"alg": "RS256", "kid": "ukjent"}, "signing": RSAKey.generate_key(2048)},
        {"header": {"alg": "PS256"}},  # not of those that it says it signs with
        {"id_token": "ikke.et.token"},
        {"id_token": "x"},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_a_token_that_does_not_hold_logs_nobody_in(
    visitor: Visitor, provider: MadeUpProvider, wrong: dict[str, Any]
) -> None:
    for name, value in wrong.items():
        setattr(provider, name, value)
    refused = logged_in(visitor, provider)
    assert refused.status_code == 400
    assert REFUSED in refused.text
    assert not any(name.endswith(COOKIE) for name in visitor.cookies)
    assert visitor.get("/").status_code == 303


def test_a_signature_with_the_public_key_as_a_secret_logs_nobody_in(visitor: Visitor, provider: MadeUpProvider) -> None:
    provider.header = {"alg": "HS256"}
    provider.metadata_changes = {"id_token_signing_alg_values_supported": ["HS256", "RS256"]}
    assert REFUSED in logged_in(visitor, provider).text


def test_a_return_with_another_state_is_refused_and_no_code_is_used(visitor: Visitor, provider: MadeUpProvider) -> None:
    address = led_to(visitor)
    answer = provider.authorize(address)
    for state in ("", "en annen", led_to(browser_like(visitor)).partition("state=")[2].partition("&")[0]):
        refused = visitor.get(returned(address, {**answer, "state": state}))
        assert refused.status_code == 400
        assert "Innloggingen ble ikke fullført" in refused.text
    assert "token" not in provider.asked


def browser_like(visitor: Visitor) -> Visitor:
    """Another browser on the same application."""
    assert isinstance(visitor.app, FastAPI)
    return browser(visitor.app)


def test_a_return_in_a_browser_that_began_no_login_is_refused(visitor: Visitor, provider: MadeUpProvider) -> None:
    address = led_to(visitor)
    other = browser_like(visitor)
    refused = other.get(returned(address, provider.authorize(address)))
    assert refused.status_code == 400
    assert who(other) is None


def test_the_token_of_one_login_is_not_taken_in_another(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider)
    provider.id_token = provider.last_id_token
    other = browser_like(visitor)
    assert REFUSED in logged_in(other, provider).text
    assert who(other) is None


def test_the_code_of_one_login_is_not_taken_in_another(visitor: Visitor, provider: MadeUpProvider) -> None:
    other = browser_like(visitor)
    code = provider.authorize(led_to(other))["code"]
    address = led_to(visitor)
    refused = visitor.get(returned(address, {**provider.authorize(address), "code": code}))
    assert REFUSED in refused.text  # the code is bound to the other's verifier
    assert who(visitor) is None


def test_a_code_that_was_used_is_not_taken_again(visitor: Visitor, provider: MadeUpProvider) -> None:
    address = led_to(visitor)
    path = returned(address, provider.authorize(address))
    under_way = {name: value for name, value in visitor.cookies.items() if UNDER_WAY in name}
    assert visitor.get(path).headers["location"] == "/"
    other = browser_like(visitor)
    other.cookies.update(under_way)
    assert REFUSED in other.get(path).text
    assert visitor.get(path).headers["location"] == "/"  # loaded once more where somebody is logged in


def test_a_return_from_another_issuer_is_refused(visitor: Visitor, provider: MadeUpProvider) -> None:
    address = led_to(visitor)
    assert (
        REFUSED in visitor.get(returned(address, {**provider.authorize(address), "iss": "https://evil.example"})).text
    )
    provider.metadata_changes = {"authorization_response_iss_parameter_supported": True}
    other = browser(over(visitor.app.state.settings, visitor.app.state.services.assistant.library))  # type: ignore[attr-defined]
    assert REFUSED in logged_in(other, provider).text  # one that says that it always names itself


@pytest.mark.parametrize(
    "back",
    [
        *("//evil.example", "https://evil.example", "/\\evil.example", "\\/evil.example", "/\t/evil.example"),
        *("javascript:1", "evil.example", "/logg-ut", "/logg-inn?tilbake=/", "/ /evil.example", "/" + "a" * 3000),
    ],
)
def test_nobody_is_led_on_to_another_site(visitor: Visitor, provider: MadeUpProvider, back: str) -> None:
    assert logged_in(visitor, provider, back).headers["location"] == "/"
    assert visitor.get("/logg-inn", params={"tilbake": back}).headers["location"] == "/"


def test_a_provider_that_is_down_stops_nothing_else_and_is_asked_again(
    visitor: Visitor, provider: MadeUpProvider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.is_down = True
    down = visitor.get("/logg-inn")
    assert down.status_code == 503
    assert "Innlogging er ikke mulig akkurat nå" in down.text
    assert "the provider cannot be used" in caplog.text
    assert visitor.get("/personvern").status_code == 200
    provider.is_down = False
    assert logged_in(visitor, provider).headers["location"] == "/"
    provider.is_down = True
    logged_in(browser_like(visitor), provider)
    assert provider.asked.count("metadata") == 2  # what it said is kept


@pytest.mark.parametrize(
    "said",
    [{"issuer": "https://evil.example"}, {"token_endpoint": None}, {"token_endpoint": "ftp://x.example/token"}],
    ids=str,
)
def test_a_provider_that_says_it_is_another_is_not_used(
    visitor: Visitor, provider: MadeUpProvider, said: dict[str, Any]
) -> None:
    provider.metadata_changes = said
    assert visitor.get("/logg-inn").status_code == 503


def test_a_provider_that_changes_its_key_is_asked_for_the_new_one(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider)
    source = visitor.app.state.provider._source  # type: ignore[attr-defined]
    source._keys_at -= 61
    provider.key = RSAKey.generate_key(2048, {"kid": "to"})
    provider.header = {"alg": "RS256", "kid": "to"}
    other = browser_like(visitor)
    assert logged_in(other, provider).headers["location"] == "/"
    assert provider.asked.count("keys") == 2


def test_a_break_off_at_the_provider_is_told_as_such(visitor: Visitor) -> None:
    address = led_to(visitor)
    state = parse_qs(urlsplit(address).query)["state"][0]
    told = visitor.get("/logg-inn/retur", params={"state": state, "error": "access_denied"})
    assert told.status_code == 403
    assert "Innloggingen ble avbrutt" in told.text


def test_a_client_secret_that_ran_out_is_told_in_the_log_and_never_shown(
    settings: Settings, shelf: Library, provider: MadeUpProvider, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "utgaatt-verdi-8Q2"
    made = browser(over(with_login(settings, provider.issuer, oidc_client_secret=wrong), shelf))
    told = logged_in(made, provider)
    assert told.status_code == 503
    assert "invalid_client" in caplog.text
    assert wrong not in caplog.text + told.text


def test_no_secret_and_no_name_stands_in_the_log(
    visitor: Visitor, provider: MadeUpProvider, login_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logged_in(visitor, provider)
    visitor.get("/")
    provider.changes = {"aud": "en-annen"}
    logged_in(browser_like(visitor), provider)
    key = login_settings.key.decode()
    for secret in (CLIENT_SECRET, key, provider.last_id_token, "Kari Nordmann", *visitor.cookies.values()):
        assert secret not in caplog.text
    assert CLIENT_SECRET not in repr(login_settings)
    assert key not in repr(login_settings)


def test_groups_that_are_withheld_are_told_in_plain_words(visitor: Visitor, provider: MadeUpProvider) -> None:
    told = logged_in(visitor, provider, groups=None, _claim_names={"groups": "src1"}, _claim_sources={"src1": {}})
    assert told.status_code == 403
    assert "Du er med i for mange grupper" in told.text
    assert who(visitor) is None


def test_groups_may_stand_in_the_userinfo_of_the_same_user(visitor: Visitor, provider: MadeUpProvider) -> None:
    provider.userinfo = {"sub": "ola", "groups": ["drift"]}
    logged_in(visitor, provider, groups=None)
    assert visitor.get("/admin").status_code == 403
    provider.userinfo = {"sub": "kari", "groups": ["drift"]}
    other = browser_like(visitor)
    logged_in(other, provider)
    assert other.get("/admin").status_code == 200


def test_groups_lie_where_the_settings_say(settings: Settings, shelf: Library, provider: MadeUpProvider) -> None:
    made = browser(over(with_login(settings, provider.issuer, oidc_groups_claim="realm_access.roles"), shelf))
    logged_in(made, provider, realm_access={"roles": ["drift"]})
    assert made.get("/admin").status_code == 200


@pytest.mark.parametrize(
    ("groups", "statuses"),
    [
        ([], (200, 403, 403)),
        (["ledere"], (200, 403, 403)),
        (["redaktører"], (200, 200, 403)),
        (["drift"], (200, 200, 200)),
        ("drift", (200, 200, 200)),
        (["Drift", "driftere", 7, None], (200, 403, 403)),
    ],
)
def test_groups_give_the_roles_of_the_settings(
    visitor: Visitor, provider: MadeUpProvider, groups: Any, statuses: tuple[int, int, int]
) -> None:
    logged_in(visitor, provider, groups=groups)
    assert tuple(visitor.get(path).status_code for path in ("/", "/admin", "/admin/indeks")) == statuses


def test_whoever_has_no_role_is_told_so_and_can_log_out(
    settings: Settings, shelf: Library, provider: MadeUpProvider
) -> None:
    made = browser(over(with_login(settings, provider.issuer, reader_groups="lesere"), shelf))
    logged_in(made, provider, groups=["andre"])
    refused = made.get("/")
    assert refused.status_code == 403
    assert "Du har ikke tilgang hit" in refused.text
    assert "Logg ut" in refused.text


def test_several_windows_log_in_at_a_time_and_cookies_do_not_pile_up(
    visitor: Visitor, provider: MadeUpProvider
) -> None:
    addresses = [led_to(visitor) for _ in range(9)]
    assert sum(UNDER_WAY in name for name in visitor.cookies) <= 5
    address = addresses[-2]
    assert visitor.get(returned(address, provider.authorize(address))).headers["location"] == "/"
