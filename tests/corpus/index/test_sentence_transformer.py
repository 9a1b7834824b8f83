import socket
from pathlib import Path

import pytest

from corpus.index.embedding import EmbeddingModelError
from corpus.index.loaded import load_embedding
from corpus.index.sentence_transformer import SentenceTransformerEmbedding


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_a_model_folder_is_loaded_without_the_network(original_folder: Path, tmp_path: Path) -> None:
    model = load_embedding(str(original_folder), tmp_path)
    assert isinstance(model, SentenceTransformerEmbedding)
    assert model.embed_query("Hvem?")


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[")
    with pytest.raises(EmbeddingModelError, match="se etter at den er en sentence-transformers-mappe"):
        load_embedding(str(tmp_path), tmp_path)
    with pytest.raises(EmbeddingModelError, match=r"modellmappen .* finnes ikke"):
        load_embedding(str(tmp_path / "missing"), tmp_path)


def test_without_sentence_transformers_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EmbeddingModelError, match=r"planassistent\[model\]"):
        load_embedding("some/model", tmp_path)
