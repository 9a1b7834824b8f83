from pathlib import Path

from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from tests.assistant.web.visitor import Visitor


def test_a_server_that_is_ready_says_what_it_holds(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["documents"], ready["measures"]) == ("ready", 2, 4)


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
