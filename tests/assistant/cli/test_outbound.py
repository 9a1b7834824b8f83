"""The server, and what it starts, call nobody."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from assistant.api.machine import KEY_HEADER
from assistant.app import create_app
from assistant.config import PREFIX, Settings
from assistant.opening import KEY_FILE
from tests.assistant.cli.shell import RUN, wait_until_ready
from tests.conftest import PLAN_ID, ROOT, write_plans
from tests.sockets import beyond, hooked, outbound, told, watched

pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel's tables are those of Linux")

PLANTED = "import socket; socket.setdefaulttimeout(.1)\ntry:\n {call}\nexcept OSError:\n pass\n"
CALLS = {
    "socket.connect 192.0.2.1": "socket.socket().connect(('192.0.2.1', 80))",
    "socket.getaddrinfo posthog.example": "socket.getaddrinfo('posthog.example', 443)",
    "socket.sendto 192.0.2.1": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'a', ('192.0.2.1', 53))",
    "socket.bind 0.0.0.0": "socket.create_server(('0.0.0.0', 0))",
}


class Watched:
    """Commands on one data directory, whose sockets are watched."""

    def __init__(self, folder: Path, model_dir: Path) -> None:
        self.data_dir = folder / "data"
        self.hook = folder / "hook"
        self.hook.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environment = {**kept, **hooked(self.hook), "HOME": str(folder)}
        environment["PYTHONPATH"] = os.pathsep.join([environment["PYTHONPATH"], str(ROOT)])
        self.environment = environment | {
            f"{PREFIX}DATA_DIR": str(self.data_dir),
            f"{PREFIX}MODEL_DIR": str(model_dir),
        }
        self.kernel: set[str] = set()

    def begin(self, *words: str, code: str = RUN) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", code, *words]
        return subprocess.Popen(command, env=self.environment, cwd=self.hook, stdout=subprocess.PIPE, text=True)

    def run(self, *words: str, code: str = RUN) -> None:
        with self.begin(*words, code=code) as process, watched(process.pid) as kernel:
            process.communicate(timeout=120)
        self.kernel |= kernel
        assert process.returncode == 0

    @contextmanager
    def serving(self) -> Iterator[httpx.Client]:
        with self.begin("serve", "--port", "0") as process, watched(process.pid) as kernel:
            try:
                assert process.stdout is not None
                address = process.stdout.readline().strip().rpartition(" ")[2]
                wait_until_ready(address)
                key = (self.data_dir / KEY_FILE).read_text(encoding="utf-8").strip()
                with httpx.Client(base_url=address, headers={KEY_HEADER: key}, trust_env=False, timeout=60) as client:
                    yield client
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)
        self.kernel |= kernel


@pytest.fixture
def commands(tmp_path: Path, embedding_model_dir: Path) -> Watched:
    """Commands on an empty data directory."""
    return Watched(tmp_path, embedding_model_dir)


@pytest.mark.parametrize("is_long", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["used", "rebuilt"])
def test_the_server_calls_nobody(commands: Watched, tmp_path: Path, is_long: bool) -> None:
    (tmp_path / "plans").mkdir()
    plans = write_plans(tmp_path / "plans")
    with commands.serving() as client:
        commands.run("ingest", str(plans))
        asked = client.post("/api/v1/ask", json={"question": "Hvem har ansvar for bibliotekkasse?"}).json()
        assert asked["citations"][0]["document_id"] == PLAN_ID
        assert client.post("/api/v1/search", json={"query": "svømmekurs"}).json()
        assert all_read(client, asked) > 60
        if is_long:
            assert client.post("/api/v1/index/rebuild").status_code == 202
            wait_for_jobs(client)
    if is_long:
        commands.run("rebuild")
        with commands.serving() as client:
            assert len(client.get("/api/v1/documents").json()) == 2
    events = told(commands.hook)
    assert any(event == "socket.bind" for event, _ in events), "the server is not watched"
    assert outbound(events) == set()
    assert commands.kernel == set()


def test_with_a_login_only_its_provider_is_called(commands: Watched) -> None:
    said = {"OIDC_ISSUER": "https://innlogging.example", "OIDC_CLIENT_ID": "plan", "PUBLIC_URL": "http://127.0.0.1"}
    said |= {"OIDC_CLIENT_SECRET": secrets.token_hex(32), "SECRET_KEY": secrets.token_hex(32)}
    commands.environment |= {f"{PREFIX}{name}": value for name, value in said.items()}
    with commands.serving() as client:
        assert client.get("/logg-inn").status_code < 600, "there is no such provider"
        assert client.get("/dokumenter").status_code == 200
    events = told(commands.hook)
    assert outbound(events) == {"socket.getaddrinfo innlogging.example"}
    assert outbound(events, frozenset({"innlogging.example"})) == set()


def all_read(client: httpx.Client, asked: dict[str, str]) -> int:
    """Asks for everything that can be read: how many addresses that were."""
    measure = client.get("/api/v1/measures").json()[0]["id"]
    duty = client.get("/api/v1/duties").json()[0]["id"]
    values = {"document_id": PLAN_ID, "other": PLAN_ID, "old": PLAN_ID, "new": PLAN_ID, "number": "1"}
    values |= {"measure_id": measure, "duty_id": duty, "conversation_id": asked["conversation_id"]}
    paths = {str(route.path) for route in iter_route_contexts(create_app(Settings()).routes) if _is_read(route)}
    for path in sorted(paths):
        for name, value in values.items():
            path = path.replace(f"{{{name}}}", value)
        answer = client.get(path.replace("{", "").replace("}", ""), params={"q": "plan"})
        assert answer.status_code < 500, path
    return len(paths)


def _is_read(route: object) -> bool:
    return "GET" in (getattr(route, "methods", None) or ())


def wait_for_jobs(client: httpx.Client) -> None:
    for _ in range(300):
        if all(job["status"] not in ("queued", "running") for job in client.get("/api/v1/jobs").json()):
            return
        time.sleep(0.1)
    pytest.fail("the rebuild took too long")


@pytest.mark.parametrize("call", CALLS)
def test_a_call_would_be_seen(commands: Watched, call: str) -> None:
    commands.run(code=PLANTED.format(call=CALLS[call]))
    assert outbound(told(commands.hook)) == {call}
    assert outbound(told(commands.hook), frozenset({call.partition(" ")[2]})) == set()


def test_a_call_below_python_would_be_seen(tmp_path: Path) -> None:
    """In the kernel's tables: of a process that tells nothing itself, and of its child."""
    child = "import socket, sys, time; s = socket.create_server(('0.0.0.0', 0)); print(1, flush=True); time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            assert beyond(process.pid) == {"tcp 0.0.0.0"}
        finally:
            os.killpg(process.pid, signal.SIGKILL)
