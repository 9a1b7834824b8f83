"""Folders that are named as that of a cross-encoder, and are none."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from assistant.app import create_app
from assistant.cli import app
from assistant.config import Settings
from assistant.retrieval.rerank import RerankerError, load_reranker
from corpus.index.embedding import MODEL_NAME
from tests.made_up_cross_encoder import write_cross_encoder

QUESTION = "Hva skal barna lære på tur?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of a cross-encoder which is one."""
    return write_cross_encoder(tmp_path_factory.mktemp("reranker") / "good", QUESTION, {"tur": 1.0})


def with_a_broken_model(place: Path, good: Path) -> Path:
    shutil.copytree(good, place)
    (place / "model.safetensors").write_bytes(b"not weights")
    return place


def with_an_empty_configuration(place: Path, good: Path) -> Path:
    place.mkdir()
    (place / "config.json").write_text("{}", encoding="utf-8")
    return place


def with_three_scores(place: Path, good: Path) -> Path:
    return write_cross_encoder(place, QUESTION, {"tur": 1.0}, labels=3)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda place, good: place, "finnes ikke; rett PLANASSISTENT_RERANKER"),
        (with_an_empty_configuration, "ingen brukbar kryssenkoder (config.json sier ikke"),
        (with_a_broken_model, "ingen brukbar kryssenkoder ("),
        (with_three_scores, "ingen brukbar kryssenkoder (den gir 3 tall for hvert par, ikke ett)"),
    ],
)
def test_a_folder_that_is_none_is_told_at_start(tmp_path: Path, folder: Path, make: Any, said: str) -> None:
    place = make(tmp_path / "model", folder)
    environment = {"PLANASSISTENT_DATA_DIR": str(tmp_path / "data"), "PLANASSISTENT_RERANKER": str(place)}
    result = CliRunner().invoke(app, ["documents"], env=environment)
    assert result.exit_code == 1
    assert result.stderr.startswith("feil: mappen «")
    assert str(place) in result.stderr
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_model_of_embeddings_is_none(folder: Path, tmp_path: Path, embedding_model_dir: Path) -> None:
    embedding = Path(shutil.copytree(folder, tmp_path / "embedding"))
    says = json.loads((embedding / "config.json").read_bytes())
    (embedding / "config.json").write_text(json.dumps({**says, "architectures": ["BertModel"]}), encoding="utf-8")
    for other in (embedding, embedding_model_dir / MODEL_NAME):
        with pytest.raises(RerankerError, match="ingen brukbar kryssenkoder"):
            load_reranker(other)


def test_the_server_does_not_start_on_such_a_folder(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", reranker=tmp_path)
    with (
        pytest.raises(RerankerError, match="ingen brukbar"),
        TestClient(create_app(settings), base_url="http://127.0.0.1:8000"),
    ):
        pass
    assert not (tmp_path / "data").exists()


def test_evaluation_takes_one_too(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    result = CliRunner().invoke(app, ["eval", "--reranker", str(nowhere), "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{nowhere}» med kryssenkoderen finnes ikke" in result.stderr
