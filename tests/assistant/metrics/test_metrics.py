"""What /metrics tells of questions, requests and what there is, and that it tells nothing of what was asked."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.metrics.reading import OPENMETRICS, scraped, strictly_read, value
from tests.assistant.web.visitor import Visitor

WORD = "blåbærsyltetøyskapet"
STAGES = ("understand", "embed", "retrieve", "compose", "total")


@pytest.fixture
def app(library: Library, tmp_path: Path) -> Iterator[FastAPI]:
    """An application over the shared library that has been asked nothing yet; not to be written to."""
    made = create_app(Settings(data_dir=tmp_path, limit_export="1/hour", limit_shared=1))
    jobs = Jobs(library)
    made.state.services = Services(Assistant(library, watch=made.state.metrics.question), jobs)
    with made.state.metrics.lines():
        yield made
    jobs.close()


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return Visitor(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


def test_questions_are_counted_by_what_became_of_them_and_timed_by_stage(client: TestClient) -> None:
    for question in ("Hvem har ansvar for bibliotekkasse?", "Hei", "Barnet Kari Nordmann, født 01.02.2019, hvem?"):
        assert client.post("/api/v1/ask", json={"question": question}).status_code == 200
    client.get("/", params={"q": "Who is responsible for bibliotekkasse?"})
    client.post("/", data={"q": "Hva koster drivstoffet til romferger?"}, headers={"Accept": "text/event-stream"})
    found = scraped(client)
    counted = "planassistent_questions_total"
    assert value(found, counted, status="answered", engine="extractive", language="nb", reason="") == 1
    assert value(found, counted, status="answered", language="en") == 1
    assert value(found, counted, status="refused", reason="outside") == 1
    assert value(found, counted, status="refused", reason="personal_data") == 1
    assert value(found, counted, status="not_in_sources") == 1
    assert value(found, counted) == 5
    for stage in STAGES:
        assert value(found, "planassistent_question_stage_seconds_count", stage=stage) == 3
    assert value(found, "planassistent_first_sentence_seconds_count") == 5
    assert value(found, "planassistent_first_sentence_seconds_sum") < 60


def test_what_there_is_is_told(client: TestClient) -> None:
    found = scraped(client)
    held = {name: value(found, f"planassistent_{name}") for name in ("documents", "passages", "measures", "duties")}
    assert (held["documents"], held["measures"]) == (2, 4)
    assert held["passages"] > 4
    assert value(found, "planassistent_disk_free_bytes") > 0
    assert value(found, "planassistent_part_ready") == value(found, "planassistent_part_ready", part="model") + 3 == 4
    assert value(found, "planassistent_library_loaded_timestamp_seconds") > 1.7e9
    assert value(found, "planassistent_info") == 1
    assert value(found, "process_resident_memory_bytes") > 1e6


def test_before_the_library_is_open_it_tells_of_the_process(settings: Settings) -> None:
    closed = Visitor(create_app(settings), base_url="http://127.0.0.1:8000")
    found = scraped(closed)
    assert value(found, "planassistent_info") == 1
    assert not [one for one in found if one.name == "planassistent_documents"]


def test_requests_are_told_by_route_and_nothing_by_what_was_asked(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(WORD)

    client.get("/", params={"q": WORD})
    client.post("/api/v1/ask", json={"question": WORD, "scope": WORD})
    client.post("/api/v1/ask", json={"question": f"Hvem har {WORD}?"}, headers={"X-Request-ID": WORD.encode().hex()})
    client.post(f"/api/v1/{WORD}", json={})
    client.get(f"/dokumenter/{WORD}", headers={b"User-Agent": WORD.encode()})
    client.request("BLABAR", "/healthz")
    client.post("/api/v1/documents", files={"file": (f"{WORD}.txt", WORD.encode())}, data={"metadata": WORD})
    for _ in range(2):
        client.get("/api/v1/measures.csv", params={"q": WORD})
    monkeypatch.setattr(app.state.services.assistant, "ask", fail)
    assert client.post("/api/v1/ask", json={"question": WORD}).status_code == 500
    logging.getLogger(f"assistant.{'x' * 3}").error(WORD)
    logging.getLogger(f"pypdf.{WORD}").error(WORD)
    found, text = scraped(client), client.get("/metrics").text
    counted = "planassistent_requests_total"
    assert value(found, counted, route="/", method="GET", status="200") == 1
    assert value(found, counted, route="/api/v1/ask", status="422") == 1
    assert value(found, counted, route="/api/v1/ask", status="500") == 1
    assert value(found, counted, route="none", status="404") == 1
    assert value(found, counted, route="/dokumenter/{document_id}", status="404") == 1
    assert value(found, counted, route="/healthz", method="other") == 1
    assert value(found, "planassistent_rate_limited_total", budget="export") == 1
    assert value(found, "planassistent_request_seconds_count", route="/api/v1/ask") == 3
    assert value(found, "planassistent_log_lines_total", logger="assistant.xxx", level="error") == 1
    assert value(found, "planassistent_log_lines_total", logger="pypdf") == 1
    assert WORD not in text
    assert "blabar" not in text.lower()
    assert WORD.encode().hex() not in text


def test_it_is_openmetrics_for_who_asks_for_that(client: TestClient) -> None:
    client.get("/", params={"q": "Hvem har ansvar for bibliotekkasse?"})
    response = client.get("/metrics", headers={"Accept": f"{OPENMETRICS}; version=1.0.0"})
    assert response.headers["content-type"].startswith(OPENMETRICS)
    assert strictly_read(response.text) > 15


def test_nobody_sees_it_who_may_not(app: FastAPI) -> None:
    stranger = Visitor(app, base_url="http://planer.example")
    response = stranger.get("/metrics")
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/problem+json"
