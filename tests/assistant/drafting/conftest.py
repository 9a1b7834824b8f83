from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from tests.corpus.stores import OLD, OTHER, MadeUpEmbedding, Stores
from tests.ingest.made_up import content_of


@pytest.fixture
def hikes(tmp_path: Path) -> Iterator[Library]:
    """A library of a test's own, with a plan for hikes and another for meals."""
    stores = Stores(tmp_path)
    library = stores.library(MadeUpEmbedding())
    for reading in (OLD, OTHER):
        library.publish(reading, content_of(reading))
    yield library
    stores.close()
