import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from tests.assistant.web.visitor import Visitor
from tests.corpus.text.test_national_ids import made_up

FEEDBACK = "/api/v1/feedback"
NUMBER = made_up(15, 10, "86950")


@pytest.fixture
def here(settings: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine."""
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def asked(client: TestClient, question: str = "Når er turen?") -> dict[str, str]:
    found: dict[str, str] = client.post("/api/v1/ask", json={"question": question}).json()
    return found


def test_from_an_answer_to_a_candidate(here: TestClient) -> None:
    answer = asked(here)
    body = {
        "message_id": answer["message_id"],
        "helpful": False,
        "reasons": ["should_have_answered"],
        "text": " Se s. 2 ",
    }
    given = here.post(FEEDBACK, json=body)
    assert given.status_code == 201
    (case,) = here.get(FEEDBACK, params={"state": "new", "helpful": False}).json()
    assert (case["question"], case["text"], case["id"]) == ("Når er turen?", "Se s. 2", given.json()["id"])
    assert here.get(FEEDBACK, params={"helpful": True}).json() == []
    moved = here.patch(f"{FEEDBACK}/{case['id']}", json={"state": "mended"})
    assert moved.json()["state"] == here.get(f"{FEEDBACK}/{case['id']}").json()["state"] == "mended"
    lines = here.get(f"{FEEDBACK}/candidates.jsonl", params={"id": [case["id"], "nei"]})
    assert "golden-candidates.jsonl" in lines.headers["content-disposition"]
    assert json.loads(lines.text)["answerable"] is True


def test_what_is_not_there_or_not_of_the_form_is_a_problem(here: TestClient) -> None:
    assert here.post(FEEDBACK, json={"message_id": "nei", "helpful": True}).status_code == 404
    answer = asked(here)
    for wrong in ({"reasons": ["boring"]}, {"text": "x" * 2_001}, {"question": "Min egen"}):
        body = {"message_id": answer["message_id"], "helpful": True, **wrong}
        assert here.post(FEEDBACK, json=body).status_code == 422
    assert here.get(f"{FEEDBACK}/nei").status_code == 404
    assert here.patch(f"{FEEDBACK}/nei", json={"state": "seen"}).status_code == 404


def test_a_national_identity_number_in_the_text_is_refused_and_not_stored(here: TestClient, settings: Settings) -> None:
    answer = asked(here)
    said = f"Dette gjelder {NUMBER}"
    refused = here.post(FEEDBACK, json={"message_id": answer["message_id"], "helpful": False, "text": said})
    assert refused.status_code == 422
    assert "personopplysninger" in refused.json()["detail"]
    assert NUMBER not in refused.text
    form = {"message_id": answer["message_id"], "conversation_id": answer["conversation_id"], "helpful": "nei"}
    page = here.post("/tilbakemelding", data={**form, "text": said})
    assert page.status_code == 422
    assert "ds-validation-message" in page.text
    assert here.get(FEEDBACK).json() == []
    written = b"".join(file.read_bytes() for file in settings.data_dir.rglob("*") if file.is_file())
    assert NUMBER.encode() not in written


@pytest.mark.parametrize("path", ["/feedback", "/feedback/x", "/feedback/candidates.jsonl", "/jobs", "/index"])
def test_only_who_sits_at_the_machine_reads_it(own_client: TestClient, path: str) -> None:
    refused = own_client.get(f"http://planer.example/api/v1{path}")  # by a name of the network
    assert refused.status_code == 401
    assert "til innlogging er satt opp" in refused.json()["detail"]
    at_home = {"Host": "localhost:8000"}
    assert own_client.get(f"/api/v1{path}", headers=at_home).status_code in (200, 404)
    assert own_client.get(f"/api/v1{path}", headers={**at_home, "X-Forwarded-For": "10.0.0.1"}).status_code == 401


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"host": "0.0.0.0"}, 401),
        ({"root_path": "/plan"}, 401),
        ({"host": "0.0.0.0", "open_reading": True}, 403),
        ({"host": "::1"}, 200),
    ],
)
def test_it_is_open_where_the_settings_say(settings: Settings, changes: dict[str, Any], status: int) -> None:
    with Visitor(create_app(settings.model_copy(update=changes)), base_url="http://127.0.0.1") as client:
        assert client.get("/api/v1/index").status_code == status
