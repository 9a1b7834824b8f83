import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from tests.assistant.web.visitor import Visitor
from tests.conftest import ACTION_PLAN


@pytest.fixture
def here(settings: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine."""
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def finished(client: TestClient, job_id: str) -> dict[str, object]:
    for _ in range(1_200):
        job: dict[str, object] = client.get(f"/api/v1/jobs/{job_id}").json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    pytest.fail("the job did not finish")


def uploaded(client: TestClient, name: str = "plan.txt") -> dict[str, object]:
    begun = client.post("/api/v1/documents", files={"file": (name, ACTION_PLAN.encode())})
    return finished(client, begun.json()["job_id"])


def test_the_indexes_are_told_of_and_rebuilt(here: TestClient) -> None:
    assert uploaded(here)["status"] == "done"
    state = here.get("/api/v1/index").json()
    assert state["is_whole"]
    assert state["outdated"] == []
    assert state["health"]["documents"] == 1
    assert state["disk"]["catalogue"] > 0
    assert state["disk"]["originals"] == len(ACTION_PLAN.encode())
    begun = here.post("/api/v1/index/rebuild")
    assert begun.status_code == 202
    assert finished(here, begun.json()["id"])["status"] == "done"
    assert [job["kind"] for job in here.get("/api/v1/jobs").json()] == ["rebuild", "upload"]


def test_what_is_said_of_a_document_is_changed_and_the_rest_stays(here: TestClient) -> None:
    uploaded(here)
    before = here.get("/api/v1/documents/plan").json()
    for changes, issuer in (({"issuer": "Fjellvik", "title": "Planen"}, "Fjellvik"), ({"issuer": None}, None)):
        begun = here.patch("/api/v1/documents/plan", json=changes)
        assert begun.status_code == 202
        assert finished(here, begun.json()["job_id"])["status"] == "done"
        after = here.get("/api/v1/documents/plan").json()
        assert (after["title"], after["issuer"]) == ("Planen", issuer)
        assert after["generation_id"] != before["generation_id"]
        assert after["sha256"] == before["sha256"]


def test_what_cannot_be_changed_is_a_problem(here: TestClient) -> None:
    assert here.patch("/api/v1/documents/nei", json={}).status_code == 404
    uploaded(here)
    assert here.patch("/api/v1/documents/plan", json={"id": "annen"}).status_code == 422
    assert here.patch("/api/v1/documents/plan", json={"nei": 1}).status_code == 422
    assert here.patch("/api/v1/documents/plan", json={}, headers={"Host": "plan.example"}).status_code == 401


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\planer\\../..\\tur.txt", "tur.txt"),
        ("a\u202e<b>.txt", "a<b>.txt"),
        (f"{'x' * 400}.txt", f"{'x' * 196}.txt"),
    ],
)
def test_the_name_of_a_file_is_no_more_than_a_name(here: TestClient, sent: str, shown: str) -> None:
    begun = here.post("/api/v1/documents", files={"file": (sent, b"Tur.")})
    assert begun.json()["file"] == shown
