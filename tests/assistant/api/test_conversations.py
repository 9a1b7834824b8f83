from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.owner import COOKIE
from tests.assistant.web.visitor import Visitor

WHO = "Hvem har ansvar for svømmekurs for femåringer?"
API = "/api/v1/conversations"


@pytest.fixture
def browser(app: FastAPI, request: pytest.FixtureRequest) -> TestClient:
    """A client with the cookie of a browser of its own."""
    return Visitor(app, cookies={COOKIE: request.node.name}, base_url="http://127.0.0.1:8000")


@pytest.fixture
def asked(browser: TestClient) -> Iterator[str]:
    """The id of a conversation of the browser with two questions."""
    first = browser.post("/api/v1/ask", json={"question": WHO}).json()
    conversation: str = first["conversation_id"]
    browser.post("/api/v1/ask", json={"question": "Og når?", "conversation_id": conversation})
    yield conversation
    browser.delete(f"{API}/{conversation}")


def test_a_conversation_opens_with_whole_answers(browser: TestClient, asked: str) -> None:
    (listed,) = browser.get(API).json()
    assert (listed["id"], listed["title"], listed["messages"]) == (asked, WHO, 2)
    found = browser.get(f"{API}/{asked}").json()
    assert [message["question"] for message in found["messages"]] == [WHO, "Og når?"]
    answer = found["messages"][0]["answer"]
    assert answer["conversation_id"] == asked
    assert answer["citations"][0]["page"] == 3
    assert found["messages"][1]["answer"]["standalone_question"] != "Og når?"


def test_it_is_renamed_and_deleted_with_all_its_rows(browser: TestClient, asked: str) -> None:
    assert browser.patch(f"{API}/{asked}", json={"title": "  Svømming  i vår "}).json()["title"] == "Svømming i vår"
    assert browser.get(API).json()[0]["title"] == "Svømming i vår"
    for title in ("", " ", "å" * 201):
        assert browser.patch(f"{API}/{asked}", json={"title": title}).status_code == 422
    assert browser.delete(f"{API}/{asked}").status_code == 204
    assert browser.get(API).json() == []
    for response in (browser.get(f"{API}/{asked}"), browser.delete(f"{API}/{asked}"), browser.get(f"{API}/{asked}.md")):
        assert response.status_code == 404
        assert response.json()["title"] == "No such conversation"


def test_nobody_else_sees_it_or_goes_on_with_it(app: FastAPI, asked: str) -> None:
    for other in (
        Visitor(app, base_url="http://127.0.0.1:8000"),
        Visitor(app, cookies={COOKIE: "en annen"}, base_url="http://127.0.0.1:8000"),
    ):
        assert other.get(API).json() == []
        assert other.get(f"{API}/{asked}").status_code == 404
        assert other.patch(f"{API}/{asked}", json={"title": "Mitt"}).status_code == 404
        assert other.delete(f"{API}/{asked}").status_code == 404
        on = other.post("/api/v1/ask", json={"question": "Og når?", "conversation_id": asked})
        assert on.status_code == 422


def test_without_a_cookie_the_id_is_all_that_is_needed(client: TestClient) -> None:
    conversation = client.post("/api/v1/ask", json={"question": WHO}).json()["conversation_id"]
    assert client.get(API).json() == []
    assert client.get(f"{API}/{conversation}").json()["messages"][0]["question"] == WHO
    assert client.delete(f"{API}/{conversation}").status_code == 204


def test_a_conversation_is_exported_with_the_sources(browser: TestClient, asked: str) -> None:
    told = browser.get(f"{API}/{asked}.md")
    assert told.headers["content-type"] == "text/markdown; charset=utf-8"
    assert f"samtale-{asked}.md" in told.headers["content-disposition"]
    assert told.text.startswith(f"# {WHO}\n\n## {WHO}\n\nSpurt ")
    assert "- \\[1] Handlingsplan for gode barnehager 2025–2028, Fjellvik kommune, s. 3" in told.text
    assert "http://127.0.0.1:8000/documents/fjellvik-handlingsplan/pages/3?" in told.text
    assert "Maskinlaget svar fra Planassistent (uten språkmodell)." in told.text
    whole = browser.get(f"{API}/{asked}.json")
    assert "attachment" in whole.headers["content-disposition"]
    assert whole.json() == browser.get(f"{API}/{asked}").json()


def test_what_is_exported_loads_nothing(browser: TestClient) -> None:
    question = "![x](http://ond.example/x.png) <script>alert(1)</script> [klikk](javascript:alert(1))?"
    conversation = browser.post("/api/v1/ask", json={"question": question}).json()["conversation_id"]
    told = browser.get(f"{API}/{conversation}.md").text
    assert "!\\[x](http" in told
    assert "\\<script>" in told
    assert "\\[klikk](" in told
    browser.delete(f"{API}/{conversation}")


def test_no_name_of_a_conversation_breaks_the_name_of_its_file(client: TestClient) -> None:
    for name in ("%F0%9F%92%A9", "%ff", "%E2%80%AE", "%0d%0aX-Odd: 1", "%22"):
        for suffix in ("", ".md", ".json"):
            assert client.get(f"/api/v1/conversations/{name}{suffix}").status_code == 404
