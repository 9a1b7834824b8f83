import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import serving as serving_app
from tests.language_model.asker import Asker
from tests.language_model.scripted import MODEL, ScriptedServer, saying, serving

TIMEOUT = 3.0
"""Seconds that the running server gives its model for a whole answer."""


@pytest.fixture(scope="package")
def model() -> Iterator[ScriptedServer]:
    """The language model of the running server, which says what a test has it say."""
    with serving(lambda _: saying("")) as scripted:
        yield scripted


@pytest.fixture(scope="package")
def service(
    plans_data: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, model: ScriptedServer
) -> Iterator[str]:
    """The address of the application as it is started, over the made-up plans, with the scripted model."""
    own = Path(shutil.copytree(plans_data, tmp_path_factory.mktemp("written") / "data"))
    settings = {"LLM_MODEL": MODEL, "LLM_BASE_URL": model.base_url, "LLM_TIMEOUT": str(TIMEOUT)}
    with serving_app(own, embedding_model_dir, 0, LLM_PAUSE_SECONDS="0", LLM_RETRIES="1", **settings) as address:
        yield address


@pytest.fixture
def asker(service: str) -> Iterator[Asker]:
    """Who asks there."""
    opened = Asker(service)
    yield opened
    opened.close()
