import asyncio
import gc
import warnings
from collections.abc import MutableMapping
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.web.body_limit import MOST
from ingest.limits import MIB

CHUNK = b"a" * MIB
FORM = "multipart/form-data; boundary=B"
PART = b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
BEGINNINGS = (
    ("/api/v1/ask", "application/json", b'{"question": "'),
    ("/", FORM, PART),
    ("/api/v1/documents", FORM, PART),
)


async def sent_without_end(app: FastAPI, path: str, kind: str, beginning: bytes) -> tuple[int, int]:
    """The status of the answer to a body that never ends, and how many bytes of it were taken."""
    parts: list[bytes] = []
    statuses: list[int] = []

    async def receive() -> MutableMapping[str, Any]:
        parts.append(CHUNK if parts else beginning)
        return {"type": "http.request", "body": parts[-1], "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"content-type", kind.encode())],
        "scheme": "http",
        "server": ("testserver", 80),
        "http_version": "1.1",
        "root_path": "",
    }
    await app(scope, receive, send)
    return statuses[0], sum(map(len, parts))


@pytest.mark.parametrize(("path", "kind", "beginning"), BEGINNINGS)
def test_a_body_without_end_is_not_waited_for(app: FastAPI, path: str, kind: str, beginning: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the file of a form that was cut is closed by the collector
        status, taken = asyncio.run(sent_without_end(app, path, kind, beginning))
        gc.collect()
    assert status == 413
    largest = app.state.settings.max_file_mb * MIB if path.endswith("documents") else 0
    assert taken <= largest + MOST + 2 * MIB


def test_a_body_that_says_it_is_too_long_is_not_begun(client: TestClient) -> None:
    response = client.post("/api/v1/ask", content=CHUNK, headers={"Content-Length": str(10**12)})
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert "PLANASSISTENT_MAX_FILE_MB" in response.json()["detail"]


def test_a_form_in_an_encoding_that_is_none_is_a_bad_request(client: TestClient) -> None:
    form = b'--B\r\nContent-Disposition: form-data; name="helpful"\r\n\r\nja\r\n--B--\r\n'
    kind = "multipart/form-data; boundary=B; charset=undefined"
    assert client.post("/tilbakemelding", content=form, headers={"Content-Type": kind}).status_code == 400
