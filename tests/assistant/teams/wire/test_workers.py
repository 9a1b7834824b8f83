"""Two real server processes on one PostgreSQL and one Chroma server, and Microsoft's services made up."""

import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus.index.embedding import EmbeddingModel
from tests.assistant.teams.wire.connector import Connector, Step
from tests.browser.server import running
from tests.corpus.stores import OLD, Place, Stores
from tests.ingest.made_up import content_of

_SOON = 40.0
_QUESTION = "Hvem låner ut regntøy?"


@pytest.fixture
def begin(
    tmp_path: Path,
    embedding_model_dir: Path,
    embedding: EmbeddingModel,
    catalogue_url: str,
    chroma_url: str,
    connector: Connector,
) -> Callable[[str], Any]:
    """Begins a server on stores with a plan."""
    stores = Stores(tmp_path, Place(catalogue_url, chroma_url))
    stores.library(embedding).publish(OLD, content_of(OLD))
    stores.close()
    teams = connector.settings().items()
    said = {name.upper(): ",".join(value) if isinstance(value, tuple) else value for name, value in teams}
    said |= {"DATABASE_URL": catalogue_url, "CHROMA_URL": chroma_url, "OPEN_READING": "true", "LIMIT_ASK": "off"}
    return lambda name: running(tmp_path / name, embedding_model_dir, 0, **said)


def deliver(connector: Connector, address: str, text: str) -> None:
    taken = httpx.post(
        f"{address}/api/messages",
        json=connector.activity(text),
        headers={"Authorization": connector.bearer()},
        timeout=60,
    )
    assert taken.is_success


def told(connector: Connector) -> list[str]:
    """Which messages were sent, by what they say."""
    texts = [sent.body["text"] for sent in connector.messages]
    return ["answer" if "egntøy" in text else text.partition("sted-")[2][:1] for text in texts]


@pytest.mark.slow
def test_messages_to_two_servers_are_answered_once_and_in_order_and_by_the_other_where_one_is_killed(
    begin: Callable[[str], Any], connector: Connector
) -> None:
    with begin("one") as (one, process), begin("other") as (other, _):
        deliver(connector, other, _QUESTION)  # the one that started first is at the desk
        connector.wait(lambda: told(connector) == ["answer"], _SOON)
        places = cycle((other, one))
        for number in range(4):
            deliver(connector, next(places), f"/kommune sted-{number}")
            deliver(connector, next(places), _QUESTION)
            time.sleep(0.05)
        expected = ["answer"] + [said for number in "0123" for said in (number, "answer")]
        connector.wait(lambda: len(told(connector)) >= 9, _SOON)
        assert told(connector) == expected

        where = connector.conversation()["id"]
        gate = threading.Event()
        connector.scripts[where] = deque([Step(503, after=gate)])  # it hangs, and was not taken
        for number in range(4, 8):
            deliver(connector, next(places), f"/kommune sted-{number}")
            deliver(connector, next(places), _QUESTION)
        time.sleep(0.5)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        killed = time.monotonic()
        gate.set()
        deliver(connector, other, "/kommune sted-8")
        connector.wait(lambda: len(told(connector)) >= 10, _SOON)
        taken_over = time.monotonic() - killed
        print(f"the other answered after {taken_over:.1f} s")
        assert taken_over < 30
        expected += [said for number in "4567" for said in (number, "answer")] + ["8"]
        connector.wait(lambda: len(told(connector)) >= len(expected), _SOON)
        time.sleep(2)
        assert told(connector) == expected
