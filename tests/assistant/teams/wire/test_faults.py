"""Microsoft's services are slow, busy, broken, or gone: nobody else waits, and what was asked is answered."""

import shutil
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from assistant.teams import sending
from assistant.teams.incoming import digest
from tests.assistant.teams.wire.conftest import Deliver, Serve
from tests.assistant.teams.wire.connector import TENANT, Connector, Sent, Step

WHO = "Hvem har ansvar for Bibliotekkasse?"
WHEN = "Når skal Svømmekurs for femåringer være?"


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has to wait for the connector is tried again at once."""
    monkeypatch.setattr(sending, "_FIRST_WAIT", 0.02)


def group(connector: Connector, which: int = 1) -> str:
    """The id of a group."""
    return str(connector.conversation("groupChat", which)["id"])


def ask(connector: Connector, deliver: Deliver, text: str, which: int = 1) -> None:
    """Asks in a group."""
    where = connector.conversation("groupChat", which)
    assert deliver(connector.activity(text, "groupChat", conversation=where)).status_code == 200


def said(connector: Connector, which: int = 1) -> list[Sent]:
    """The messages that a group has."""
    return [sent for sent in connector.messages if sent.conversation == group(connector, which)]


def tried(connector: Connector, which: int = 1) -> list[Sent]:
    """Every message that was sent to a group, taken or not."""
    return [sent for sent in connector.sent if sent.is_message and sent.conversation == group(connector, which)]


def nothing_waits(deliver: Deliver) -> bool:
    """Whether the outbox is empty and no question is left."""
    kept = deliver.library.teams
    return not kept.outbox.due(datetime(9999, 1, 1, tzinfo=UTC)) and not kept.waiting(datetime.now(UTC))


def test_who_has_a_slow_conversation_makes_nobody_else_wait(connector: Connector, deliver: Deliver) -> None:
    released = threading.Event()
    try:
        for which in range(1, 6):
            connector.scripts[group(connector, which)] = deque([Step(201, after=released)])
            ask(connector, deliver, WHO, which)
        ask(connector, deliver, WHEN, 6)
        connector.wait(lambda: len(said(connector, 6)) == 1)
        assert connector.messages == said(connector, 6)
        ask(connector, deliver, WHEN, 1)
    finally:
        released.set()
    connector.wait(lambda: len(said(connector, 1)) == 2 and len(connector.messages) == 7)
    assert ["Bibliotek" in sent.body["text"] for sent in said(connector, 1)] == [True, False]


def test_a_connector_that_is_busy_is_left_alone_for_as_long_as_it_asks(connector: Connector, deliver: Deliver) -> None:
    connector.scripts[group(connector)] = deque([Step(429, {"Retry-After": "1"})])
    ask(connector, deliver, WHO)
    connector.wait(lambda: len(said(connector)) == 1)
    busy, taken = tried(connector)
    assert busy.status == 429
    assert taken.at - busy.at >= 1
    assert taken.body == busy.body


@pytest.mark.parametrize("broken", [Step(500), Step(502), Step(0), Step(408)], ids=["500", "502", "broken", "408"])
def test_what_is_not_taken_three_times_is_taken_the_fourth(
    connector: Connector, deliver: Deliver, broken: Step
) -> None:
    connector.scripts[group(connector)] = deque([broken, broken, broken])
    ask(connector, deliver, WHO)
    ask(connector, deliver, WHEN)
    connector.wait(lambda: len(said(connector)) == 2)
    assert [sent.status for sent in tried(connector)[:4]] == [broken.status] * 3 + [201]
    assert ["Bibliotek" in sent.body["text"] for sent in said(connector)] == [True, False]
    connector.wait(lambda: nothing_waits(deliver))


def test_a_connector_that_was_gone_gets_all_of_it_in_order(connector: Connector, deliver: Deliver) -> None:
    connector.gone = True
    ask(connector, deliver, WHO)
    ask(connector, deliver, WHEN)
    ask(connector, deliver, WHO, 2)
    connector.wait(lambda: tried(connector) != [] and tried(connector, 2) != [])
    assert connector.messages == []
    connector.gone = False
    connector.wait(lambda: len(said(connector)) == 2 and len(said(connector, 2)) == 1)
    assert ["Bibliotek" in sent.body["text"] for sent in said(connector)] == [True, False]
    connector.wait(lambda: nothing_waits(deliver))


@pytest.mark.parametrize("status", [403, 404])
def test_where_the_bot_was_removed_nothing_is_tried_again(
    connector: Connector, deliver: Deliver, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    connector.scripts[group(connector)] = deque([Step(status)] * 3)
    ask(connector, deliver, WHO)
    connector.wait(lambda: len(tried(connector)) == 1 and nothing_waits(deliver))
    ask(connector, deliver, WHEN, 2)
    connector.wait(lambda: len(said(connector, 2)) == 1)
    assert [sent.status for sent in tried(connector)] == [status]
    assert "given up after 1 attempts" in caplog.text
    assert "Bibliotek" not in caplog.text


def test_a_token_that_is_not_to_be_had_is_waited_for(connector: Connector, deliver: Deliver) -> None:
    ask(connector, deliver, WHO, 2)
    connector.wait(lambda: len(said(connector, 2)) == 1)
    connector.hits.clear()
    connector.token = Step(503)
    connector.scripts[group(connector)] = deque([Step(401)])
    ask(connector, deliver, WHO)
    connector.wait(lambda: len([hit for hit in connector.hits if hit.startswith("token")]) > 1)
    assert said(connector) == []
    connector.token = Step(200)
    connector.wait(lambda: len(said(connector)) == 1 and nothing_waits(deliver))


def test_the_same_at_once_is_answered_once(connector: Connector, deliver: Deliver) -> None:
    body = connector.activity(WHO, "groupChat")
    at_once = threading.Barrier(6)

    def delivered(_: int) -> int:
        at_once.wait(10)
        return deliver(body).status_code

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(delivered, range(6))) == [200] * 6
    ask(connector, deliver, WHEN)
    connector.wait(lambda: len(said(connector)) > 1)
    assert ["Bibliotek" in sent.body["text"] for sent in said(connector)] == [True, False]


def test_a_server_without_keys_or_connector_loses_nothing_and_repeats_nothing(
    connector: Connector, serve: Serve, plans_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(plans_data, tmp_path / "data"))
    first, second = (connector.activity(text, "groupChat") for text in (WHO, WHEN))
    released = threading.Event()
    with serve(data, limit_ask="off") as deliver:
        for keys in (Step(503), Step(200, body={"error": "not now"}), Step(0)):
            connector.keys = keys
            response = deliver(first)
            assert response.status_code == 503
            assert "retry-after" in response.headers
        connector.keys = Step(200, after=released)
        with ThreadPoolExecutor(1) as pool:
            try:
                waits = pool.submit(deliver, first)
                connector.wait(lambda: len(connector.hits) == 4)
                assert httpx.get(deliver.client.base_url.join("/healthz"), timeout=4).status_code == 200
                assert not waits.done()
            finally:
                connector.gone = True
                released.set()
            assert waits.result().status_code == 200
        assert deliver(second).status_code == 200
        connector.wait(lambda: tried(connector) != [] and not deliver.library.teams.waiting(datetime.now(UTC)))
    assert connector.messages == []
    connector.gone = False
    with serve(data, limit_ask="off") as deliver:
        connector.wait(lambda: len(said(connector)) == 2)
        assert ["Bibliotek" in sent.body["text"] for sent in said(connector)] == [True, False]
        assert [deliver(body).status_code for body in (first, second)] == [200, 200]
        ask(connector, deliver, WHO)
        connector.wait(lambda: len(said(connector)) > 2)
        assert [sent.status for sent in said(connector)] == [201] * 3
        key = digest(deliver.settings, TENANT, group(connector))
        known = deliver.library.teams.conversation(key).conversation_id
        assert len(deliver.library.conversations.messages(known or "")) == 3
