"""A server that stops and starts again: what waits is sent, what was asked is answered, and how much one may ask."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.teams.incoming import Incoming
from corpus.store.teams import Teams
from corpus.store.teams_tables import TeamsActivityRow
from tests.assistant.teams.wire.conftest import Serve
from tests.assistant.teams.wire.connector import OLA, TENANT, Connector

WHO = "Hvem har ansvar for Bibliotekkasse?"


def test_what_waits_when_a_server_stops_is_sent_by_the_next(
    connector: Connector, serve: Serve, plans_data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = Path(shutil.copytree(plans_data, tmp_path / "data"))
    connector.gone = True
    with serve(data) as deliver:
        deliver(connector.activity(WHO, "channel"))
        outbox = deliver.library.teams.outbox
        connector.wait(lambda: any(sent.is_message for sent in connector.sent))
        connector.wait(lambda: not deliver.library.teams.waiting(datetime.now(UTC)))
        (line,) = outbox.due(datetime(9999, 1, 1, tzinfo=UTC))
        stopped_before_it_was_sent(deliver.library.teams, connector, line.key)
    assert "Biblioteket" in line.payload["text"]
    connector.gone = False
    with serve(data, limit_ask="1/minute") as deliver:
        for message in connector.wait_for(2):
            assert "Biblioteket" in message.body["text"]
            assert message.conversation == connector.conversation("channel")["id"]
        known = deliver.library.teams.conversation(line.key).conversation_id
        assert len(deliver.library.conversations.messages(known or "")) == 1
        for sender in (None, None, OLA):
            deliver(connector.activity(WHO, "channel", **({"sender": sender} if sender else {})))
        told = [sent.body["text"] for sent in connector.wait_for(5)[2:]]
        assert ["Prøv igjen om" in text for text in told] == [False, True, False]
    assert WHO not in caplog.text


def stopped_before_it_was_sent(kept: Teams, connector: Connector, key: str) -> None:
    """As if the server had stopped between the answer and its being sent."""
    activity = connector.activity(WHO, "channel")
    incoming = Incoming(
        activity_id=activity["id"],
        conversation=activity["conversation"]["id"],
        key=key,
        is_shared=True,
        text=WHO,
        pressed=None,
        sender=activity["from"]["aadObjectId"],
        sender_name="",
        tenant=TENANT,
        language="nb",
        account="29:x",
        service_url=connector.service_url,
    )
    with kept._transaction() as session:
        asked = datetime.now(UTC) - timedelta(minutes=1)
        session.add(TeamsActivityRow(digest="f" * 64, key=key, at=asked, question=incoming.written()))
