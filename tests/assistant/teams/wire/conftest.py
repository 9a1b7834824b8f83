import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.reading import reading_pool
from corpus.library import Library
from tests.assistant.teams.wire.connector import Connector, served
from tests.assistant.teams.wire.validating import CARD, wrong_card


class Deliver:
    """Delivers activities to a server, with Microsoft's token where no other is given."""

    def __init__(self, client: httpx.Client, microsoft: Connector, app: FastAPI) -> None:
        self.client = client
        self._microsoft = microsoft
        self.library: Library = app.state.services.library
        self.settings: Settings = app.state.settings

    def __call__(self, body: Any, bearer: str | None = None) -> httpx.Response:
        return self.raw(json.dumps(body).encode(), {"Authorization": bearer or self._microsoft.bearer()})

    def raw(self, content: bytes, headers: dict[str, str]) -> httpx.Response:
        """Delivers what may be no activity at all."""
        said = {"Content-Type": "application/json", **headers}
        response = self.client.post("/api/messages", headers=said, content=content)
        if response.status_code == 200 and response.content and response.json().get("type") == CARD:
            self._microsoft.wrong += wrong_card(response.json()["value"])
        return response

    def unsigned(self, body: Any, **headers: str) -> httpx.Response:
        """Delivers without a token."""
        return self.client.post("/api/messages", headers=headers, json=body)


Serve = Callable[..., AbstractContextManager[Deliver]]


@pytest.fixture(scope="package")
def microsoft() -> Iterator[Connector]:
    """Microsoft's services on this machine."""
    made = Connector()
    with served(made.app) as url:
        made.url = url
        yield made


@pytest.fixture
def connector(microsoft: Connector) -> Iterator[Connector]:
    """The same, as if nothing had been; Teams would have taken all that is sent."""
    microsoft.reset()
    yield microsoft
    assert microsoft.wrong == []


@pytest.fixture(scope="package")
def serve(microsoft: Connector, embedding_model_dir: Path) -> Iterator[Serve]:
    """Serves a data directory in Teams; reading is open to all."""
    with reading_pool(Settings(), 1) as readers, pytest.MonkeyPatch.context() as patched:
        patched.setattr("assistant.lifespan.reading_pool", lambda *_: nullcontext(readers))

        @contextmanager
        def begun(data_dir: Path, **more: Any) -> Iterator[Deliver]:
            said = {"open_reading": True, **microsoft.settings(), **more}
            settings = Settings(data_dir=data_dir, model_dir=embedding_model_dir, **said)
            app = create_app(settings)
            with served(app, lifespan="on") as url, httpx.Client(base_url=url, timeout=30) as client:
                yield Deliver(client, microsoft, app)

        yield begun


@pytest.fixture(scope="package")
def deliver(serve: Serve, plans_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deliver]:
    """Delivers to a server of the made-up plans, the same for all tests."""
    data = shutil.copytree(plans_data, tmp_path_factory.mktemp("teams") / "data")
    with serve(Path(data), limit_ask="off") as delivering:
        yield delivering
