"""Messages of the Agents Playground are let in at the machine alone, and go the whole way of those of Teams."""

from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from assistant.auth.modes import UnansweredTeamsError
from assistant.config import Settings
from assistant.teams.admission import foreign, refusal
from assistant.teams.playground import Playground, PlaygroundError, check

APP = "11111111-2222-3333-4444-555555555555"
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
SERVICE = "http://localhost:56150/_connector"
SENT: dict[str, Any] = {
    "type": "message",
    "channelId": "msteams",
    "text": "<at>Test Bot</at> Hei",
    "serviceUrl": SERVICE,
    "from": {"id": "user-id-0", "aadObjectId": "00000000-0000-0000-0000-0000000000020"},
    "recipient": {"id": "00000000-0000-0000-0000-00000000000011"},
    "conversation": {"id": "a", "tenantId": "00000000-0000-0000-0000-0000000000001"},
    "entities": [
        {"type": "mention", "text": "<at>Test Bot</at>", "mentioned": {"id": "00000000-0000-0000-0000-00000000000011"}},
        {"type": "mention", "text": "<at>Kari</at>", "mentioned": {"id": "user-id-1"}},
    ],
}
"""As it was seen, but for what nobody reads."""


def settings(**given: Any) -> Settings:
    said = {
        "teams_playground": True,
        "teams_app_id": APP,
        "teams_app_secret": "Q~8abc.DEF-ghiJKL",
        "teams_tenants": (TENANT,),
        "teams_service_hosts": ("localhost:56150",),
        "public_url": "http://localhost:8000",
        "secret_key": "k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH",
        "open_reading": True,
    }
    return Settings(**{**said, **given})


@pytest.fixture(scope="module")
def playground() -> Playground:
    return Playground(settings())


def test_what_it_sends_is_then_as_of_teams(playground: Playground) -> None:
    authorization, body = playground.signed("", SENT)
    assert refusal(authorization, body, settings()) is None
    assert foreign(body, settings()) is None
    assert body["text"] == SENT["text"]
    assert [entity["mentioned"]["id"] for entity in body["entities"]] == [f"28:{APP}", "user-id-1"]
    assert SENT["recipient"]["id"].endswith("11")
    assert str(UUID(body["from"]["aadObjectId"])) == body["from"]["aadObjectId"]
    assert playground.signed("", SENT)[1]["from"] == body["from"]
    other = {**SENT, "from": {"id": "user-id-1", "aadObjectId": "00000000-0000-0000-0000-0000000000021"}}
    assert playground.signed("", other)[1]["from"]["aadObjectId"] != body["from"]["aadObjectId"]
    token = authorization.removeprefix("Bearer ")
    key = playground.keys.get_signing_key_from_jwt(token)
    said = jwt.decode(token, key.key, algorithms=["RS256"], audience=APP, issuer="https://api.botframework.com")
    assert said["serviceurl"] == SERVICE
    assert said["exp"] - said["iat"] <= 60


def test_the_key_is_another_in_each_server(playground: Playground) -> None:
    authorization, _ = Playground(settings()).signed("", SENT)
    token = authorization.removeprefix("Bearer ")
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, playground.keys.get_signing_key_from_jwt(token).key, algorithms=["RS256"], audience=APP)


@pytest.mark.parametrize(
    ("authorization", "body"),
    [
        ("Bearer a.b.c", SENT),
        ("", {**SENT, "serviceUrl": "https://smba.trafficmanager.net/emea/"}),
        ("", {**SENT, "serviceUrl": "http://localhost.kommune.no/"}),
        ("", {**SENT, "serviceUrl": "http://["}),
        ("", {**SENT, "serviceUrl": None}),
        ("", []),
        ("", None),
    ],
)
def test_what_is_not_of_a_playground_on_this_machine_is_not_signed(
    playground: Playground, authorization: str, body: Any
) -> None:
    given = playground.signed(authorization, body)
    assert given == (authorization, body)
    assert refusal(*given, settings()) is not None


@pytest.mark.parametrize("broken", [{"entities": "a"}, {"entities": [1, {"mentioned": 1}]}, {"conversation": 1}])
def test_an_activity_of_another_form_is_signed_and_left_to_who_reads_it(
    playground: Playground, broken: dict[str, Any]
) -> None:
    _, body = playground.signed("", {**SENT, **broken})
    assert body["conversation"]["tenantId"] == TENANT


def test_a_server_that_others_reach_does_not_start_with_it() -> None:
    check(settings(), is_loopback=True)
    check(settings(teams_playground=False), is_loopback=False)
    with pytest.raises(PlaygroundError, match="PLANASSISTENT_HOST"):
        check(settings(), is_loopback=False)
    with pytest.raises(PlaygroundError, match="roboten har en id"):
        check(Settings(teams_playground=True), is_loopback=True)
    with pytest.raises(PlaygroundError, match="PLANASSISTENT_TEAMS_SERVICE_HOSTS"):
        check(settings(teams_service_hosts=("localhost:56150", "smba.trafficmanager.net")), is_loopback=True)
    login = {"oidc_issuer": "https://id.kommune.no", "oidc_client_id": "a", "oidc_client_secret": "Q~8abc.DEF-ghi"}
    with pytest.raises(PlaygroundError, match="ingen innlogging"):
        check(settings(**login), is_loopback=True)


def test_an_application_that_others_reach_does_not_start_with_it_whoever_serves_it(tmp_path: Path) -> None:
    for wrong in ({"host": "0.0.0.0"}, {"teams_service_hosts": ("smba.trafficmanager.net",)}):
        app = create_app(settings(data_dir=tmp_path / "data", **wrong))
        with pytest.raises(PlaygroundError), TestClient(app):
            pass
    assert not (tmp_path / "data").exists()


def test_an_application_that_may_answer_nobody_in_teams_does_not_start_whoever_serves_it(tmp_path: Path) -> None:
    app = create_app(settings(data_dir=tmp_path / "data", teams_playground=False, open_reading=False))
    with pytest.raises(UnansweredTeamsError), TestClient(app):
        pass
    assert not (tmp_path / "data").exists()
