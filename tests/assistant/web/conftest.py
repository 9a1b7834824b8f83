from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.web.visitor import Visitor


@pytest.fixture(scope="package")
def app(assistant: Assistant, library: Library) -> Iterator[FastAPI]:
    """The application over the shared library; not to be written to."""
    made = create_app(Settings())
    jobs = Jobs(library)
    made.state.services = Services(assistant, jobs)
    yield made
    jobs.close()


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A client of the shared application; a fault is a response and no exception."""
    return Visitor(app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")


@pytest.fixture
def here(with_plans: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine, over the two made-up plans."""
    with open_library(with_plans) as library:
        app = create_app(with_plans)
        jobs = Jobs(library)
        app.state.services = Services(Assistant(library), jobs)
        yield Visitor(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
        jobs.close()
