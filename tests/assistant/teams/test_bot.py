"""What the bot takes of what was delivered, by the keys of a Playground in the place of Microsoft's."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.teams.bot import Bot
from assistant.teams.incoming import Incoming
from assistant.teams.playground import Playground
from tests.assistant.teams.test_playground import SENT, settings

HOME = "cccccccc-0000-0000-0000-000000000003"
OBJECT = "bbbbbbbb-0000-0000-0000-000000000002"
MORE = {"id": "1", "channelData": {}, "conversation": {"id": "a", "conversationType": "personal"}}


class Delivered:
    """A bot, and what it took."""

    def __init__(self) -> None:
        said = settings()
        self.taken: list[Incoming] = []
        self.playground = Playground(said)
        self.bot = Bot(said, self.taken.append, invokes=None, keys=self.playground.keys)  # type: ignore[arg-type]
        asyncio.run(self.bot.start())

    def __call__(self, **sender: Any) -> int:
        """The status of a message of a sender."""
        authorization, body = self.playground.signed("", {**SENT, **MORE})
        body["from"] = {"id": "29:kari", "aadObjectId": OBJECT, **sender}
        return asyncio.run(self.bot.deliver({"authorization": authorization}, body)).status


@pytest.fixture
def deliver() -> Iterator[Delivered]:
    made = Delivered()
    yield made
    made.bot.close()


@pytest.mark.parametrize("said", [{"tenantId": HOME.upper()}, {"properties": {"tenantId": HOME}}])
def test_where_a_sender_is_from_is_what_teams_says_of_them(deliver: Delivered, said: dict[str, Any]) -> None:
    assert deliver(**said) == 200
    assert (deliver.taken[0].home, deliver.taken[0].tenant) == (HOME, deliver.playground._tenant)
    assert deliver() == 200
    assert deliver.taken[1].home is None


def test_a_message_without_an_object_id_is_taken_so_that_whoever_wrote_it_is_told(
    deliver: Delivered, caplog: pytest.LogCaptureFixture
) -> None:
    assert deliver(aadObjectId=None, name="Kari Nordmann") == 200
    assert [one.sender for one in deliver.taken] == [""]
    assert "no object id" in caplog.text
    assert "Kari" not in caplog.text


def test_a_message_of_another_bot_is_not_answered(deliver: Delivered, caplog: pytest.LogCaptureFixture) -> None:
    assert deliver(id="28:another", aadObjectId=None) == 200
    assert deliver.taken == []
    assert "another bot" in caplog.text


def test_a_key_that_does_not_speak_for_teams_is_refused(deliver: Delivered, caplog: pytest.LogCaptureFixture) -> None:
    (key,) = deliver.playground.keys._told["keys"]
    key["endorsements"] = ["webchat"]
    assert deliver() == 403
    assert deliver.taken == []
    assert "does not speak for Teams" in caplog.text
    key["endorsements"] = ["webchat", "msteams"]
    assert deliver() == 200
