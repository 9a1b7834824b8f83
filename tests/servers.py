"""Real servers for the tests: a PostgreSQL cluster and a Chroma server on loopback, one of each for a test process.

They are started when the first test asks for them, live in folders of their own, and end with the tests. Each test has
databases that nobody used before. Without Debian's `postgresql`, the tests that need it are skipped and say so.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import httpx
import pytest
from sqlalchemy import create_engine, text

from corpus.store.catalogue import Catalogue
from corpus.store.schema import Base

_WAIT = 60.0
_OWNER = "postgres"
_DRIVER = "postgresql+pg8000"
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
# What a power cut would lose is of no matter here; how many may connect is, as every engine keeps some open.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}
# Chroma's own program, without the two seconds that its command takes to import what starting does not need.
_CHROMA = "import sys, chromadb_rust_bindings as chroma; chroma.cli(['chroma', *sys.argv[1:]])"


class Server:
    """A program with a folder and a port, which can be stopped, killed and started again."""

    def __init__(self, command: list[str], folder: Path, answers: Callable[[], bool], stop: signal.Signals) -> None:
        self._command, self._folder, self._answers, self._stop = command, folder, answers, stop
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once it answers."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log, cwd=self._folder)
        until = time.monotonic() + _WAIT
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError((self._folder / "log").read_text(errors="replace")[-2_000:])
            time.sleep(0.02)

    def stop(self, how: signal.Signals | None = None) -> None:
        """Ends it, and the connections to it."""
        if self._process is not None:
            self._process.send_signal(how or self._stop)
            self._process.wait(_WAIT)
            self._process = None

    def restart(self) -> None:
        """Ends it and starts it again where it was."""
        self.stop()
        self.start()


@dataclass(frozen=True)
class PostgreSQL:
    """A cluster of PostgreSQL."""

    server: Server
    port: int

    @classmethod
    def made(cls, folder: Path) -> "PostgreSQL":
        """A new cluster in a folder, started."""
        if os.geteuid() == 0:
            shutil.chown(folder, _OWNER)
        port, data = free_port(), str(folder / "data")
        made = ["initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(_as_owner(made), check=True, capture_output=True, cwd=folder)
        command = ["postgres", "-D", data, "-p", str(port)]
        for name, value in _SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        # SIGINT: connections are ended, and nothing is lost.
        found = cls(Server(_as_owner(command), folder, lambda: _connects(port), signal.SIGINT), port)
        found.server.start()
        return found

    def address(self, database: str) -> str:
        """The URL of a database of the cluster."""
        return f"{_DRIVER}://{_OWNER}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new and empty database, which goes with whoever is connected to it."""
        name = f"t{uuid.uuid4().hex}"
        self.administer(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        try:
            yield self.address(name)
        finally:
            self.administer(f"DROP DATABASE {name} WITH (FORCE)")

    def administer(self, statement: str) -> None:
        """Executes a statement outside of any transaction."""
        engine = create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@dataclass(frozen=True)
class Chroma:
    """A Chroma server."""

    server: Server
    port: int

    @classmethod
    def made(cls, folder: Path) -> "Chroma":
        """A new server with its files in a folder, started."""
        port = free_port()
        command = [sys.executable, "-c", _CHROMA, "run", "--path", str(folder / "data")]
        command += ["--host", "127.0.0.1", "--port", str(port)]
        found = cls(Server(command, folder, lambda: _beats(port), signal.SIGTERM), port)
        found.server.start()
        return found

    def database(self) -> str:
        """The URL of a new and empty database."""
        return f"http://127.0.0.1:{self.port}/t{uuid.uuid4().hex}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The PostgreSQL of this test process."""
    if not _BINARIES:
        pytest.skip("needs PostgreSQL: sudo apt-get install postgresql")
    with _folder("postgresql") as folder:
        found = PostgreSQL.made(folder)
        try:
            yield found
        finally:
            found.server.stop(signal.SIGQUIT)


@pytest.fixture(scope="session")
def chroma() -> Iterator[Chroma]:
    """The Chroma server of this test process."""
    with _folder("chroma") as folder:
        found = Chroma.made(folder)
        try:
            yield found
        finally:
            found.server.stop()


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of a test's own."""
    with postgresql.database() as url:
        yield url


@pytest.fixture(scope="session")
def _emptied(postgresql: PostgreSQL) -> Iterator[str]:
    """The URL of a database with all tables, and a copy of the few rows that these have from the first in a schema."""
    with postgresql.database() as url:
        Catalogue(url).close()
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA made"))
            for table in Base.metadata.tables:
                connection.execute(text(f"CREATE TABLE made.{table} AS SELECT * FROM {table}"))
        engine.dispose()
        yield url


@pytest.fixture
def catalogue_url(_emptied: str) -> str:
    """The URL of a PostgreSQL database with all tables, and nothing in them: there sooner than a new one."""
    engine = create_engine(_emptied)
    own = "datname = current_database() AND pid <> pg_backend_pid()"
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {own}"))
        connection.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY CASCADE"))
        for table in Base.metadata.sorted_tables:
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM made.{table}"))
    engine.dispose()
    return _emptied


@pytest.fixture
def catalogues(catalogue_url: str) -> Iterator[tuple[Catalogue, Catalogue]]:
    """That database as two processes have it open."""
    opened = Catalogue(catalogue_url), Catalogue(catalogue_url)
    yield opened
    for catalogue in opened:
        catalogue.close()


@pytest.fixture
def chroma_url(chroma: Chroma) -> str:
    """The URL of an empty Chroma database of a test's own."""
    return chroma.database()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    """A folder that another user can be given: those of pytest are closed to others."""
    made = Path(mkdtemp(prefix=f"planassistent-{name}-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _as_owner(command: list[str]) -> list[str]:
    """A command of PostgreSQL, which refuses to be run by root."""
    program = [str(_BINARIES[-1] / command[0]), *command[1:]]
    if os.geteuid() != 0:
        return program
    return ["setpriv", f"--reuid={_OWNER}", f"--regid={_OWNER}", "--init-groups", "--", *program]


def _connects(port: int) -> bool:
    asked = [str(_BINARIES[-1] / "pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-q"]
    return subprocess.run(asked, check=False).returncode == 0


def _beats(port: int) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=1).is_success
    return False
