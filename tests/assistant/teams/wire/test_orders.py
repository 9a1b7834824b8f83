"""What is no question: commands, buttons, what is said of answers, and being taken into a conversation."""

import json
from typing import Any

import pytest

from assistant.teams import buttons
from assistant.teams.incoming import digest
from corpus.store.audit import AuditFilter
from tests.assistant.teams.wire.conftest import Deliver
from tests.assistant.teams.wire.connector import TENANT, Connector, Sent

WHO = "Hvem har ansvar for Bibliotekkasse?"


def said(sent: Sent) -> str:
    """All words of a message and its cards."""
    return json.dumps(sent.body, ensure_ascii=False)


def pressed(
    connector: Connector, deliver: Deliver, button: buttons.Button, kind: str = "personal", locale: str = "nb-NO"
) -> Any:
    """What the press of a button is answered with."""
    action = {"type": "Action.Execute", "verb": "planassistent", "data": buttons.data(button)}
    response = deliver(
        connector.invoke("adaptiveCard/action", {"action": action, "trigger": "manual"}, kind, locale=locale)
    )
    assert response.status_code == 200
    return response.json()["value"]


def test_who_takes_the_assistant_in_is_greeted_once(connector: Connector, deliver: Deliver) -> None:
    activity = connector.activity(None, type="installationUpdate", action="add")
    assert [deliver(activity).status_code for _ in range(2)] == [200, 200]
    deliver(connector.activity("/hjelp"))
    greeting, help_ = connector.wait_for(2)
    assert "/dokumenter" in said(help_)
    assert "/dokumenter" not in said(greeting)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/dokumenter", "Håndbok for nye ansatte"),
        ("/tiltak Biblioteket", "Bibliotekkasse"),
        ("/kommune Fjellvik", "Fjellvik står nå først"),
        ("/kommune Byen", "Jeg har ingen planer for «Byen»"),
        ("/finnes-ikke", "/dokumenter"),
    ],
)
def test_a_command_is_done(connector: Connector, deliver: Deliver, command: str, words: str) -> None:
    deliver(connector.activity(command, "channel"))
    (message,) = connector.wait_for(1)
    assert words in said(message)


def test_the_help_that_hjelp_asks_for_is_norwegian_where_teams_is_in_english(
    connector: Connector, deliver: Deliver
) -> None:
    deliver(connector.activity("/hjelp", locale="en-US"))
    (message,) = connector.wait_for(1)
    assert "/dokumenter" in said(message)
    assert "/documents" not in said(message)


def test_whom_teams_does_not_name_is_not_sent_to_log_in_on_the_web(connector: Connector, deliver: Deliver) -> None:
    nobody: dict[str, Any] = {"from": {"id": "29:kari", "name": "Kari Nordmann", "aadObjectId": "kari"}}
    deliver(connector.activity(WHO, **nobody))
    (message,) = connector.wait_for(1)
    assert "Teams sier ikke hvem du er" in message.body["text"]
    assert "logg-inn" not in message.body["text"]


def test_rows_are_turned_in_their_card(connector: Connector, deliver: Deliver) -> None:
    assert "Bibliotekkasse" in json.dumps(pressed(connector, deliver, buttons.Listed(words="")))
    assert "finnes ikke lenger" in pressed(connector, deliver, buttons.All(message="0" * 32, rows="measures"))


def test_the_card_that_a_button_brings_is_in_the_language_of_the_card_that_it_stands_on(
    connector: Connector, deliver: Deliver
) -> None:
    """Teams was in English, and so was what a button of a Norwegian card brought."""
    deliver(connector.activity("/slett", "groupChat", locale="en-US"))
    (message,) = connector.wait_for(1)
    (card,) = (one["content"] for one in message.body["attachments"])
    kept = buttons.pressed(card["actions"][-1]["data"])
    assert kept == buttons.Keep(language="nb")
    assert pressed(connector, deliver, kept, "groupChat", "en-US")["lang"] == "nb"
    gone = buttons.All(message="0" * 32, rows="measures", language="nn")
    assert "finst ikkje lenger" in pressed(connector, deliver, gone, "groupChat", "en-US")


