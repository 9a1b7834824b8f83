"""Personal data in a question: stopped on every surface, and nowhere afterwards."""

import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from corpus.store.revisions import upgrade
from tests.assistant.web.visitor import Visitor
from tests.conftest import write_plans
from tests.corpus.text.test_national_ids import made_up

NUMBER = made_up(15, 10, "86950")
QUESTION = f"Hvem hjelper Zebulon Knatt, født 12.03.2019, {NUMBER}?"
SECRETS = (NUMBER, "Zebulon", "12.03.2019")


def test_nothing_of_it_is_answered_stored_or_logged(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.database.upgrade", upgrade)  # with all that it says at a first start
    caplog.set_level(logging.DEBUG)
    write_plans(tmp_path)
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        answer = client.post("/api/v1/ask", json={"question": QUESTION})
        assert answer.json()["status"] == "refused"
        assert [found["kind"] for found in answer.json()["personal_data"]] == ["birth_date", "national_id"]
        assert answer.json()["standalone_question"] == "Hvem hjelper [navn og fødselsdato], [fødselsnummer]?"
        stream = client.post("/api/v1/ask/stream", json={"question": QUESTION})
        assert '"status": "refused"' in stream.text
        for response in (answer, stream):
            assert not [secret for secret in SECRETS if secret in response.text]
        page = client.post("/", data={"q": QUESTION})
        assert "Spørsmålet er stoppet" in page.text
        client.get("/", params={"q": QUESTION})
        then = client.post(
            "/api/v1/ask", json={"question": "Hei!", "conversation_id": answer.json()["conversation_id"]}
        )
        assert then.status_code == 200
        said = client.get("/api/v1/conversations").text
        assert not [secret for secret in SECRETS if secret in said]
        written = b"".join(file.read_bytes() for file in settings.data_dir.rglob("*") if file.is_file())
    # what the test's own client says it asked for is not the server's log
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert "alembic" in {record.name.split(".")[0] for record in caplog.records}
    assert not [secret for secret in SECRETS if secret.encode() in written or secret in logged]


def test_a_title_with_personal_data_is_not_taken(client: TestClient) -> None:
    asked = client.post("/api/v1/ask", json={"question": "Hei!"}).json()
    path = f"/api/v1/conversations/{asked['conversation_id']}"
    response = client.patch(path, json={"title": f"Om {NUMBER}"})
    assert response.status_code == 422
    assert NUMBER not in response.text
