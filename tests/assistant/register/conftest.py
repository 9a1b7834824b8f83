import pytest

from assistant.service import Assistant
from corpus.library import Library
from corpus.snapshot import Snapshot


@pytest.fixture(scope="package")
def snapshot(hikes: Library) -> Snapshot:
    """What questions about it are answered from."""
    return hikes.snapshot


@pytest.fixture(scope="package")
def guide(hikes: Library) -> Assistant:
    """The assistant over that library."""
    return Assistant(hikes)
