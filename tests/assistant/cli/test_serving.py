import contextlib
import gc
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from assistant.cli import patience, serving
from assistant.cli.serving import server_config
from tests.assistant.cli.shell import RUN, Shell, failed, wait_until_ready
from tests.conftest import PLAN_ID


def test_a_server_without_them_starts_and_warns(shell: Shell, tmp_path: Path) -> None:
    shell.code = (
        f"from pathlib import Path; from assistant.web import assets; assets.VENDOR = Path({str(tmp_path)!r}); {RUN}"
    )
    process = shell.process("serve", "--port", "0")
    assert process.stdout is not None
    address = process.stdout.readline().strip().rpartition(" ")[2]
    wait_until_ready(address)
    process.terminate()
    _, told = process.communicate(timeout=30)
    assert told.startswith("advarsel: stilark og skript er ikke hentet")
    assert told.count("\n") == 1


def test_a_port_that_is_taken_is_told(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert f"port {port} på «127.0.0.1» (porten er i bruk)" in failed(shell.run("serve", "--port", port))
    assert gc.isenabled()


def test_a_server_throws_away_what_nobody_needs_as_soon_as_it_has_started(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        told.append(("starts", gc.isenabled()))
        yield

    async def served(*_: object, **__: object) -> None:
        told.append(("serves", gc.isenabled()))

    monkeypatch.setattr("assistant.logs.set_up", lambda *_: None)
    monkeypatch.setattr("assistant.app.create_app", lambda _: FastAPI(lifespan=lifespan))
    monkeypatch.setattr("uvicorn.Server.serve", served)
    assert shell.run("serve", "--port", "0").exit_code == 0
    assert told == [("starts", False), ("serves", True)]


def test_while_a_server_runs_commands_go_through_it(served: tuple[Shell, str], tmp_path: Path) -> None:
    shell, address = served
    assert shell.json("ask", "Hvem har ansvar for bibliotekkasse?")["citations"][0]["document_id"] == PLAN_ID
    assert shell.json("search", "bøker", "--limit", "1", "--document", PLAN_ID)[0]["page"] == 3
    assert len(shell.json("measures", "--year", "2026", "--responsible", "barnehagene", "--sharing", "shared")) == 2
    assert f"tjenesten på {address}" in shell.run("doctor").stdout
    file = tmp_path / "tur.txt"
    file.write_text("Turen er til fjorden hver onsdag.", encoding="utf-8")
    (tmp_path / "bilde.txt").write_bytes(b"\0")
    result = shell.run("ingest", tmp_path, "--issuer", "Fjellvik", "--json")
    refused, indexed = [json.loads(line) for line in result.stdout.splitlines()]
    assert (refused["status"], refused["file"]) == ("refused", str(tmp_path / "bilde.txt"))
    assert (indexed["status"], indexed["id"]) == ("indexed", "tur")
    assert httpx.get(f"{address}/api/v1/documents/tur", trust_env=False).json()["issuer"] == "Fjellvik"
    assert shell.run("remove", "tur").exit_code == 0
    assert len(shell.json("documents")) == 2


def test_while_a_server_runs_the_indexes_are_not_rebuilt(served: tuple[Shell, str]) -> None:
    shell, address = served
    assert f"tjenesten på {address} bruker indeksene" in failed(shell.run("rebuild"))


def test_while_a_server_runs_a_backup_is_taken_and_none_restored(served: tuple[Shell, str], tmp_path: Path) -> None:
    shell, address = served
    target = tmp_path / "kopi.zip"
    assert shell.json("backup", target)["tables"]["document"]["rows"] >= 2
    assert f"i bruk av tjenesten på {address}" in failed(shell.run("restore", target, "--replace", "--yes"))


def test_a_second_server_is_refused(served: tuple[Shell, str]) -> None:
    shell, address = served
    assert f"i bruk av tjenesten på {address}" in failed(shell.run("serve", "--port", "0"))


def test_while_a_server_runs_duties_and_checks_come_from_it(served: tuple[Shell, str]) -> None:
    shell, _ = served
    rows = shell.json("duties", "--document", PLAN_ID, "--responsible", "barnehagene")
    assert [row["page"] for row in rows] == [2, 3, 4]
    report = shell.json("check", PLAN_ID, "--language", "nn")
    assert [finding["kind"] for finding in report["findings"]] == ["wordings_differ"]
    assert "fleire stader" in report["findings"][0]["message"]
    assert "«nei»" in failed(shell.run("check", "nei"))
    assert "«nei»" in failed(shell.run("duties", "--document", "nei"))


def test_while_a_server_runs_personal_data_are_kept_out_unless_they_are_allowed(
    served: tuple[Shell, str], tmp_path: Path
) -> None:
    shell, _ = served
    listed = tmp_path / "liste.txt"
    listed.write_text("Turliste\n\nJenta Emma Nordmann er med på turen.", encoding="utf-8")
    refused = json.loads(shell.run("ingest", listed, "--json").stdout)
    assert (refused["status"], refused["personal_data"][0]["kind"]) == ("refused", "named_child")
    assert "--allow-personal-data" in refused["reason"]
    allowed = json.loads(shell.run("ingest", listed, "--allow-personal-data", "--json").stdout)
    assert (allowed["status"], allowed["personal_data"]) == ("indexed", refused["personal_data"])
    assert shell.run("remove", "liste").exit_code == 0


@contextlib.contextmanager
def listening(app: FastAPI, trusted_proxies: str = "") -> Iterator[str]:
    """The address of an application that is served as `serve` does."""
    server = uvicorn.Server(server_config(app, trusted_proxies))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = threading.Thread(target=server.run, args=([taken],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_headers_without_end_are_cut_off() -> None:
    with listening(FastAPI()) as address:
        assert httpx.get(f"{address}/?{'y' * 30_000}", trust_env=False).status_code == 404
        with contextlib.suppress(httpx.TransportError):  # or it is closed on what is still being sent
            answer = httpx.get(address, headers={"X-Long": "y" * 10**6}, trust_env=False)
            assert answer.status_code == 400


@pytest.mark.parametrize(
    ("trusted", "client", "scheme"),
    [
        ("", "127.0.0.1", "http"),
        ("192.0.2.9", "127.0.0.1", "http"),
        ("127.0.0.1", "192.0.2.7", "https"),
        ("127.0.0.0/8,::1", "192.0.2.7", "https"),
    ],
)
def test_only_proxies_that_are_named_are_believed(
    monkeypatch: pytest.MonkeyPatch, trusted: str, client: str, scheme: str
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")  # uvicorn's own setting
    app = FastAPI()

    @app.get("/")
    def told(request: Request) -> list[str]:
        return [request.client.host if request.client else "", request.url.scheme]

    said = {"X-Forwarded-For": "203.0.113.1, 192.0.2.7", "X-Forwarded-Proto": "https"}
    with listening(app, trusted) as address:
        answer = httpx.get(address, headers=said, trust_env=False)
    assert answer.json() == [client, scheme]
    assert "server" not in answer.headers


def connected(address: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])))


@pytest.mark.parametrize("pause", [0.05, 9.0], ids=["a byte now and then", "silence"])
@pytest.mark.parametrize("before", [b"", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"], ids=["at first", "after another"])
def test_a_head_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, pause: float, before: bytes) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.5)
    with (
        listening(FastAPI()) as address,
        socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as sent,
    ):
        sent.sendall(before)
        if before:
            assert sent.recv(10_000).startswith(b"HTTP/1.1 404")
        sent.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        begun = time.monotonic()
        sent.settimeout(min(pause, 5))
        while time.monotonic() - begun < 5:
            try:
                if not sent.recv(1):
                    break
            except TimeoutError:
                sent.sendall(b"a")
            except ConnectionError:
                break
        assert 0.3 < time.monotonic() - begun < 4


def test_a_request_that_takes_long_to_answer_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.3)
    app = FastAPI()

    @app.get("/")
    def long() -> str:
        time.sleep(1)
        return "done"

    with listening(app) as address, httpx.Client(trust_env=False) as client:
        assert [client.get(address).json() for _ in range(2)] == ["done"] * 2


def test_of_too_many_connections_the_last_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_MOST_CONNECTIONS", 3)
    app = FastAPI()
    with listening(app) as address, contextlib.ExitStack() as held:
        for _ in range(3):
            held.enter_context(connected(address))
        assert httpx.get(address, trust_env=False).status_code == 503
