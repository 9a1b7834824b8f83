"""What several people say of one answer that all of them read."""

from datetime import UTC, datetime
from typing import Any

from tests.assistant.teams.wire.conftest import Deliver
from tests.assistant.teams.wire.connector import KARI, OLA, Connector

FAR = datetime(9999, 1, 1, tzinfo=UTC)


def test_each_in_a_group_has_a_thumb_of_their_own_and_their_last_counts(connector: Connector, deliver: Deliver) -> None:
    deliver(connector.activity("Hvem har ansvar for Bibliotekkasse?", "groupChat"))
    (answer,) = connector.wait_for(1)
    connector.wait(lambda: not deliver.library.teams.outbox.due(FAR))
    for sender, reaction in ((KARI, "dislike"), (OLA, "like"), (KARI, "like"), (KARI, "dislike")):
        value: dict[str, Any] = {"actionName": "feedback", "actionValue": {"reaction": reaction, "feedback": "{}"}}
        said = connector.invoke("message/submitAction", value, "groupChat", sender=sender, replyToId=answer.given_id)
        assert deliver(said).status_code == 200
    assert len(connector.messages) == 1
    kept = deliver.library.feedback.list()
    assert sorted(one.helpful for one in kept if one.message_id == kept[0].message_id) == [False, True]
    assert not any(name in str(one) for one in kept for name in (KARI, OLA))
