"""Two workers on PostgreSQL and a Chroma server: one is killed, and each of the stores goes away and comes back."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from tests.conftest import PLANS
from tests.faults.people import Sender, Writer
from tests.faults.scene import (
    assert_no_wrong_answer,
    assert_nothing_lost,
    assert_only_told_to_wait,
    scene,
)
from tests.faults.served import Served
from tests.servers import Chroma, PostgreSQL

pytestmark = pytest.mark.slow

_SECRET = "en hemmelighet for prøver, som er lang nok"
_WORKERS = 2
_AWAY = 3.0  # seconds: as long as a store takes to be started again
_STARTED_AGAIN_WITHIN = 60.0


@pytest.fixture(scope="module")
def served(
    postgresql: PostgreSQL, chroma: Chroma, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path
) -> Iterator[Served]:
    """Two workers over the shipped plans."""
    folder, index = tmp_path_factory.mktemp("shared"), chroma.database()
    with postgresql.database() as database:
        settings = {"DATABASE_URL": database, "CHROMA_URL": index, "SECRET_KEY": _SECRET}
        shared = {name.lower(): value for name, value in settings.items()}
        made = {"data_dir": folder / "data", "model_dir": embedding_model_dir, **shared}
        with open_library(Settings.model_validate(made)) as library:
            ingest_paths(library, [PLANS])
        workers = ("--workers", str(_WORKERS))
        with Served(folder / "data", embedding_model_dir, *workers, settings=settings) as running:
            await_workers(running, _WORKERS)
            yield running


def test_a_killed_worker_is_started_again_and_another_finishes_its_work(served: Served) -> None:
    found = scene(served, "worker killed, of two")
    writer, sender = Writer(served), Sender(served, "drept")

    def fault() -> None:
        os.kill(children(served.pid)[0], signal.SIGKILL)
        time.sleep(1)

    found.plays(fault, writer, sender)
    await_workers(served, _WORKERS)
    assert_no_wrong_answer(found)
    assert_only_told_to_wait(found, writer, sender, may_break=True)
    assert_nothing_lost(found, writer, sender)


def test_a_database_that_is_restarted_loses_nothing(served: Served, postgresql: PostgreSQL) -> None:
    found = scene(served, "database restarted")
    writer, sender = Writer(served), Sender(served, "database")

    def fault() -> None:
        postgresql.server.stop()
        time.sleep(_AWAY)
        postgresql.server.start()

    found.plays(fault, writer, sender)
    assert_no_wrong_answer(found)
    assert_only_told_to_wait(found, writer, sender)
    assert_nothing_lost(found, writer, sender)


def test_a_chroma_server_that_is_restarted_is_not_noticed(served: Served, chroma: Chroma) -> None:
    found = scene(served, "Chroma restarted", reads_all=True)
    writer = Writer(served)

    def fault() -> None:
        chroma.server.stop()
        time.sleep(_AWAY)
        chroma.server.start()

    found.plays(fault, writer)
    assert_no_wrong_answer(found)
    assert_only_told_to_wait(found, writer)
    assert_nothing_lost(found, writer)


def test_a_collection_deleted_on_the_chroma_server_is_made_anew(served: Served, chroma: Chroma) -> None:
    found = scene(served, "index deleted, on a server", reads_all=True)
    writer = Writer(served)
    parts = urlsplit(served.settings["CHROMA_URL"])

    def fault() -> None:
        client = chromadb.HttpClient(host="127.0.0.1", port=chroma.port, database=parts.path.strip("/"))
        client.delete_collection("passages")

    found.plays(fault, writer)
    assert_no_wrong_answer(found)
    assert_only_told_to_wait(found, writer)
    assert_nothing_lost(found, writer)


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text(encoding="ascii").split()
    ]


def await_workers(served: Served, number: int) -> None:
    """Returns once so many have said that they answer, and run."""
    until = time.monotonic() + _STARTED_AGAIN_WITHIN
    while len([one for one in children(served.pid) if f"(prosess {one})" in served.log]) < number:
        assert time.monotonic() < until, served.log[-3_000:]
        time.sleep(0.2)
