import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.readiness import MENDS, Readiness
from assistant.service import Assistant
from corpus.health import Probed
from corpus.library import Library
from tests.assistant.web.visitor import Visitor

WELL = dict.fromkeys(("database", "vectors", "model", "disk"), "ok")


def test_a_server_that_is_ready_says_what_it_holds(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["documents"], ready["measures"]) == ("ready", 2, 4)
    assert ready["parts"] == WELL


def test_before_the_library_is_open_the_process_is_up_and_not_ready(settings: Settings) -> None:
    client = Visitor(create_app(settings), base_url="http://127.0.0.1:8000")
    assert client.get("/healthz").status_code == 200
    for path in ("/readyz", "/api/v1/documents"):
        response = client.get(path)
        assert response.status_code == 503
        assert response.headers["content-type"] == "application/problem+json"
    assert "Ikke klar" in client.get("/").text


def test_the_server_says_where_it_is_while_it_runs(settings: Settings) -> None:
    said = Path(settings.data_dir / "server.json")
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000"):
        assert '"address": "http://127.0.0.1:8000"' in said.read_text(encoding="utf-8")
    assert not said.exists()


@pytest.fixture
def broken(with_plans: Settings) -> Iterator[tuple[TestClient, Library]]:
    """A client of a server over a library that may be broken."""
    with open_library(with_plans) as library:
        made, jobs = create_app(with_plans), Jobs(library)
        made.state.services = Services(Assistant(library), jobs)
        yield Visitor(made, base_url="http://127.0.0.1:8000"), library
        jobs.close()


def not_ready(client: TestClient, part: str) -> None:
    """That the server says of this part, and of no other, that it is not well, and what to do."""
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["parts"] == {**WELL, part: "failed"}
    assert told["detail"] == MENDS[part]  # type: ignore[index]


def test_a_server_without_its_vectors_says_so_until_they_are_back(broken: tuple[TestClient, Library]) -> None:
    client, library = broken
    assert client.get("/readyz").json()["parts"] == WELL
    library._dense.clear()
    not_ready(client, "vectors")
    library.rebuild()
    assert client.get("/readyz").json()["parts"] == WELL


def test_a_server_without_its_database_says_so(broken: tuple[TestClient, Library], with_plans: Settings) -> None:
    client, library = broken
    library._catalogue.close()
    file = with_plans.data_dir / "catalogue.sqlite3"
    kept = file.rename(file.with_suffix(".kept"))
    not_ready(client, "database")
    library._catalogue.close()
    kept.rename(file)
    assert client.get("/readyz").status_code == 200


def test_a_full_disk_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.readiness.LEAST_ROOM", 2**62)
    not_ready(client, "disk")


def test_a_part_that_hangs_keeps_nobody_waiting_and_is_asked_once_at_a_time(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = threading.Event(), []

    def hang() -> bool:
        asked.append(1)
        return answers.wait(30)

    probes: dict[Probed, Callable[[], bool]] = {**library.probes(), "database": hang}
    monkeypatch.setattr(library, "probes", lambda: probes)
    readiness = Readiness(library)
    for _ in range(3):
        assert readiness.states(tmp_path, patience=0.05)["database"] == "slow"
    assert len(asked) == 1
    answers.set()
    assert readiness.states(tmp_path, patience=30) == WELL
