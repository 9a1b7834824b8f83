import pytest

from assistant.app import create_app
from assistant.config import Settings
from assistant.web.paths import inner_path
from tests.assistant.web.visitor import Visitor


@pytest.mark.parametrize(
    ("root", "path", "inner"),
    [
        ("", "/tiltak", "/tiltak"),
        ("/plan", "/plan/tiltak", "/tiltak"),
        ("/plan", "/plan", "/"),
        ("/plan", "/tiltak", "/tiltak"),
        ("/plan", "/planer", "/planer"),
    ],
)
def test_the_path_within_is_the_same_wherever_the_application_stands(root: str, path: str, inner: str) -> None:
    assert inner_path({"type": "http", "root_path": root, "path": path}) == inner


@pytest.mark.parametrize("given", ["/plan", ""], ids=["path left on", "path taken off"])
def test_pages_files_and_machines_find_their_way_under_a_path(given: str) -> None:
    client = Visitor(
        create_app(Settings(root_path="/plan/")), raise_server_exceptions=False, base_url="http://127.0.0.1:8000"
    )
    page = client.get(f"{given}/nei")
    assert (page.status_code, 'href="/plan/"' in page.text) == (404, True)
    assert client.get(f"{given}/static/planassistent.css").status_code == 200
    assert client.get(f"{given}/healthz").status_code == 200
    assert client.get(f"{given}/api/v1/nei").headers["content-type"] == "application/problem+json"
