import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.ingestion.reading import reading_pool
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import Metadata
from ingest.workers.pool import ReadingPool
from tests.assistant.web.visitor import Visitor
from tests.conftest import ACTION_PLAN


@pytest.fixture(scope="package")
def app(assistant: Assistant, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over the shared library; not to be written to."""
    made = create_app(Settings(data_dir=tmp_path_factory.mktemp("app")))
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
    monkeypatch.setattr("assistant.lifespan.reading_pool", lambda *_: nullcontext(readers))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A client of the shared application; a fault is a response and no exception."""
    return Visitor(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


@pytest.fixture
def own_client(settings: Settings) -> Iterator[TestClient]:
    """On its own machine, a client of an application with an empty data directory, opened and closed as by a server."""
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture(scope="package")
def plan_data(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """A data directory with a plan, to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("drafted-from"), model_dir=embedding_model_dir)
    with open_library(settings) as library:
        ingest_content(library, ACTION_PLAN.encode(), "plan.txt", Metadata(jurisdiction="Oslo"))
    return settings.data_dir


@pytest.fixture
def here(settings: Settings, plan_data: Path) -> Iterator[TestClient]:
    """A client on the server's own machine, which has a plan."""
    shutil.copytree(plan_data, settings.data_dir)
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened
