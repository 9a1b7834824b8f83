"""Real server processes on one real PostgreSQL and Chroma server."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from assistant.cli import workers as workers_module
from assistant.cli.workers import FD_VARIABLE, Workers
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


_FIRST_FAILS = """
import os, signal, time
def is_number(number):
    try:
        os.mkdir(number)
    except FileExistsError:
        return False
    return True
if is_number("1"):
    raise SystemExit(3)
if not is_number("2"):
    os.kill(os.getppid(), signal.SIGTERM)
time.sleep(60)
"""
"""The third, which comes in the place of the first, ends the test."""


def ended_with(command: str, monkeypatch: pytest.MonkeyPatch, directory: Path) -> int:
    """What two workers end with that run a command."""
    monkeypatch.chdir(directory)
    monkeypatch.setattr(workers_module, "_COMMAND", command)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return Workers(listening, 2).run()


def test_one_worker_that_fails_in_its_first_minute_ends_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ended_with(_FIRST_FAILS, monkeypatch, tmp_path) == 0


def test_workers_that_all_fail_at_their_start_are_not_started_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ended_with("raise SystemExit(3)", monkeypatch, tmp_path) == 3


_LOADING = """
import os, time
from assistant.cli import serving
def load(settings):
    os.write(1, str(os.getpid()).encode())
    time.sleep(60)
serving.build_missing_model = load
serving.serve(None, None, None)
"""
_ITS_PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1]], pass_fds=[int(sys.argv[2])])
time.sleep(60)
"""


def test_a_worker_whose_parent_is_killed_while_it_loads_ends_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        handle = str(listening.fileno())
        monkeypatch.setenv(FD_VARIABLE, handle)
        arguments = [sys.executable, "-c", _ITS_PARENT, _LOADING, handle]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, pass_fds=[int(handle)]) as parent:
            assert parent.stdout is not None
            pid = int(os.read(parent.stdout.fileno(), 20))
            parent.kill()
            if not select.select([parent.stdout], [], [], 10)[0]:  # it ends with the last who could write to it
                os.kill(pid, signal.SIGKILL)
                pytest.fail("it goes on")
