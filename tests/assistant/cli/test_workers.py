"""Real server processes on one real PostgreSQL and Chroma server."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.browser.server import running
from tests.servers import free_port

_SOON = 60.0
_KEY = "pZ3vR8kQ1mX7cT5wY9bN2dF6hJ4gL0sA"
_PLAN = "Turplan for barnehagene\n\nBarnehagene skal gå på tur i skogen hver uke.\n"


def eventually(happened: Callable[[], bool]) -> float:
    """How long it took."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < _SOON
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture
def shared(catalogue_url: str, chroma_url: str) -> dict[str, str]:
    return {"DATABASE_URL": catalogue_url, "CHROMA_URL": chroma_url, "SECRET_KEY": _KEY}


@pytest.fixture
def pair(tmp_path: Path, embedding_model_dir: Path, shared: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The addresses of two servers that share nothing but the stores."""
    with ExitStack() as stack:
        made = [running(tmp_path / name, embedding_model_dir, 0, **shared) for name in ("one", "other")]
        one, other = (stack.enter_context(server)[0] for server in made)
        yield one, other


def documents(address: str) -> list[str]:
    return [found["id"] for found in httpx.get(f"{address}/api/v1/documents", timeout=60).raise_for_status().json()]


def found(address: str) -> list[str]:
    asked = {"query": "tur i skogen", "limit": 5}
    hits = httpx.post(f"{address}/api/v1/search", json=asked, timeout=60).raise_for_status().json()
    return [hit["document_id"] for hit in hits]


def upload(address: str) -> str:
    """The id of a document that a server has read in."""
    sent = httpx.post(
        f"{address}/api/v1/documents",
        files={"file": ("tur.txt", _PLAN.encode(), "text/plain")},
        data={"metadata": '{"title": "Turplan", "issuer": "Elvedal"}'},
        timeout=60,
    )
    job = sent.raise_for_status().headers["Location"]
    eventually(lambda: httpx.get(f"{address}{job}", timeout=60).json()["status"] == "done")
    return documents(address)[0]


def test_two_servers_on_the_same_stores_are_one_service(pair: tuple[str, str]) -> None:
    one, other = pair
    document_id = upload(one)
    print(f"shown by the other after {eventually(lambda: documents(other) == [document_id]):.2f} s")
    assert found(other) == [document_id]
    httpx.delete(f"{one}/api/v1/documents/{document_id}", timeout=60).raise_for_status()
    assert documents(other) == []
    assert found(other) == []


@pytest.mark.slow
def test_a_worker_that_falls_is_started_again_and_all_end_with_their_parent(
    tmp_path: Path, embedding_model_dir: Path, shared: dict[str, str]
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running(tmp_path, embedding_model_dir, port, WORKERS="2", **shared) as (_, parent):
        eventually(lambda: len(alive(address)) == 2)
        fallen = alive(address)[0]
        os.kill(fallen, signal.SIGKILL)
        eventually(lambda: len(set(alive(address)) - {fallen}) == 2)
        assert httpx.get(f"{address}/healthz").is_success
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(60) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/healthz")


def alive(address: str) -> list[int]:
    """The processes that answer."""
    workers = httpx.get(f"{address}/api/v1/index", timeout=60).raise_for_status().json()["workers"]
    return [worker["pid"] for worker in workers if worker["is_alive"]]


def test_several_processes_on_one_machine_s_stores_are_refused(tmp_path: Path, embedding_model_dir: Path) -> None:
    with pytest.raises(AssertionError), running(tmp_path, embedding_model_dir, WORKERS="2"):
        pass
