"""Conversations of Teams know nothing of each other: threads of a channel, groups, and a chat with one person."""

import json
from typing import Any

import pytest

from assistant.teams import buttons
from assistant.teams.incoming import digest
from tests.assistant.teams.wire.conftest import Deliver
from tests.assistant.teams.wire.connector import TENANT, Connector, Sent

PLACES = (("channel", 1), ("channel", 2), ("groupChat", 1), ("groupChat", 2), ("personal", 1))
FIRST = (
    ("Når skal Svømmekurs for femåringer være?", "Oppvekst"),
    ("Når skal Besøksdag på skolen være?", "Skolene"),
    ("Når skal Bibliotekkasse sendes?", "Biblioteket"),
)
THEN = "Hvem har ansvaret for det?"


class Places:
    """Several conversations at once."""

    def __init__(self, connector: Connector, deliver: Deliver) -> None:
        self.connector = connector
        self.deliver = deliver

    def ask(self, place: int, text: str) -> Sent:
        """What is said to a question at a place."""
        kind, which = PLACES[place]
        where = self.connector.conversation(kind, which)
        before = self._said(where["id"])
        self.deliver(self.connector.activity(text, kind, conversation=where))
        self.connector.wait(lambda: len(self._said(where["id"])) > len(before))
        return self._said(where["id"])[-1]

    def invoke(self, place: int, name: str, value: Any, **more: Any) -> int:
        """The status of what is answered in place."""
        kind, which = PLACES[place]
        body = self.connector.invoke(name, value, kind, conversation=self.connector.conversation(kind, which), **more)
        return self.deliver(body).status_code

    def turns(self, place: int) -> int:
        """How many questions of a place are kept."""
        kind, which = PLACES[place]
        key = digest(self.deliver.settings, TENANT, self.connector.conversation(kind, which)["id"])
        known = self.deliver.library.teams.conversation(key).conversation_id
        return len(self.deliver.library.conversations.messages(known)) if known else 0

    def _said(self, conversation: str) -> list[Sent]:
        return [sent for sent in self.connector.messages if sent.conversation == conversation]


@pytest.fixture
def places(connector: Connector, deliver: Deliver) -> Places:
    return Places(connector, deliver)


def test_what_follows_up_leans_on_its_own_thread_and_what_is_deleted_is_gone_from_one(places: Places) -> None:
    for place in range(len(PLACES)):
        places.ask(place, FIRST[place % 3][0])
    for place in range(len(PLACES)):
        assert FIRST[place % 3][1] in places.ask(place, THEN).body["text"]
    delete = {"type": "Action.Execute", "verb": "planassistent", "data": buttons.data(buttons.Delete())}
    assert "Slett" in json.dumps(places.ask(1, "/slett").body)
    assert [places.turns(place) for place in range(len(PLACES))] == [2, 2, 2, 2, 2]
    assert places.invoke(1, "adaptiveCard/action", {"action": delete, "trigger": "manual"}) == 200
    assert [places.turns(place) for place in range(len(PLACES))] == [2, 0, 2, 2, 2]
    assert FIRST[1][1] not in places.ask(1, THEN).body["text"]
    assert FIRST[0][1] in places.ask(0, THEN).body["text"]


def test_what_is_said_of_answers_comes_from_each_place_and_of_its_own_only(places: Places) -> None:
    before = {one.message_id for one in places.deliver.library.feedback.list()}
    sent = [places.ask(place, FIRST[place % 3][0]) for place in range(len(PLACES))]
    ids = [one.body["channelData"].get("streamId") or one.given_id for one in sent]

    def told(place: int, of: int) -> int:
        said = {"reaction": "like", "feedback": json.dumps({"feedbackText": f"Bra, {place}"})}
        value = {"actionName": "feedback", "actionValue": said}
        return places.invoke(place, "message/submitAction", value, replyToId=ids[of])

    def kept() -> dict[str | None, str]:
        found = places.deliver.library.feedback.list()
        return {one.text: one.question for one in found if one.message_id not in before}

    assert told(0, of=2) == 200  # another's message
    assert kept() == {}
    for place in range(len(PLACES)):
        places.connector.wait(lambda place=place: told(place, of=place) == 200 and f"Bra, {place}" in kept())  # type: ignore[misc]
    assert kept() == {f"Bra, {place}": FIRST[place % 3][0] for place in range(len(PLACES))}


def test_what_is_changed_or_taken_away_is_not_answered(places: Places) -> None:
    connector, deliver = places.connector, places.deliver
    first = places.ask(0, FIRST[0][0])
    where = connector.conversation("channel")
    for more in (
        {"type": "messageUpdate", "channelData": {"tenant": {"id": TENANT}, "eventType": "editMessage"}},
        {"type": "messageDelete"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": first.given_id},
        {"type": "installationUpdate", "action": "remove"},
    ):
        assert deliver(connector.activity(FIRST[1][0], "channel", conversation=where, **more)).status_code == 200
    sent = len(connector.sent)
    places.ask(2, FIRST[2][0])
    assert {one.conversation for one in connector.sent[sent:]} == {connector.conversation("groupChat")["id"]}
