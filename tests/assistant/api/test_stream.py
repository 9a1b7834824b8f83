import json

import pytest
from starlette.testclient import TestClient

from assistant.answering.answer import Answer
from assistant.api.stream import progress
from assistant.service import Assistant
from corpus.store.database import CatalogueError

WHO = "Hvem har ansvar for svømmekurs for femåringer?"
LIST = "Hvilke tiltak har barnehagene ansvaret for?"


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """The events of a stream."""
    parts = [part.split("\n") for part in text.split("\n\n") if part]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


@pytest.mark.parametrize("question", [WHO, LIST, "Hva koster en elsykkel?"])
def test_the_stream_tells_what_goes_on_and_ends_with_the_answer(client: TestClient, question: str) -> None:
    response = client.post("/api/v1/ask/stream", json={"question": question})
    assert response.headers["content-type"].startswith("text/event-stream")
    found = events(response.text)
    names = [name for name, _ in found]
    assert names == sorted(names, key=["status", "token", "citation", "done"].index)
    assert [data["stage"] for name, data in found if name == "status"] == ["searching", "reading", "checking"]
    done = found[-1][1]
    assert "".join(str(data["text"]) for name, data in found if name == "token") == done["answer"]
    assert [data for name, data in found if name == "citation"] == done["citations"]
    whole = client.post("/api/v1/ask", json={"question": question}).json()
    for name in ("answer", "citations", "measures", "nearest", "status"):
        assert done[name] == whole[name]


@pytest.mark.parametrize(
    "body", [{"question": " "}, {"question": WHO, "conversation_id": "nei"}, {"question": WHO, "document_ids": ["nei"]}]
)
def test_what_cannot_be_taken_is_a_problem_and_no_stream(client: TestClient, body: dict[str, object]) -> None:
    response = client.post("/api/v1/ask/stream", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_fault_on_the_way_ends_the_stream_and_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("assistant.answering.compose.best_decision", lambda *_: 1 / 0)
    found = events(client.post("/api/v1/ask/stream", json={"question": WHO}).text)
    assert [name for name, _ in found] == ["status", "status", "error"]
    assert found[-1][1]["status"] == 500
    assert "ZeroDivisionError" in caplog.text


def test_a_store_that_goes_away_on_the_way_is_no_fault_of_ours(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise CatalogueError("the catalogue postgresql://planer could not be read")

    monkeypatch.setattr("assistant.answering.compose.best_decision", fail)
    told = events(client.post("/api/v1/ask/stream", json={"question": WHO}).text)[-1][1]
    assert told["status"] == 503
    assert "prøv igjen om litt" in str(told["detail"])


def test_a_question_refused_at_once_has_no_stages(assistant: Assistant) -> None:
    (answer,) = progress(lambda listener: assistant.ask("Hei!", listener=listener))
    assert isinstance(answer, Answer)
    assert answer.status == "refused"
