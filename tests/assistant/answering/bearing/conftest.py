import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.opening import open_library
from corpus.snapshot import Snapshot


@pytest.fixture(scope="session")
def shipped(
    tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans_read: Path
) -> Iterator[Snapshot]:
    """What is known of the shipped plans."""
    own = shutil.copytree(plans_read, tmp_path_factory.mktemp("shipped") / "data")
    with open_library(Settings(data_dir=Path(own), model_dir=embedding_model_dir)) as opened:
        yield opened.snapshot
