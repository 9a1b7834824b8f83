from pathlib import Path

import numpy as np
import pytest

from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from tests.corpus.stores import OTHER, MadeUpEmbedding, Stores, reopened
from tests.ingest.made_up import PLAN, content_of, read


@pytest.fixture
def library(stores: Stores, published: Path, embedding: EmbeddingModel) -> Library:
    return stores.with_plan(published, embedding)


def test_the_snapshot_s_terms_words_and_grams_are_in_one_order(library: Library) -> None:
    snapshot = library.snapshot
    row = next(at for at, passage in enumerate(snapshot.passages) if passage.text.startswith("Fugletelling"))
    assert "fugletelling" in snapshot.terms[row]
    assert snapshot.words.scores(["fugletelling"]).argmax() == row
    assert snapshot.grams.scores(["_fug", "ugle", "glet"]).argmax() == row
    assert snapshot.vocabulary["fugletelling"] == sum("fugletelling" in terms for terms in snapshot.terms) == 1


def test_a_retelling_is_remembered_by_its_title_after_its_original_came(library: Library) -> None:
    retelling = read(PLAN, id="retold", title="En  Turplan", retelling_of="retold")
    original = read(f"{PLAN} Til slutt.", id="retold", title="Den egentlige turplanen")
    unnamed = read("Mat til alle.", "mat.txt", retelling_of="mat")
    for reading in (retelling, original, unnamed):
        library.publish(reading, content_of(reading))
    assert library.snapshot.retold == {"en turplan": frozenset({"retold"})}
    library.remove("retold")
    assert library.snapshot.retold == {}


def test_the_centre_is_the_mean_of_what_is_embedded_of_every_passage(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    library.publish(OTHER, content_of(OTHER))
    snapshot = library.snapshot
    texts = [passage.embedded_text(snapshot.document_of(passage).title) for passage in snapshot.passages]
    mean = library.text_vectors(texts).mean(axis=0)
    assert snapshot.centre == pytest.approx(mean, abs=1e-6)
    assert reopened(stores, embedding).snapshot.centre == pytest.approx(mean, abs=1e-6)


def test_the_centre_of_nothing_is_nought(stores: Stores, library: Library) -> None:
    assert library.remove("turplan")
    assert library.snapshot.centre.shape == (library.embedding.dimension,)
    assert not library.snapshot.centre.any()


def test_the_centre_of_many_passages_is_that_of_some_spread_over_them(stores: Stores) -> None:
    numbers = [
        f"Punkt {number}\n\nTekst nummer {number} handler om {'abcdefgh'[number % 8] * 9}.\n" for number in range(600)
    ]
    many = read("\f".join(numbers), id="lang", title="Lang")
    library = Library(stores.catalogue(), stores.dense(), MadeUpEmbedding(), stores.originals())
    library.publish(many, content_of(many))
    assert len(library.snapshot.passages) >= 600
    vectors = library.text_vectors([p.embedded_text("Lang") for p in library.snapshot.passages[::2]])
    assert library.snapshot.centre == pytest.approx(vectors.mean(axis=0), abs=1e-6)


def test_the_snapshot_knows_which_passages_are_of_which_document(library: Library) -> None:
    library.publish(OTHER, content_of(OTHER))
    snapshot = library.snapshot
    assert snapshot.mask({"matplan"}).tolist() == [found.document_id == "matplan" for found in snapshot.passages]
    assert not snapshot.mask(()).any()


def test_the_snapshot_knows_the_editions_of_a_plan(library: Library) -> None:
    newer = read(PLAN, id="turplan-2", title="Skogsplan", edition_of="turplan")
    library.publish(newer, content_of(newer))
    assert library.snapshot.editions.several == (("turplan", "turplan-2"),)


def test_a_view_counts_only_its_documents(stores: Stores, library: Library, embedding: EmbeddingModel) -> None:
    alone = library.snapshot
    library.publish(OTHER, content_of(OTHER))
    whole = library.snapshot
    view = whole.within(frozenset({"turplan"}))
    assert (view.passages, view.position) == (whole.passages, whole.position)
    assert (view.counted, whole.counted) == (len(alone.passages), len(whole.passages))
    assert view.vocabulary == alone.vocabulary
    assert "gulrot" in whole.vocabulary
    np.testing.assert_allclose(view.centre, alone.centre, atol=1e-6)
    mask = whole.mask({"turplan"})
    assert view.words.scores(["skog", "gulrot"])[mask] == pytest.approx(alone.words.scores(["skog"]), rel=0.05)
    assert not view.words.scores(["skog", "gulrot"])[~mask].any()
    assert whole.within(frozenset({"turplan"})) is view
    assert view.within(view.scope) is view
    assert whole.within(None) is whole
