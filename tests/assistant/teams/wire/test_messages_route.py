"""A question that Teams delivers is answered there: over HTTP, with Microsoft's services on this machine."""

import time
from collections import deque
from typing import Any

import pytest

from assistant.teams.routes import MOST
from tests.assistant.teams.wire.conftest import Deliver
from tests.assistant.teams.wire.connector import ROGUE, Connector, Step

WHO = "Hvem har ansvar for Bibliotekkasse?"


def asked(connector: Connector, deliver: Deliver, text: str, kind: str = "personal", **more: Any) -> dict[str, Any]:
    """The message that answers a question."""
    before = len(connector.messages)
    assert deliver(connector.activity(text, kind, **more)).status_code == 200
    return connector.wait_for(before + 1)[-1].body


def test_a_question_in_a_personal_chat_is_answered_as_a_stream(connector: Connector, deliver: Deliver) -> None:
    started = time.monotonic()
    response = deliver(connector.activity(WHO))
    assert (response.status_code, response.content) == (200, b"")
    assert time.monotonic() - started < 5
    (message,) = connector.wait_for(1)
    informed = connector.sent[0].body
    assert informed["text"] == "Leter i planene …"
    assert informed["channelData"] == {"streamType": "informative", "streamSequence": 1}
    assert message.body["channelData"]["streamType"] == "final"
    assert message.body["channelData"]["streamId"] == message.body["id"] == connector.sent[0].given_id
    assert len(connector.sent) == 2  # what is quick is not said to be going on twice
    assert "Biblioteket" in message.body["text"]
    assert message.body["entities"][0]["additionalType"] == ["AIGeneratedContent"]
    assert message.body["entities"][0]["citation"][0]["position"] == 1


@pytest.mark.parametrize("kind", ["groupChat", "channel"])
def test_a_question_among_others_is_answered_in_its_thread(connector: Connector, deliver: Deliver, kind: str) -> None:
    message = asked(connector, deliver, WHO, kind)
    assert "Biblioteket" in message["text"]
    assert "streamType" not in message.get("channelData", {})
    assert {sent.conversation for sent in connector.sent} == {connector.conversation(kind)["id"]}
    assert connector.sent[0].body["type"] == "typing"


def test_what_follows_up_is_understood_within_its_conversation(connector: Connector, deliver: Deliver) -> None:
    asked(connector, deliver, "Når skal Svømmekurs for femåringer være?")
    assert "Oppvekst" in asked(connector, deliver, "Hvem har ansvaret for det?")["text"]
    other = asked(connector, deliver, "Hvem har ansvaret for det?", "channel")
    assert "Svømmekurs" not in other["text"]


def test_what_is_delivered_again_is_answered_once(connector: Connector, deliver: Deliver) -> None:
    activity = connector.activity(WHO)
    assert [deliver(activity).status_code for _ in range(3)] == [200, 200, 200]
    deliver(connector.activity("Hvem har ansvar for Utegruppe hver uke?"))
    assert ["Bibliotek" in sent.body["text"] for sent in connector.wait_for(2)] == [True, False]


def test_a_stream_that_is_not_taken_is_one_message_all_the_same(connector: Connector, deliver: Deliver) -> None:
    connector.script.append(Step(403, body={"error": {"message": "Content stream is not allowed"}}))
    message = asked(connector, deliver, WHO)
    assert "streamType" not in message["channelData"]
    assert "id" not in message
    assert "Biblioteket" in message["text"]
    assert len(connector.messages) == 1


def test_an_end_of_a_stream_that_has_to_wait_is_sent_again(connector: Connector, deliver: Deliver) -> None:
    connector.script.extend([Step(201, body={"id": "1700"}), Step(429, {"Retry-After": "1"})])
    message = asked(connector, deliver, WHO)
    assert message["channelData"]["streamType"] == "final"
    assert len(connector.messages) == 1


def test_an_answer_that_is_refused_takes_the_place_of_its_stream_more_simply(
    connector: Connector, deliver: Deliver
) -> None:
    in_the_stream, by_itself = [Step(400)] * 3, [Step(400)] * 2
    connector.script.extend([Step(201, body={"id": "1700"}), *in_the_stream, *by_itself])
    deliver(connector.activity(WHO))
    (message,) = connector.wait_for(1)
    assert (message.method, message.activity_id) == ("PUT", "1700")
    assert "Biblioteket" in message.body["text"]
    assert "\n\n[1]: [" in message.body["text"]
    assert message.body["entities"][0]["additionalType"] == ["AIGeneratedContent"]
    assert "citation" not in message.body["entities"][0]


def test_who_stops_a_stream_is_told_no_more(connector: Connector, deliver: Deliver) -> None:
    stopped = Step(403, body={"error": {"message": "Content stream was canceled by user"}})
    connector.script.extend([Step(201, body={"id": "1701"}), stopped])
    deliver(connector.activity(WHO))
    connector.wait(lambda: connector.script == deque() and len(connector.sent) == 2)
    asked(connector, deliver, WHO, "groupChat")
    assert [sent.conversation for sent in connector.messages] == [connector.conversation("groupChat")["id"]]


@pytest.mark.parametrize(
    "token",
    [
        {"key": ROGUE},
        {"kid": "another"},
        {"claims": {"exp": 1_700_000_000}},
        {"claims": {"nbf": 4_000_000_000}},
        {"claims": {"aud": "another"}},
        {"drop": ("exp",)},
        {"drop": ("serviceurl",)},
    ],
)
def test_what_microsoft_did_not_sign_is_refused(connector: Connector, deliver: Deliver, token: dict[str, Any]) -> None:
    response = deliver(connector.activity(WHO), connector.bearer(**token))
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
    assert connector.sent == []


def test_another_tenant_is_refused(connector: Connector, deliver: Deliver) -> None:
    activity = connector.activity(WHO, channelData={"tenant": {"id": "ffffffff-0000-0000-0000-00000000000f"}})
    assert deliver(activity).status_code == 403
    assert connector.sent == []


def test_a_body_that_is_too_long_is_refused(connector: Connector, deliver: Deliver) -> None:
    assert deliver(connector.activity("a" * MOST)).status_code == 413
    assert deliver([]).status_code == 400


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"type": "brandNew"}, 200),
        ({"type": "installationUpdate", "action": "add-upgrade"}, 200),
        ({"type": "invoke", "name": "something/new", "value": {}}, 501),
        ({"type": "messageUpdate"}, 200),
        ({"from": {"id": "28:another", "name": "Another bot"}}, 200),
    ],
)
def test_what_is_not_known_is_taken_and_left(
    connector: Connector, deliver: Deliver, more: dict[str, Any], status: int
) -> None:
    assert deliver(connector.activity(WHO, **more)).status_code == status
    asked(connector, deliver, WHO, "groupChat")
    assert len(connector.messages) == 1


def test_who_has_no_object_id_is_told_so(connector: Connector, deliver: Deliver) -> None:
    nobody: dict[str, Any] = {"from": {"id": "29:nobody", "name": "Nobody"}}
    said = asked(connector, deliver, WHO, **nobody)
    assert said["text"].startswith("Teams sier ikke hvem du er")
