from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.index.embedding import EmbeddingModel
from corpus.store.catalogue import Catalogue
from tests.assistant.conftest import empty_data as empty_data
from tests.assistant.conftest import shelf as shelf
from tests.corpus.stores import OLD, Stores
from tests.ingest.made_up import content_of


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    found = Catalogue(url)
    yield found
    found.close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, embedding: EmbeddingModel) -> Path:
    """A data directory in which the old edition is published, to be copied."""
    stores = Stores(tmp_path_factory.mktemp("published"))
    stores.library(embedding).publish(OLD, content_of(OLD))
    stores.close()
    return stores.folder


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    found = Stores(tmp_path)
    yield found
    found.close()
