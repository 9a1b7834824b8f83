"""How often somebody may say what they think of answers: as on the web."""

import shutil
from pathlib import Path
from typing import Any

from assistant.teams.incoming import digest
from tests.assistant.teams.wire.conftest import Deliver, Serve
from tests.assistant.teams.wire.connector import TENANT, Connector


def thumb(connector: Connector, sent_id: str | None) -> dict[str, Any]:
    value = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": "{}"}}
    return connector.invoke("message/submitAction", value, replyToId=sent_id)


def is_noted(deliver: Deliver, connector: Connector, sent_id: str) -> bool:
    """Whether it is known here which answer a message is."""
    place = connector.conversation("personal")["id"]
    key, told = digest(deliver.settings, TENANT, place), digest(deliver.settings, "sent", place, sent_id)
    return deliver.library.teams.message_of(key, told) is not None


def test_thumbs_without_end_are_counted_as_those_of_the_web_are(
    connector: Connector, serve: Serve, plans_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(plans_data, tmp_path / "data"))
    with serve(data, limit_ask="off", limit_other="2/minute") as deliver:
        deliver(connector.activity("Hvem har ansvar for Bibliotekkasse?"))
        (answer,) = connector.wait_for(1)
        sent_id = answer.given_id or answer.body["id"]
        connector.wait(lambda: is_noted(deliver, connector, sent_id))  # nobody has a thumb up as soon as a program
        for _ in range(3):
            assert deliver(thumb(connector, sent_id)).status_code == 200
        told = connector.wait_for(2)[1].body["text"]
        assert "Prøv igjen om" in told
