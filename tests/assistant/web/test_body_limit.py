import asyncio
import gc
import re
import time
import warnings
from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.web import body_limit
from assistant.web.body_limit import AT_ONCE, MOST
from assistant.web.upload import MOST_FILES
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
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", kind.encode())],
        "scheme": "http",
        "server": ("127.0.0.1", 80),
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


async def answered(app: FastAPI, path: str, pieces: AsyncIterator[bytes], *headers: tuple[bytes, bytes]) -> int:
    """The status of the answer to a body that comes in pieces, of which the last is none."""
    statuses: list[int] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": await anext(pieces), "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"scheme": "http", "server": ("127.0.0.1", 80), "http_version": "1.1", "root_path": ""}
    await app({**scope, "headers": [(b"host", b"127.0.0.1"), *headers]}, receive, send)
    return statuses[0]


async def pieces_of(piece: bytes, pause: float, first: bytes = b"") -> AsyncIterator[bytes]:
    yield first
    while True:
        await asyncio.sleep(pause)
        yield piece


@pytest.mark.parametrize(("path", "kind", "beginning"), BEGINNINGS)
@pytest.mark.parametrize("pause", [0.01, 9.0], ids=["a byte now and then", "silence"])
def test_a_body_that_hardly_comes_is_not_waited_for(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, path: str, kind: str, beginning: bytes, pause: float
) -> None:
    monkeypatch.setattr(body_limit, "SILENCE", 0.3)
    sent = answered(app, path, pieces_of(b"a", pause, beginning), (b"content-type", kind.encode()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        assert asyncio.run(asyncio.wait_for(sent, 5)) == 408
        gc.collect()


def test_a_body_that_comes_slowly_and_comes_is_taken(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "SILENCE", 0.3)
    monkeypatch.setattr(body_limit, "SLOWEST", 20)

    def pieces() -> Iterator[bytes]:
        for piece in re.findall(rb".{1,8}", b'{"query": "a walk in the woods for all the children"}'):
            time.sleep(0.1)
            yield piece

    said = {"Content-Type": "application/json"}
    assert client.post("/api/v1/search", content=pieces(), headers=said).status_code == 200


def test_strangers_send_no_files_to_the_disk(app: FastAPI) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield PART
        for _ in range(8):
            taken.append(1)
            yield CHUNK
        pytest.fail("it was read on")

    taken: list[int] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        stranger = ((b"content-type", FORM.encode()), (b"x-forwarded-for", b"192.0.2.1"))
        assert asyncio.run(answered(app, "/api/v1/documents", pieces(), *stranger)) == 401
        gc.collect()
    assert len(taken) <= MOST // MIB + 1


def test_so_many_files_are_taken_at_once(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "SILENCE", 0.5)

    async def all_at_once() -> list[int]:
        kind = (b"content-type", FORM.encode())
        length = (b"content-length", str(MOST + 1).encode())
        sent = [answered(app, "/api/v1/documents", pieces_of(b"", 9, PART), kind, length) for _ in range(AT_ONCE + 2)]
        return sorted(await asyncio.gather(*sent))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        assert asyncio.run(all_at_once()) == [408] * AT_ONCE + [429, 429]
        assert asyncio.run(all_at_once()) == [408] * AT_ONCE + [429, 429], "there is room again"
        gc.collect()


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", FORM])
def test_a_form_of_thousands_of_fields_is_a_bad_request(client: TestClient, kind: str) -> None:
    field = b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    form = field * 2_000 + b"--B--\r\n" if kind == FORM else b"&".join([b"a=b"] * 2_000)
    assert client.post("/tilbakemelding", content=form, headers={"Content-Type": kind}).status_code == 400


def test_more_files_than_one_form_takes_are_a_bad_request(client: TestClient) -> None:
    files = [("files", (f"{number}.txt", b"a")) for number in range(MOST_FILES + 1)]
    assert client.post("/admin/opplasting", files=files).status_code == 400


def test_a_body_that_says_it_is_too_long_is_not_begun(client: TestClient) -> None:
    response = client.post("/api/v1/ask", content=CHUNK, headers={"Content-Length": str(10**12)})
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert "PLANASSISTENT_MAX_FILE_MB" in response.json()["detail"]


def test_a_form_in_an_encoding_that_is_none_is_a_bad_request(client: TestClient) -> None:
    form = b'--B\r\nContent-Disposition: form-data; name="helpful"\r\n\r\nja\r\n--B--\r\n'
    kind = "multipart/form-data; boundary=B; charset=undefined"
    assert client.post("/tilbakemelding", content=form, headers={"Content-Type": kind}).status_code == 400
