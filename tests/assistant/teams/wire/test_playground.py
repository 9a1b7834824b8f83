"""The Agents Playground of a developer is answered without a token, and nobody else is."""

from pathlib import Path
from typing import Any

from tests.assistant.teams.wire.conftest import Deliver, Serve
from tests.assistant.teams.wire.connector import Connector

FAKE = "00000000-0000-0000-0000-0000000000001"


def of_playground(connector: Connector, text: str) -> dict[str, Any]:
    """As the Playground writes it: ids that are no GUIDs, and another bot."""
    sent = connector.activity(text)
    sent["from"]["aadObjectId"] = FAKE
    return {
        **sent,
        "recipient": {"id": FAKE, "name": "Test Bot"},
        "conversation": {**sent["conversation"], "tenantId": FAKE},
        "channelData": {"tenant": {"id": FAKE}},
    }


def test_the_playground_is_answered_at_the_machine_alone(serve: Serve, connector: Connector, tmp_path: Path) -> None:
    connector.expects = "Bearer playground"
    with serve(tmp_path / "data", teams_playground=True) as deliver:
        assert deliver.unsigned(of_playground(connector, "/hjelp")).status_code == 200
        (message,) = connector.wait_for(1)
        assert message.body["attachments"]
        assert connector.hits == []
        handed_on = ({"X-Forwarded-For": "10.0.0.1"}, {"Host": "planer.kommune.no"}, {"Authorization": "Bearer a.b.c"})
        assert [deliver.unsigned(of_playground(connector, "/hjelp"), **said).status_code for said in handed_on] == [
            401
        ] * 3
        assert deliver(of_playground(connector, "/hjelp")).status_code == 401
    assert len(connector.messages) == 1


def test_a_server_that_is_not_told_of_it_answers_no_playground(deliver: Deliver, connector: Connector) -> None:
    assert deliver.unsigned(of_playground(connector, "/hjelp")).status_code == 401
