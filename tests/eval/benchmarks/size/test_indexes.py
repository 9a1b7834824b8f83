from pathlib import Path

from eval.benchmarks.size.indexes import dense, lexical
from eval.benchmarks.size.moved_vectors import MovedVectors
from tests.corpus.stores import MadeUpEmbedding

ASKED = ("Hvem har ansvar for turen?", "Hva er en bibliotekkasse?")


def test_chroma_is_filled_searched_and_compared_with_all(tmp_path: Path) -> None:
    model = MadeUpEmbedding()
    real = model.embed_documents_array([f"om {'abcdefgh'[number % 8] * number}" for number in range(1, 40)])
    found = dense(tmp_path, MovedVectors(model, real), 300, ASKED)
    assert found["of the 60 nearest"] > 0.9
    assert found["MB on the disk"] > 0
    assert found["ms p50"] <= found["ms p95"]


def test_words_are_indexed_and_searched() -> None:
    found = lexical(["tur skog ansvar", "bok bibliotekkasse"], 100, ASKED)
    assert found["ms p50"] <= found["ms p95"]
    assert found["seconds to build"] > 0
