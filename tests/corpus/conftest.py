from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from tests.assistant.conftest import shelf as shelf


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    found = Catalogue(url)
    yield found
    found.close()
