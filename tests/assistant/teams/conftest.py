import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.answering.answer import Answer
from assistant.config import Settings
from assistant.opening import open_library
from assistant.service import Assistant
from assistant.teams.messages.chat import Chat

PUBLIC = "https://planer.fjellvik.kommune.no/planassistent"
"""Where the pages are, for whoever reads a message."""


def address(path: str) -> str:
    """The whole address of one of the pages."""
    return f"{PUBLIC}{path}"


@pytest.fixture(scope="session")
def shipped(
    plans_read: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path
) -> Iterator[Assistant]:
    """The assistant over the shipped plans; what is asked of it is kept."""
    own = shutil.copytree(plans_read, tmp_path_factory.mktemp("teams") / "data")
    with open_library(Settings(data_dir=Path(own), model_dir=embedding_model_dir)) as library:
        yield Assistant(library)


@pytest.fixture(scope="session")
def told(shipped: Assistant) -> Callable[[str], Answer]:
    """The answer of the shipped plans to a question, each asked once."""
    return cache(shipped.ask)


@pytest.fixture
def chat() -> Chat:
    """A conversation with one person."""
    return Chat(address, reader="29:kari")
