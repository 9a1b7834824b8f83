from pathlib import Path

import pytest

from corpus.derived import IndexMismatchError, rebuild_indexes
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from tests.corpus.stores import (
    OLD,
    MadeUpEmbedding,
    Stores,
    held,
    ids,
    nearest,
    reopened,
    vectors_kept,
)


@pytest.fixture
def library(stores: Stores, published: Path, embedding: EmbeddingModel) -> Library:
    return stores.with_plan(published, embedding)


def test_vectors_missing_after_a_crash_are_put_back(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    lost = library.snapshot.passages[2]
    stores.close()
    stores.dense().delete([lost.id])
    again = reopened(stores, embedding)
    assert held(stores) == ids(OLD)
    vector = again.text_vectors([lost.embedded_text("Turplan")])[0]
    assert dict(again.nearest(vector, 1, again.snapshot)) == pytest.approx(
        {again.snapshot.position[lost.id]: 1.0}, abs=1e-4
    )


def test_vectors_left_over_after_a_crash_are_taken_out(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    stores.close()
    stores.dense().add(["turplan@none:1"], embedding.embed_documents_array(["Tur"]))
    reopened(stores, embedding)
    assert held(stores) == ids(OLD)


def test_another_embedding_model_is_a_mismatch_and_rebuilding_mends_it(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    stores.close()
    with pytest.raises(
        IndexMismatchError, match="kjør `planassistent rebuild`, eller sett innstillingen tilbake"
    ) as caught:
        stores.library(MadeUpEmbedding())
    assert embedding.model_id in str(caught.value)
    assert "made-up@1" in str(caught.value)
    stores.close()
    rebuild_indexes(stores.catalogue(), stores.dense(), MadeUpEmbedding(), lambda _step, _done, _total: None)
    again = reopened(stores, MadeUpEmbedding())
    assert again.snapshot.passages == OLD.passages
    assert held(stores) == ids(OLD)
    passage = OLD.passages[0]
    assert nearest(again, passage.embedded_text("Turplan"), 1) == [passage]
    stores.close()
    with pytest.raises(IndexMismatchError):
        stores.library(embedding)


def test_a_rebuild_that_stops_halfway_leaves_no_index_of_two_models(
    stores: Stores, library: Library, embedding: EmbeddingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.close()
    half = ids(OLD)
    add = DenseIndex.add

    def stop(dense: DenseIndex, keys: list[str], vectors: Vectors) -> None:
        add(dense, keys[: len(half) // 2], vectors[: len(half) // 2])
        raise OSError("no room")

    monkeypatch.setattr(DenseIndex, "add", stop)
    with pytest.raises(OSError, match="no room"):
        rebuild_indexes(stores.catalogue(), stores.dense(), MadeUpEmbedding(), lambda _step, _done, _total: None)
    monkeypatch.undo()
    stores.close()
    with pytest.raises(IndexMismatchError):
        stores.library(embedding)
    stores.close()
    again = reopened(stores, MadeUpEmbedding())
    assert held(stores) == half
    for passage in OLD.passages:
        assert passage in nearest(again, passage.embedded_text("Turplan"), 1)


def test_a_rebuild_leaves_no_vectors_of_the_other_model(stores: Stores, library: Library) -> None:
    stores.close()
    rebuild_indexes(stores.catalogue(), stores.dense(), MadeUpEmbedding(), lambda _step, _done, _total: None)
    assert {model for model, _ in vectors_kept(stores)} == {"made-up@1"}


def test_another_analysis_is_a_mismatch_and_rebuilding_mends_it(
    stores: Stores, library: Library, embedding: EmbeddingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.close()
    monkeypatch.setattr("corpus.derived.ANALYSIS_VERSION", "nb-next")
    monkeypatch.setattr("corpus.derived.terms", lambda text: ["all", *text.lower().split()])
    with pytest.raises(IndexMismatchError, match=r"ordanalysen .*«nb-next».*`planassistent rebuild`"):
        stores.library(embedding)
    stores.close()
    rebuild_indexes(stores.catalogue(), stores.dense(), embedding, lambda _step, _done, _total: None)
    again = reopened(stores, embedding)
    assert all("all" in terms for terms in again.snapshot.terms)


def test_a_rebuild_of_the_library_keeps_everything(stores: Stores, library: Library) -> None:
    stores.dense().delete([OLD.passages[0].id])
    library.rebuild()
    assert held(stores) == ids(OLD)
    assert library.snapshot.passages == OLD.passages
