"""What every response forbids the browser, whatever the route and whatever became of the request."""

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from assistant.web.static_files import static_path
from tests.assistant.web.visitor import Visitor

REQUIRED = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
PARAMETER = re.compile(r"\{[^}]+\}")


def missing(headers: object) -> list[str]:
    assert hasattr(headers, "get")
    found = [name for name, part in REQUIRED.items() if part not in headers.get(name, "")]
    return found if headers.get("Cache-Control") else [*found, "Cache-Control"]


def test_every_route_sets_them_for_every_method(app: FastAPI, client: TestClient) -> None:
    told = {}
    for route in iter_route_contexts(app.routes):
        path = PARAMETER.sub("1", str(route.path))
        for method in ("GET", "POST", "PATCH", "DELETE", "OPTIONS"):
            if path == "/api/v1/index/rebuild" and method == "POST":
                continue  # it would be done
            response = client.request(method, path, follow_redirects=False)
            if lacking := missing(response.headers):
                told[f"{method} {path}"] = (response.status_code, lacking)
    assert not told


def test_files_streams_redirects_and_refusals_set_them(client: TestClient) -> None:
    question = {"q": "Hvem har ansvar for svømmekurs?"}
    responses = {
        "a file": client.get(static_path("chat.js")),
        "no file": client.get("/static/nothing"),
        "a stream": client.post("/", data=question, headers={"Accept": "text/event-stream"}),
        "a redirect": client.post("/", data=question, follow_redirects=False),
        "another site": client.post("/", data=question, headers={"Sec-Fetch-Site": "cross-site"}),
        "no host": client.get("/", headers={"Host": "a b"}),
        "no such path": client.get("/api/v1/nothing"),
        "too long": client.post("/api/v1/ask", content=b"", headers={"Content-Length": str(10**12)}),
        "a stranger": client.get("/", headers={"X-Forwarded-For": "192.0.2.1"}),
    }
    assert {name: missing(found.headers) for name, found in responses.items() if missing(found.headers)} == {}
    statuses = [found.status_code for found in responses.values()]
    assert statuses == [200, 404, 200, 303, 403, 400, 404, 413, 401]


def test_a_fault_of_ours_sets_them_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("assistant.service.Assistant.documents", fault)
    for path in ("/api/v1/documents", "/dokumenter"):
        response = client.get(path)
        assert response.status_code == 500
        assert not missing(response.headers)


def test_who_came_by_https_is_to_come_by_it_again(app: FastAPI) -> None:
    secure = Visitor(app, base_url="https://127.0.0.1:8000").get("/healthz")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in Visitor(app, base_url="http://127.0.0.1:8000").get("/healthz").headers


def test_where_the_public_address_has_https_it_is_kept_whatever_the_proxy_says() -> None:
    made = create_app(Settings(public_url="https://planer.example"))
    response = TestClient(made, base_url="http://planer.example").get("/healthz")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_copying_to_the_clipboard_is_not_forbidden(client: TestClient) -> None:
    assert "clipboard" not in client.get("/healthz").headers["Permissions-Policy"]
