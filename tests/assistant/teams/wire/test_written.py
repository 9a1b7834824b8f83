"""Answers that a language model writes, told in Teams as they grow; and the plans quoted where it does not go on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.teams.messages.sent import claims
from tests.assistant.teams.wire.conftest import Deliver, Serve
from tests.assistant.teams.wire.connector import Connector
from tests.language_model.replies import ASKED, GOOD, HOURS, OWNERS, QUOTED
from tests.language_model.scripted import MODEL, Played, ScriptedServer, saying, serving

WITHIN = 3.0
"""Seconds that the server gives its model for an answer."""
_FIRST = GOOD.index("}]}") + 3  # letters of the reply until its first sentence is whole


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    with serving(lambda _: saying("")) as scripted:
        yield scripted


@pytest.fixture(scope="module")
def writing(
    serve: Serve, plans_data: Path, tmp_path_factory: pytest.TempPathFactory, model: ScriptedServer
) -> Iterator[Deliver]:
    """Delivers to a server of the made-up plans whose answers the model writes."""
    data = Path(shutil.copytree(plans_data, tmp_path_factory.mktemp("written") / "data"))
    said = {"llm_model": MODEL, "llm_base_url": model.base_url, "llm_timeout": WITHIN, "llm_pause_seconds": 0}
    with serve(data, limit_ask="off", llm_retries=0, **said) as delivering:
        yield delivering


Told = Callable[[Played], tuple[list[dict[str, Any]], dict[str, Any]]]


@pytest.fixture
def told(connector: Connector, writing: Deliver, model: ScriptedServer) -> Told:
    """What is told in a chat while the model plays something, and the message that stands there in the end."""

    def played(answer: Played) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        model.script = lambda _: answer
        writing(connector.activity(ASKED, locale="en-US"))
        message = connector.wait_for(1)[0].body
        return [sent.body for sent in connector.sent if not sent.is_message], message

    return played


def kinds(pieces: list[dict[str, Any]]) -> list[str]:
    """What each piece of a stream is."""
    return [piece["channelData"]["streamType"] for piece in pieces]


def test_an_answer_grows_sentence_by_sentence_and_ends_with_its_sources(told: Told) -> None:
    pieces, message = told(saying(GOOD + " " * 120, letters=10, delay=0.06))
    grown = [piece["text"] for piece in pieces if piece["channelData"]["streamType"] == "streaming"]
    assert kinds(pieces) == ["informative"] * (len(pieces) - 2) + ["streaming"] * 2
    assert "Leter i planene …" in (piece["text"] for piece in pieces)  # in the language of the question, not of Teams
    assert [OWNERS in grown[0], HOURS in grown[0], HOURS in grown[1]] == [True, False, True]
    assert message["text"].startswith(grown[1])
    assert grown[1].startswith(grown[0])
    assert message["channelData"]["streamType"] == "final"
    assert [claim["position"] for claim in claims(message)] == [1]
    assert "Handlingsplan for gode barnehager" in claims(message)[0]["appearance"]["name"]


@pytest.mark.parametrize(
    "played",
    [pytest.param(saying(GOOD, hangs_before=0), id="hangs"), pytest.param(Played(["no"], status=500), id="fails")],
)
def test_the_plans_are_quoted_where_the_model_says_nothing(told: Told, played: Played) -> None:
    pieces, message = told(played)
    assert set(kinds(pieces)) == {"informative"}
    assert message["text"].startswith(QUOTED)
    assert message["channelData"]["streamType"] == "final"
    assert claims(message)


@pytest.mark.slow
def test_what_was_told_stands_where_the_model_hangs_in_the_middle(told: Told) -> None:
    pieces, message = told(saying(GOOD, letters=_FIRST + 1, hangs_before=1))
    grown = [piece["text"] for piece in pieces if piece["channelData"]["streamType"] == "streaming"]
    assert [OWNERS in text for text in grown] == [True]
    assert message["text"].startswith(grown[0])
    assert HOURS not in message["text"]
    assert claims(message)
