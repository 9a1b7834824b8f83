"""Who sits at the machine, and what others may do of a server without login."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.requests import Request

from assistant.api.machine import KEY_HEADER, is_at_the_machine
from assistant.app import create_app
from assistant.config import Settings
from assistant.opening import announced, server_key
from tests.assistant.web.visitor import Visitor

HERE = "http://127.0.0.1:8000"
FILE = {"file": ("tur.txt", b"Turplan\n\nBarna drar hver onsdag.\n")}


@pytest.fixture
def served(settings: Settings) -> Iterator[FastAPI]:
    """An application behind a proxy under a path of its own, its reading open."""
    app = create_app(settings.model_copy(update={"root_path": "/plan", "open_reading": True}))
    with Visitor(app, base_url="http://127.0.0.1:8000"):
        yield app


def test_nobody_adds_or_removes_plans_through_a_proxy(served: FastAPI) -> None:
    through = Visitor(served, base_url=HERE)
    assert through.post("/api/v1/documents", files=FILE).status_code == 403
    assert through.delete("/api/v1/documents/tur").status_code == 403
    assert through.get("/api/v1/documents").status_code == 200


def test_whoever_can_read_the_servers_key_administers_behind_a_proxy_too(served: FastAPI, settings: Settings) -> None:
    key = server_key(settings)
    assert key is not None
    assert (
        Visitor(served, headers={KEY_HEADER: key}, base_url="http://127.0.0.1:8000")
        .post("/api/v1/documents", files=FILE)
        .status_code
        == 202
    )
    for other in ("", key[:-1], "ø"):
        headers = {KEY_HEADER.encode(): other.encode()}
        assert (
            Visitor(served, base_url="http://127.0.0.1:8000")
            .post("/api/v1/documents", files=FILE, headers=headers)
            .status_code
            == 403
        )


def test_the_key_is_its_owners_alone_another_at_each_start_and_gone_afterwards(settings: Settings) -> None:
    settings.data_dir.mkdir(exist_ok=True)
    file: Path = settings.data_dir / "server.key"
    file.write_text("left by a crash", encoding="utf-8")
    with announced(settings) as first:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert server_key(settings) == first
    assert not file.exists()
    assert server_key(settings) is None
    with announced(settings) as second:
        assert second != first


@pytest.mark.parametrize(
    ("headers", "version", "may"),
    [
        ({}, "1.1", True),
        ({"Origin": HERE, "Referer": f"{HERE}/admin"}, "1.1", True),
        ({"Referer": "http://localhost:8000/admin"}, "1.1", True),
        ({}, "1.0", False),  # nginx, told no more than where to go
        ({"Referer": "https://planer.example/admin"}, "1.1", False),
        ({"Origin": "https://planer.example"}, "1.1", False),
        ({"Origin": "null"}, "1.1", False),
        ({"Origin": "http://["}, "1.1", False),
        ({"X-Forwarded-For": "10.0.0.7"}, "1.1", False),
        ({"X-Forwarded-Proto": "https"}, "1.1", False),
        ({"X-Real-IP": "10.0.0.7"}, "1.1", False),
        ({"Via": "1.1 proxy"}, "1.1", False),
        ({"Host": "planer.example"}, "1.1", False),
    ],
)
def test_a_request_that_a_proxy_passed_on_is_known_by_its_signs(
    headers: dict[str, str], version: str, may: bool
) -> None:
    sent = {"Host": "127.0.0.1:8000", **headers}
    scope = {
        "type": "http",
        "http_version": version,
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
        "app": create_app(Settings()),
    }
    assert is_at_the_machine(Request(scope)) is may
