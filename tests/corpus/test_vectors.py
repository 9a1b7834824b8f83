from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel, Progress
from corpus.library import Library
from corpus.store.catalogue import Catalogue
from corpus.text.sentences import passage_sentences
from corpus.vectors import TextVectors, digest
from eval.benchmarks.standing_in import StandingIn
from ingest.pipeline import Reading
from tests.corpus.stores import COPY, NEW, OLD, Stores, held, ids, nearest, prepare, vectors_kept
from tests.ingest.made_up import content_of


@pytest.fixture
def library(stores: Stores, published: Path, embedding: EmbeddingModel) -> Library:
    return stores.with_plan(published, embedding)


class Counting(StandingIn):
    """The real model, and every text that it was given."""

    def __init__(self, model: EmbeddingModel) -> None:
        super().__init__(model)
        self.texts: list[str] = []

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        self.texts.extend(texts)
        return self._model.embed_documents_array(texts, on_progress)


def embedded(reading: Reading) -> set[str]:
    """Every text of a reading that has a vector."""
    title = reading.document.title
    sentences = {sentence for passage in reading.passages for sentence in passage_sentences(passage)}
    return {passage.embedded_text(title) for passage in reading.passages} | sentences


def test_two_documents_of_one_text_share_their_vectors(stores: Stores, library: Library) -> None:
    before = vectors_kept(stores)
    steps: list[str] = []
    library.publish(COPY, content_of(COPY), lambda step, _done, _total: steps.append(step))
    assert "embedding" not in steps
    assert vectors_kept(stores) == before
    library.remove("turplan")
    assert vectors_kept(stores) == before
    assert library.snapshot.passages == COPY.passages
    assert held(stores) == ids(COPY)
    assert nearest(library, "Hvem eier regntøy?")[0].document_id == "turplan-kopi"


def test_sentence_vectors_are_those_of_the_sentences(library: Library, embedding: EmbeddingModel) -> None:
    passage = library.snapshot.passages[0]
    sentences = passage_sentences(passage)
    (found,) = library.sentence_vectors([passage])
    assert found.shape == (len(sentences), embedding.dimension)
    expected = embedding.embed_documents_array(list(sentences))
    assert np.einsum("nd,nd->n", found, expected) == pytest.approx(1.0, abs=0.02)
    assert library.text_vectors([]).shape == (0, embedding.dimension)


def test_a_removed_document_leaves_no_vectors_in_memory(library: Library) -> None:
    passage = library.snapshot.passages[0]
    library.sentence_vectors([passage])
    library.remove("turplan")
    assert passage.id not in library._vectors._of_sentences


def test_a_changed_file_embeds_only_the_texts_that_are_new(stores: Stores, embedding: EmbeddingModel) -> None:
    counting = Counting(embedding)
    library = stores.library(counting)
    library.publish(OLD, content_of(OLD))
    assert sorted(counting.texts) == sorted({passage.embedded_text("Turplan") for passage in OLD.passages})
    prepare(library)
    assert sorted(counting.texts) == sorted(embedded(OLD))
    counting.texts.clear()
    library.publish(NEW, content_of(NEW))
    prepare(library)
    new = embedded(NEW) - embedded(OLD)
    assert sorted(counting.texts) == sorted(new)
    assert 0 < len(new) < len(embedded(NEW)) / 4
    assert all("Ullsokker til låns" in text or "Regntøy" not in text for text in new)
    counting.texts.clear()
    stores.close()
    library = stores.library(counting)
    library.publish(COPY, content_of(COPY))
    prepare(library)
    assert set(counting.texts) == embedded(COPY) - embedded(NEW)


def test_vectors_that_only_a_superseded_reading_used_are_gone(stores: Stores, library: Library) -> None:
    library.publish(NEW, content_of(NEW))
    prepare(library)
    assert len(vectors_kept(stores)) == len(embedded(NEW))
    library.publish(OLD, content_of(OLD))
    prepare(library)
    assert len(vectors_kept(stores)) == len(embedded(OLD))


def test_a_question_that_still_holds_a_removed_document_keeps_nothing_of_it(stores: Stores, library: Library) -> None:
    passage = library.snapshot.passages[0]
    library.remove("turplan")
    (found,) = library.sentence_vectors([passage])
    assert found.shape[0] == len(passage_sentences(passage))
    assert vectors_kept(stores) == []
    assert passage.id not in library._vectors._of_sentences


class Overtaken(Counting):
    """The real model, while which works another writer keeps vectors of its own for the same texts."""

    def __init__(self, model: EmbeddingModel, catalogue: Catalogue) -> None:
        super().__init__(model)
        self._catalogue = catalogue

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        made = super().embed_documents_array(texts, on_progress)
        kept = {digest(text): -vector for text, vector in zip(texts, made, strict=True)}
        self._catalogue.vectors.store(self.model_id, kept)
        return made


def test_of_two_writers_of_one_text_the_first_s_vector_holds_for_both(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    catalogue, text = stores.catalogue(), "En setning som to prosesser regner ut på likt."
    given = TextVectors(catalogue, Overtaken(embedding, catalogue)).of([text])
    assert np.array_equal(given, TextVectors(catalogue, embedding).of([text]))