def test_a_conversation_is_deleted_when_that_is_meant(connector: Connector, deliver: Deliver) -> None:
    deliver(connector.activity(WHO, "groupChat"))
    connector.wait_for(1)
    assert conversations(deliver, connector) == 1
    deliver(connector.activity("slett", "groupChat"))
    connector.wait_for(2)
    assert "Ingenting er slettet" in json.dumps(pressed(connector, deliver, buttons.Keep(), "groupChat"))
    assert conversations(deliver, connector) == 1
    assert "slettet" in json.dumps(pressed(connector, deliver, buttons.Delete(), "groupChat"))
    assert conversations(deliver, connector) == 0


def conversations(deliver: Deliver, connector: Connector) -> int:
    """How many messages of the group are kept."""
    key = digest(deliver.settings, TENANT, connector.conversation("groupChat")["id"])
    known = deliver.library.teams.conversation(key).conversation_id
    return len(deliver.library.conversations.messages(known)) if known else 0


@pytest.mark.parametrize(
    ("written", "words"), [(json.dumps({"feedbackText": "Feil side"}), "Feil side"), ("Helt feil", "Helt feil")]
)
def test_what_is_said_of_an_answer_comes_to_those_who_look_through_it(
    connector: Connector, deliver: Deliver, written: str, words: str
) -> None:
    deliver(connector.activity(WHO))
    (message,) = connector.wait_for(1)
    told = {"reaction": "dislike", "feedback": written}
    sent_id = message.body["channelData"]["streamId"]
    feedback = connector.invoke("message/submitAction", {"actionName": "feedback", "actionValue": told})
    before = len(kept(deliver))
    connector.wait(
        lambda: deliver({**feedback, "replyToId": sent_id}).status_code == 200 and len(kept(deliver)) > before
    )
    (found,) = (one for one in kept(deliver) if one.text == words)
    assert (found.helpful, found.question) == (False, WHO)


def test_what_is_said_of_an_answer_that_teams_does_not_name_is_not_lost_silently(
    connector: Connector, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    """As the Agents Playground says it: of no message, and its words as they are."""
    before = kept(deliver)
    told = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": "Nyttig svar"}}
    assert deliver(connector.invoke("message/submitAction", told)).status_code == 200
    assert "ikke hvilket svar" in connector.wait_for(1)[0].body["text"]
    assert kept(deliver) == before
    assert "feedback that names no message" in caplog.text
    assert "Nyttig" not in caplog.text


def kept(deliver: Deliver) -> list[Any]:
    return deliver.library.feedback.list()


def test_personal_data_is_kept_nowhere(connector: Connector, deliver: Deliver) -> None:
    before = kept(deliver)
    deliver(connector.activity("Hva gjelder for Kari Nordmann, født 12.03.2019?", "groupChat"))
    (message,) = connector.wait_for(1)
    assert "Nordmann" not in message.body["text"]
    assert "2019" not in said(message)
    deliver(connector.activity(WHO, "groupChat"))
    sent_id = connector.wait_for(2)[-1].given_id
    told = {"reaction": "like", "feedback": json.dumps({"feedbackText": "Ring meg på 912 34 567"})}
    value = {"actionName": "feedback", "actionValue": told}
    deliver(connector.invoke("message/submitAction", value, "groupChat", replyToId=sent_id))
    assert "personopplysninger" in connector.wait_for(3)[-1].body["text"]
    assert kept(deliver) == before


def test_a_button_that_asks_is_a_question(connector: Connector, deliver: Deliver) -> None:
    data = buttons.data(buttons.Ask(question=WHO))
    deliver(connector.activity(None, "channel", value=data))
    assert "Biblioteket" in connector.wait_for(1)[0].body["text"]


def test_what_a_user_does_stands_in_the_audit_log(connector: Connector, deliver: Deliver) -> None:
    before = deliver.library.audit.count(AuditFilter(action="asked"))
    deliver(connector.activity(WHO))

    def told() -> bool:
        return deliver.library.audit.count(AuditFilter(action="asked")) > before

    connector.wait(told)
