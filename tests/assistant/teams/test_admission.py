"""What is no message of Teams to this bot is refused before it is read."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from assistant.config import Settings
from assistant.teams.admission import foreign, is_answered_at, refusal

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
SERVICE = "https://smba.trafficmanager.net/emea/"
SETTINGS = Settings(
    teams_app_id=APP,
    teams_app_secret="Q~8abc.DEF-ghiJKL",
    teams_tenants=(TENANT,),
    public_url="https://planer.kommune.no",
    secret_key="k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH",
)
HEADER = {"alg": "RS256", "kid": "a", "typ": "JWT"}
CLAIMS = {"iss": "https://api.botframework.com", "aud": APP, "serviceurl": SERVICE, "exp": 4_000_000_000}
BODY = {
    "type": "message",
    "channelId": "msteams",
    "serviceUrl": SERVICE,
    "recipient": {"id": f"28:{APP}"},
    "conversation": {"id": "a:1", "tenantId": TENANT},
    "channelData": {"tenant": {"id": TENANT}},
}


def part(said: Any) -> str:
    return urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def bearer(header: Any = HEADER, claims: Any = CLAIMS) -> str:
    return f"Bearer {part(header)}.{part(claims)}.c2ln"


def without(said: dict[str, Any], name: str) -> dict[str, Any]:
    return {other: value for other, value in said.items() if other != name}


def test_a_message_of_teams_may_go_on() -> None:
    assert refusal(bearer(), BODY, SETTINGS) is None
    assert foreign(BODY, SETTINGS) is None


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "",
        "Bearer ",
        "Basic YTpi",
        "bearer " + bearer().partition(" ")[2],
        "Bearer abc",
        "Bearer a.b.c",
        "Bearer " + "a" * 9_000,
        f"Bearer {'é' * 4}.{part(CLAIMS)}.c2ln",
        f"Bearer {part([])}.{part([])}.c2ln",
        f"{bearer()}.more",
        f"Bearer {part(HEADER)}.{urlsafe_b64encode(b'[' * 3_000).decode()}.c2ln",
        bearer(header={**HEADER, "alg": "none"}),
        bearer(header={**HEADER, "alg": "HS256"}),
        bearer(claims=without(CLAIMS, "exp")),
        bearer(claims={**CLAIMS, "exp": "never"}),
        bearer(claims=without(CLAIMS, "iss")),
        bearer(claims={**CLAIMS, "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"}),
        bearer(claims={**CLAIMS, "aud": f"api://botid-{APP}"}),
        bearer(claims={**CLAIMS, "aud": [APP]}),
        bearer(claims=without(CLAIMS, "serviceurl")),
        bearer(claims={**CLAIMS, "serviceurl": "https://smba.trafficmanager.net/amer/"}),
    ],
)
def test_a_token_that_cannot_be_microsofts_is_refused(shown: str | None) -> None:
    found = refusal(shown, BODY, SETTINGS)
    assert found is not None
    assert found.status == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 400),
        ([], 400),
        ("x", 400),
        ({}, 401),
        (without(BODY, "serviceUrl"), 401),
        ({**BODY, "serviceUrl": 1}, 401),
        ({**BODY, "serviceUrl": "https://evil.example/"}, 401),
        ({**BODY, "channelId": "webchat"}, 401),
        (without(BODY, "channelId"), 401),
    ],
)
def test_a_body_that_is_no_message_of_teams_is_refused(body: Any, status: int) -> None:
    found = refusal(bearer(), body, SETTINGS)
    assert found is not None
    assert found.status == status


@pytest.mark.parametrize(
    ("address", "is_answered"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://smba.trafficmanager.net", True),
        ("https://emea.smba.trafficmanager.net/", True),
        ("https://smba.trafficmanager.net:443/", True),
        ("https://smba.trafficmanager.net:8443/", False),
        ("http://smba.trafficmanager.net/", False),
        ("https://evilsmba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net.evil.example/", False),
        ("https://smba.trafficmanager.net@evil.example/", False),
        ("https://evil.example/?smba.trafficmanager.net", False),
        ("https://smba.trafficmanager.net/?a", False),
        ("http://127.0.0.1:9000/", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_messages_are_sent_to_microsoft_alone(address: object, is_answered: bool) -> None:
    assert is_answered_at(address, SETTINGS) is is_answered


def test_this_machine_is_answered_where_it_is_named_with_its_port() -> None:
    here = SETTINGS.model_copy(update={"teams_service_hosts": ("127.0.0.1:9000",)})
    assert is_answered_at("http://127.0.0.1:9000/teams", here)
    assert not is_answered_at("http://127.0.0.1:9001/teams", here)
    assert not is_answered_at("http://planer.example:9000/teams", here)


@pytest.mark.parametrize(
    "changed",
    [
        {"conversation": {"id": "a:1", "tenantId": "ffffffff-0000-0000-0000-00000000000f"}, "channelData": {}},
        {"channelData": {"tenant": {"id": "ffffffff-0000-0000-0000-00000000000f"}}},
        {"conversation": {"id": "a:1"}, "channelData": {}},
        {"conversation": None, "channelData": None},
        {"recipient": {"id": "28:22222222-2222-3333-4444-555555555555"}},
        {"recipient": None},
    ],
)
def test_another_tenant_or_another_bot_is_not_answered(changed: dict[str, Any]) -> None:
    assert foreign({**BODY, **changed}, SETTINGS) is not None


def test_a_tenant_is_the_same_in_capitals() -> None:
    assert foreign({**BODY, "conversation": {"id": "a:1", "tenantId": TENANT.upper()}}, SETTINGS) is None
