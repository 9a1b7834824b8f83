"""What Teams did not send is refused before anybody reads it, and nothing of it is left anywhere."""

import hmac
import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import func, select

from corpus.store.teams_tables import TeamsActivityRow
from tests.assistant.teams.wire.conftest import Deliver
from tests.assistant.teams.wire.connector import APP, KEY, ROGUE, Connector

SECRET_WORD = "Zebrafinkhagen"
ASKED = f"Hvem har ansvar for {SECRET_WORD}?"
ANOTHER = "ffffffff-0000-0000-0000-00000000000f"
AGENT_365 = {"iss": "https://sts.windows.net/aaaaaaaa-0000-0000-0000-000000000001/", "tid": ANOTHER, "azp": APP}


def taken(deliver: Deliver) -> int:
    """How many activities came to the desk."""
    with deliver.library.teams._session() as session:
        return session.scalar(select(func.count()).select_from(TeamsActivityRow)) or 0


def is_kept(deliver: Deliver) -> bool:
    """Whether the word stands anywhere in the data directory."""
    files = [path for path in Path(deliver.settings.data_dir).rglob("*.sqlite*") if path.is_file()]
    assert files
    return any(SECRET_WORD.encode() in path.read_bytes() for path in files)


def unsigned(connector: Connector, alg: str, secret: bytes | None) -> str:
    """A token as Microsoft's, but for how it is signed."""
    claims = connector.bearer().split(".")[1]
    header = json.dumps({"alg": alg, "kid": "key-1", "typ": "JWT"}).encode()
    said = f"{urlsafe_b64encode(header).decode().rstrip('=')}.{claims}"
    signature = hmac.digest(secret, said.encode(), "sha256") if secret else b""
    return f"Bearer {said}.{urlsafe_b64encode(signature).decode().rstrip('=')}"


def refused(deliver: Deliver, connector: Connector, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing was sent, nothing is waiting, and no word of it is anywhere."""
    assert connector.sent == []
    assert SECRET_WORD not in caplog.text
    assert not is_kept(deliver)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param({"key": ROGUE}, id="other-key"),
        pytest.param({"kid": "another"}, id="unknown-key"),
        pytest.param({"claims": {"exp": 1_700_000_000}}, id="expired"),
        pytest.param({"claims": {"nbf": 4_000_000_000}}, id="not-yet"),
        pytest.param({"drop": ("exp",)}, id="endless"),
        pytest.param({"claims": {"aud": ANOTHER}}, id="audience"),
        pytest.param({"claims": {"iss": "https://api.example.org"}}, id="issuer"),
        pytest.param({"claims": AGENT_365}, id="agent-365"),
        pytest.param({"claims": {"serviceurl": "https://smba.trafficmanager.net/emea/"}}, id="service-of-another"),
        pytest.param({"drop": ("serviceurl",)}, id="no-service"),
    ],
)
def test_a_token_that_is_not_microsoft_s_for_this_bot_is_refused(
    connector: Connector, deliver: Deliver, caplog: pytest.LogCaptureFixture, token: dict[str, Any]
) -> None:
    before = taken(deliver)
    assert deliver(connector.activity(ASKED), connector.bearer(**token)).status_code == 401
    assert taken(deliver) == before
    refused(deliver, connector, caplog)


def test_a_token_that_nobody_signed_is_refused(
    connector: Connector, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    before = taken(deliver)
    public = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    whole = connector.bearer()
    forged = whole[:-6] + ("AAAAAA" if not whole.endswith("AAAAAA") else "BBBBBB")
    tokens = (unsigned(connector, "none", None), unsigned(connector, "HS256", public), forged, "Bearer x", "Basic eDp5")
    assert [deliver(connector.activity(ASKED), token).status_code for token in tokens] == [401] * len(tokens)
    assert deliver.raw(json.dumps(connector.activity(ASKED)).encode(), {}).status_code == 401
    assert taken(deliver) == before
    refused(deliver, connector, caplog)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        pytest.param({"channelData": {"tenant": {"id": ANOTHER}}}, 403, id="tenant"),
        pytest.param({"conversation": {"id": "a:1", "tenantId": ANOTHER}}, 403, id="tenant-of-conversation"),
        pytest.param({"channelData": {}, "conversation": {"id": "a:1"}}, 403, id="no-tenant"),
        pytest.param({"recipient": {"id": f"28:{ANOTHER}"}}, 403, id="another-bot"),
        pytest.param({"channelId": "webchat"}, 401, id="channel"),
        pytest.param({"serviceUrl": "https://attacker.example.org/"}, 401, id="foreign-service"),
        pytest.param({"serviceUrl": "https://smba.trafficmanager.net.example.org/"}, 401, id="like-microsoft-s"),
        pytest.param({"serviceUrl": None}, 401, id="no-service"),
    ],
)
def test_an_activity_of_others_is_refused(
    connector: Connector, deliver: Deliver, caplog: pytest.LogCaptureFixture, more: dict[str, Any], status: int
) -> None:
    before = taken(deliver)
    body = {name: value for name, value in connector.activity(ASKED, **more).items() if value is not None}
    claimed = {"serviceurl": body["serviceUrl"]} if "serviceUrl" in body else {}
    assert deliver(body, connector.bearer(claimed)).status_code == status
    assert taken(deliver) == before
    refused(deliver, connector, caplog)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(f'{{"text": "{SECRET_WORD}'.encode(), 400, id="broken"),
        pytest.param(b"[" * 100_000 + SECRET_WORD.encode(), 400, id="deep-and-broken"),
        pytest.param(b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400, id="deep"),
        pytest.param(f'["{SECRET_WORD}"]'.encode(), 400, id="list"),
        pytest.param(SECRET_WORD.encode() * 30_000, 413, id="large"),
        pytest.param(b"\xff\xfe" + SECRET_WORD.encode(), 400, id="no-utf-8"),
        pytest.param(b"", 400, id="nothing"),
    ],
)
def test_what_is_no_activity_is_refused(
    connector: Connector, deliver: Deliver, caplog: pytest.LogCaptureFixture, content: bytes, status: int
) -> None:
    before = taken(deliver)
    assert deliver.raw(content, {"Authorization": connector.bearer()}).status_code == status
    assert taken(deliver) == before
    refused(deliver, connector, caplog)


def test_an_activity_whose_conversation_is_deep_stops_nobody(connector: Connector, deliver: Deliver) -> None:
    deep: Any = SECRET_WORD
    for _ in range(500):
        deep = {"a": deep}
    assert deliver(connector.activity(None, value=deep)).status_code < 500
    deliver(connector.activity("/hjelp", "groupChat"))
    group = connector.conversation("groupChat")["id"]
    connector.wait(lambda: group in {sent.conversation for sent in connector.messages})


def test_what_was_to_be_refused_would_else_be_answered(connector: Connector, deliver: Deliver) -> None:
    before = taken(deliver)
    assert deliver(connector.activity(ASKED, "channel")).status_code == 200
    connector.wait_for(1)
    assert taken(deliver) == before + 1
    assert is_kept(deliver)
