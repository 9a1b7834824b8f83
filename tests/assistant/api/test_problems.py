import logging

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.store.database import CatalogueError
from tests.conftest import PLAN_ID

OPENAPI = "/api/v1/openapi.json"


def test_an_unknown_path_and_a_wrong_method_are_problems(client: TestClient) -> None:
    for method, path, status, detail in (
        ("GET", "/api/v1/nei", 404, "det er ingenting på denne adressen"),
        ("PUT", "/api/v1/ask", 405, "adressen finnes, men ikke med denne metoden"),
    ):
        response = client.request(method, path)
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"
        assert set(response.json()) == {"type", "title", "status", "detail", "instance"}
        assert response.json()["detail"] == detail
    assert client.put("/api/v1/ask").headers["allow"] == "POST"


def test_a_fault_of_ours_shows_nothing_of_the_inside(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(app.state.services.assistant, "ask", fail)
    response = client.post("/api/v1/ask", json={"question": "Hvem?"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    page = client.get("/?q=Hvem")
    assert page.status_code == 500
    assert "secret" not in page.text


def test_a_store_that_fails_is_a_503_and_logged(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CatalogueError("the catalogue postgresql://planer could not be read")

    monkeypatch.setattr(app.state.services.assistant.library, "page", fail)
    with caplog.at_level(logging.ERROR):
        response = client.get(f"/api/v1/documents/{PLAN_ID}/pages/1")
    assert response.status_code == 503
    assert "postgresql" not in response.text
    assert "postgresql" in caplog.text
    assert response.headers["Retry-After"] == "10"
    assert "prøv igjen om litt" in response.json()["detail"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("nb", "Prøv igjen om 10 sekunder"), ("nn", "Prøv igjen om 10 sekund,"), ("en", "Try again in 10 seconds")],
)
def test_people_are_told_when_to_come_again_while_the_store_is_away(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CatalogueError("the catalogue postgresql://planer could not be read")

    monkeypatch.setattr(app.state.services.assistant, "ask", fail)
    page = client.get("/?q=Hvem", headers={"Accept-Language": language})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
    assert told in page.text
    chat = client.post("/", data={"q": "Hvem?"}, headers={"Accept": "text/event-stream", "Accept-Language": language})
    assert (chat.status_code, chat.headers["Retry-After"]) == (503, "10")
    assert chat.headers["content-type"].startswith("text/plain")
    assert told in chat.text


def test_no_other_site_is_let_in(client: TestClient) -> None:
    response = client.get("/api/v1/documents", headers={"origin": "https://example.org"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_the_description_has_examples_and_problems(client: TestClient) -> None:
    paths = client.get(OPENAPI).json()["paths"]
    assert set(paths) == {
        "/api/v1/ask",
        "/api/v1/ask/stream",
        "/api/v1/tokens",
        "/api/v1/tokens/{token_id}",
        "/api/v1/collections",
        "/api/v1/collections/{collection_id}",
        "/api/v1/conversations",
        "/api/v1/conversations/{conversation_id}",
        "/api/v1/conversations/{conversation_id}.json",
        "/api/v1/conversations/{conversation_id}.md",
        "/api/v1/corrections",
        "/api/v1/corrections/{note_id}",
        "/api/v1/documents",
        "/api/v1/documents/{document_id}",
        "/api/v1/documents/{document_id}/check",
        "/api/v1/documents/{document_id}/diff/{other}",
        "/api/v1/documents/{document_id}/file",
        "/api/v1/documents/{document_id}/hits",
        "/api/v1/documents/{document_id}/outline",
        "/api/v1/documents/{document_id}/pages/{number}",
        "/api/v1/documents/{document_id}/pages/{number}.png",
        "/api/v1/documents/{document_id}/terms",
        "/api/v1/documents/{document_id}/unread",
        "/api/v1/drafts",
        "/api/v1/drafts/{draft_id}",
        "/api/v1/drafts/{draft_id}/comments",
        "/api/v1/drafts/{draft_id}/comments/{comment_id}",
        "/api/v1/drafts/{draft_id}/compare/{key}",
        "/api/v1/drafts/{draft_id}/coverage",
        "/api/v1/drafts/{draft_id}/export.docx",
        "/api/v1/drafts/{draft_id}/export.json",
        "/api/v1/drafts/{draft_id}/export.md",
        "/api/v1/drafts/{draft_id}/export.pdf",
        "/api/v1/drafts/{draft_id}/fields",
        "/api/v1/drafts/{draft_id}/fields/{key}",
        "/api/v1/drafts/{draft_id}/fields/{key}/proposal",
        "/api/v1/drafts/{draft_id}/fields/{key}/restore",
        "/api/v1/drafts/{draft_id}/fields/{key}/sentences",
        "/api/v1/drafts/{draft_id}/fields/{key}/suggestions",
        "/api/v1/drafts/{draft_id}/ingest",
        "/api/v1/drafts/{draft_id}/rows",
        "/api/v1/drafts/{draft_id}/rows/{key}",
        "/api/v1/drafts/{draft_id}/sources",
        "/api/v1/drafts/{draft_id}/versions",
        "/api/v1/drafts/{draft_id}/versions/{key}/{revision}",
        "/api/v1/duties",
        "/api/v1/duties.csv",
        "/api/v1/duties.ics",
        "/api/v1/duties.xlsx",
        "/api/v1/duties/facets",
        "/api/v1/duties/{duty_id}",
        "/api/v1/feedback",
        "/api/v1/feedback/candidates.jsonl",
        "/api/v1/feedback/{feedback_id}",
        "/api/v1/index",
        "/api/v1/index/rebuild",
        "/api/v1/jobs",
        "/api/v1/jobs/{job_id}",
        "/api/v1/jobs/{job_id}/cancel",
        "/api/v1/measures",
        "/api/v1/measures.csv",
        "/api/v1/measures.ics",
        "/api/v1/measures.xlsx",
        "/api/v1/measures/facets",
        "/api/v1/measures/{measure_id}",
        "/api/v1/audit",
        "/api/v1/audit.csv",
        "/api/v1/me",
        "/api/v1/me/export",
        "/api/v1/templates",
        "/api/v1/templates/{template_id}",
        "/api/v1/tidy",
        "/api/v1/search",
        "/healthz",
        "/metrics",
        "/readyz",
    }
    for path in ("/api/v1/ask", "/api/v1/search"):
        operation = paths[path]["post"]
        assert operation["requestBody"]["content"]["application/json"]["examples"]
        assert "application/problem+json" in operation["responses"]["422"]["content"]


def test_the_examples_of_the_description_are_valid(client: TestClient) -> None:
    paths = client.get(OPENAPI).json()["paths"]
    for path in ("/api/v1/ask", "/api/v1/search"):
        for example in paths[path]["post"]["requestBody"]["content"]["application/json"]["examples"].values():
            body = {name: value for name, value in example["value"].items() if "document" not in str(value)}
            body.pop("document_ids", None)
            assert client.post(path, json=body).status_code == 200
