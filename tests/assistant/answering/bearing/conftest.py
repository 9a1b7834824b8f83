from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus.documents
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from corpus.snapshot import Snapshot

DOCUMENTS = Path(next(iter(corpus.documents.__path__)))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Snapshot]:
    """What is known of the shipped plans."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("shipped"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        ingest_paths(opened, [DOCUMENTS])
        yield opened.snapshot
