from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.reading import reading_pool
from assistant.jobs import Jobs
from assistant.service import Assistant
from corpus.library import Library
from ingest.workers.pool import ReadingPool
from tests.assistant.web.visitor import Visitor


@pytest.fixture(scope="package")
def app(assistant: Assistant, library: Library) -> Iterator[FastAPI]:
    """The application over the shared library; not to be written to."""
    made = create_app(Settings())
    jobs = Jobs(library)
    made.state.services = Services(assistant, jobs)
    yield made
    jobs.close()


@pytest.fixture(scope="package")
def readers() -> Iterator[ReadingPool]:
    """A reading process, for all servers of these tests: its start takes more than a second."""
    with reading_pool(Settings(), 1) as pool:
        yield pool


@pytest.fixture(autouse=True)
def _shared_readers(readers: ReadingPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.app.reading_pool", lambda *_: nullcontext(readers))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A client of the shared application; a fault is a response and no exception."""
    return Visitor(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


@pytest.fixture
def own_client(settings: Settings) -> Iterator[TestClient]:
    """On its own machine, a client of an application with an empty data directory, opened and closed as by a server."""
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened
