from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from assistant.drafting import covered
from assistant.drafting.coverage import coverage
from assistant.drafting.remembering import Memory
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


@pytest.fixture
def worked_out() -> Iterator[list[int]]:
    """How often a coverage was worked out, nothing being remembered before."""
    made: list[int] = []

    def counted(*given: object) -> object:
        made.append(1)
        return coverage(*given)  # type: ignore[arg-type]

    with patch.object(covered, "coverage", counted), patch.object(covered, "_KNOWN", Memory(10)):
        yield made
