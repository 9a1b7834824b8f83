"""A server that can be killed, and started again where it was, as whoever looks after services does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import MappingProxyType

import httpx

from assistant.api.owner import COOKIE, new_cookie
from assistant.config import PREFIX
from tests.servers import free_port

COMMAND = "from assistant.cli import main; main()"
STARTED_WITHIN = 120.0  # seconds, on a busy machine
_NOTHING: Mapping[str, str] = MappingProxyType({})
_ROOT = Path(__file__).parents[2]
_UNLIMITED = {f"LIMIT_{kind}": "off" for kind in ("ASK", "UPLOAD", "EXPORT", "OTHER")}


class Served:
    """`planassistent serve` on a port of its own, over a data directory; nobody is held back by limits."""

    def __init__(
        self,
        data: Path,
        model_dir: Path,
        *arguments: str,
        code: str = COMMAND,
        within: Sequence[str] = (),
        environment: Mapping[str, str] = _NOTHING,
        settings: Mapping[str, str] = _NOTHING,
    ) -> None:
        """`within` is a command that runs the server's, `environment` what it is given beside the settings."""
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = data.parent / "log"
        self.settings = settings
        said = {"DATA_DIR": str(data), "MODEL_DIR": str(model_dir), **_UNLIMITED, **settings}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self._environment = kept | {f"{PREFIX}{name}": value for name, value in said.items()} | dict(environment)
        self._command = [*within, sys.executable, "-c", code, "serve", "--port", str(self.port), *arguments]
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None
        self._clients = ExitStack()

    def __enter__(self) -> "Served":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._clients.close()
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STARTED_WITHIN)
            except subprocess.TimeoutExpired:
                self._process.kill()
                raise

    @property
    def pid(self) -> int:
        """The process that was started."""
        assert self._process is not None
        return self._process.pid

    @property
    def data(self) -> Path:
        """The data directory as the server sees it, which may have file systems of its own."""
        return Path(f"/proc/{self.pid}/root{self._data}")

    @property
    def log(self) -> str:
        """What it wrote, all starts together."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def browser(self) -> httpx.Client:
        """Somebody's, with a cookie of its own; it is closed with the server."""
        client = httpx.Client(base_url=self.address, timeout=60, cookies={COOKIE: new_cookie()})
        return self._clients.enter_context(client)

    def run(self, *arguments: str) -> str:
        """What a command prints that is given beside the server; it may not fail."""
        command = [sys.executable, "-c", COMMAND, *arguments]
        done = subprocess.run(
            command, cwd=_ROOT, env=self._environment, capture_output=True, text=True, timeout=STARTED_WITHIN
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        """Returns once it can answer."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=_ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + STARTED_WITHIN
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise ChildProcessError(self.log[-3_000:])
            time.sleep(0.1)

    def kill(self) -> None:
        """Ends the process as the kernel does when memory is short: nothing is said and nothing closed."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def is_ready(self) -> bool:
        """Whether it says that it can answer."""
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.address}/readyz", timeout=5).is_success
        return False
