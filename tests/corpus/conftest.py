from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.store.catalogue import Catalogue
from tests.assistant.conftest import empty_data as empty_data
from tests.assistant.conftest import shelf as shelf
from tests.corpus.stores import OLD, Place, Stores, eventually
from tests.ingest.made_up import content_of

ONE_MACHINE, SERVERS = "one machine", "servers"


@pytest.fixture(params=[ONE_MACHINE, SERVERS])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Each of the two pairs of stores: what holds on one machine holds on servers."""
    if request.param == ONE_MACHINE:
        return Place(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    servers: Place = request.getfixturevalue("servers")
    return servers


@pytest.fixture(params=[ONE_MACHINE, SERVERS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of either kind with nothing in it; that of a server has its tables."""
    if request.param == ONE_MACHINE:
        return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"
    return str(request.getfixturevalue("catalogue_url"))


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
def stores(tmp_path: Path, place: Place) -> Iterator[Stores]:
    found = Stores(tmp_path, place)
    yield found
    found.close()


@pytest.fixture
def servers(catalogue_url: str, chroma_url: str) -> Place:
    return Place(catalogue_url, chroma_url)


@pytest.fixture
def pair(tmp_path: Path, servers: Place, embedding: EmbeddingModel) -> Iterator[tuple[Library, Library]]:
    """Two workers, of which the first has published the old edition."""
    stores = Stores(tmp_path, servers), Stores(tmp_path, servers)
    one, other = (found.library(embedding) for found in stores)
    one.publish(OLD, content_of(OLD))
    eventually(lambda: other.version == one.version)
    yield one, other
    for found in stores:
        found.close()
