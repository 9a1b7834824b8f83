import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from corpus.index import onnx_embedding, sentence_transformer
from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel, encodable
from corpus.index.onnx_embedding import OnnxEmbedding
from corpus.index.sentence_transformer import SentenceTransformerEmbedding

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
def int8(embedding: EmbeddingModel) -> OnnxEmbedding:
    assert isinstance(embedding, OnnxEmbedding)
    return embedding


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
    monkeypatch.setattr(onnx_embedding, "WINDOW", 4)
    monkeypatch.setattr(onnx_embedding, "BATCH_TOKENS", 90)
    together = int8.embed_documents_array(texts)
    assert (together @ single.T).argmax(axis=1).tolist() == list(range(len(texts)))
    assert cosines(together, single).min() >= 0.99


def test_progress_ends_at_the_number_of_texts(
    int8: OnnxEmbedding, original: SentenceTransformerEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (onnx_embedding, sentence_transformer):
        monkeypatch.setattr(module, "WINDOW", 4)
    for model in (int8, original):
        told: list[int] = []
        model.embed_documents_array(SENTENCES, told.append)
        assert told == sorted(told)
        assert len(told) >= 3
        assert told[-1] == len(SENTENCES)


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
