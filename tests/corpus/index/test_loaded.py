import gc
import weakref
from pathlib import Path

import pytest

from corpus.index.embedding import MODEL_NAME, EmbeddingModel
from corpus.index.loaded import load_embedding


@pytest.fixture
def model_dir(embedding_model_dir: Path, tmp_path: Path) -> Path:
    """Another folder of models, with the same model in it, that nobody has loaded."""
    (tmp_path / MODEL_NAME).mkdir()
    for file in (embedding_model_dir / MODEL_NAME).iterdir():
        (tmp_path / MODEL_NAME / file.name).symlink_to(file)
    return tmp_path


def test_who_asks_for_a_model_that_is_held_gets_the_same(
    embedding: EmbeddingModel, embedding_model_dir: Path, model_dir: Path
) -> None:
    assert load_embedding(MODEL_NAME, embedding_model_dir) is embedding
    assert load_embedding(MODEL_NAME, embedding_model_dir / ".." / embedding_model_dir.name) is embedding
    assert load_embedding(MODEL_NAME, model_dir) is not embedding


def test_a_model_that_nobody_holds_any_more_is_gone(model_dir: Path) -> None:
    model = load_embedding(MODEL_NAME, model_dir)
    held = weakref.ref(model)
    assert load_embedding(MODEL_NAME, model_dir) is held()
    del model
    gc.collect()
    assert held() is None
