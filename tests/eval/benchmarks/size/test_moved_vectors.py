import numpy as np

from eval.benchmarks.size.moved_vectors import MovedVectors
from tests.corpus.stores import MadeUpEmbedding


def test_moved_vectors_are_of_length_one_and_the_same_for_the_same_text() -> None:
    model = MadeUpEmbedding()
    real = model.embed_documents_array([f"tekst {number} om {'abcdefg'[number % 7] * 5}" for number in range(40)])
    moved = MovedVectors(model, real)
    made = moved.embed_documents_array(["en tur", "en fest", "en tur"])
    assert made.dtype == np.float32
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert (made[0] == made[2]).all()
    assert (made[0] != made[1]).any()
    assert moved.embed_documents_array([]).shape == (0, model.dimension)
    assert (moved.embed_query_array("en tur") == model.embed_query_array("en tur")).all()
