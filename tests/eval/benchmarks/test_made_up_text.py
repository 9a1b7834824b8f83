import numpy as np

from corpus.index.embedding import EmbeddingModel
from corpus.text.sentences import passage_sentences
from eval.benchmarks.made_up_text import DrawnVectors, made_up_readings


def test_there_are_as_many_passages_as_asked_for_and_they_are_the_same_each_time() -> None:
    first, second = (list(made_up_readings(700)) for _ in range(2))
    assert [len(reading.passages) for reading in first] == [500, 200]
    assert first == second


def test_each_passage_stands_on_its_page() -> None:
    (reading,) = made_up_readings(7)
    assert reading.document.pages == len(reading.pages) == 3
    for passage in reading.passages:
        assert passage.text in reading.pages[passage.first_page - 1].text
        assert len(passage_sentences(passage)) == 3


def test_drawn_vectors_are_as_near_to_the_centre_as_embedded_ones_and_all_different(embedding: EmbeddingModel) -> None:
    texts = [passage.text for reading in made_up_readings(40) for passage in reading.passages]
    centre = embedding.embed_documents_array(texts).mean(axis=0)
    model = DrawnVectors(embedding, centre)
    drawn = model.embed_documents_array(texts)
    assert np.allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)
    assert np.allclose(drawn @ centre, centre @ centre, atol=1e-5)
    assert np.linalg.matrix_rank(drawn) == len(texts)
    assert model.model_id == embedding.model_id
    assert np.array_equal(model.embed_query_array("Hvem?"), embedding.embed_query_array("Hvem?"))
