import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel, Progress, Vectors
from corpus.library import IndexMismatchError, Library, rebuild_indexes
from corpus.models import Passage
from corpus.originals import Originals
from corpus.sentences import passage_sentences
from ingest.pipeline import Reading
from tests.ingest.made_up import PLAN, content_of, read

OLD = read(PLAN, id="turplan", title="Turplan")
NEW = read(PLAN.replace("Regntøy til låns", "Ullsokker til låns"), id="turplan", title="Turplan")
OTHER = read("Mat på kjøkkenet\n\nKokken lager suppe av gulrøtter hver torsdag.\n", id="matplan", title="Matplan")
COPY = read(PLAN, id="turplan-kopi", title="Turplan")


class MadeUpEmbedding(EmbeddingModel):
    """Another model: vectors of eight numbers by the letters of a text."""

    @property
    def model_id(self) -> str:
        return "made-up@1"

    @property
    def dimension(self) -> int:
        return 8

    def embed_query_array(self, text: str) -> Vectors:
        vector = np.bincount([ord(char) % 8 for char in text] or [0], minlength=8).astype(np.float32)
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        return np.stack([self.embed_query_array(text) for text in texts])


class Counting(EmbeddingModel):
    """The real model, and every text that it was given."""

    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model
        self.texts: list[str] = []

    @property
    def model_id(self) -> str:
        return self._model.model_id

    @property
    def dimension(self) -> int:
        return self._model.dimension

    def embed_query_array(self, text: str) -> Vectors:
        return self._model.embed_query_array(text)

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        self.texts.extend(texts)
        return self._model.embed_documents_array(texts, on_progress)


class Stores:
    """The data directory of a test, its stores opened one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: list[Catalogue | DenseIndex | Library] = []

    def catalogue(self) -> Catalogue:
        found = Catalogue(f"sqlite:///{self.folder / 'catalogue.sqlite3'}")
        self._open.append(found)
        return found

    def dense(self) -> DenseIndex:
        found = DenseIndex.embedded(self.folder / "chroma")
        self._open.append(found)
        return found

    def originals(self) -> Originals:
        return Originals(self.folder / "originals")

    def library(self, embedding: EmbeddingModel) -> Library:
        return Library(self.catalogue(), self.dense(), embedding, self.originals())

    def close(self) -> None:
        while self._open:
            self._open.pop().close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, embedding: EmbeddingModel) -> Path:
    """A data directory in which the old edition is published, to be copied."""
    stores = Stores(tmp_path_factory.mktemp("published"))
    stores.library(embedding).publish(OLD, content_of(OLD))
    stores.close()
    return stores.folder


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    found = Stores(tmp_path)
    yield found
    found.close()


@pytest.fixture
def library(stores: Stores, published: Path, embedding: EmbeddingModel) -> Library:
    shutil.copytree(published, stores.folder, dirs_exist_ok=True)
    return stores.library(embedding)


def reopened(stores: Stores, embedding: EmbeddingModel) -> Library:
    stores.close()
    return stores.library(embedding)


def held(stores: Stores) -> frozenset[str]:
    return stores.dense().ids()


def ids(*readings: Reading) -> set[str]:
    return {passage.id for reading in readings for passage in reading.passages}


def nearest(library: Library, question: str, limit: int = 3) -> list[Passage]:
    found = library.nearest(library.embedding.embed_query_array(question), limit)
    return [library.snapshot.passages[position] for position, _ in found]


def vectors_kept(stores: Stores) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(stores.folder / "catalogue.sqlite3")) as connection:
        return connection.execute("SELECT model, digest FROM embedding ORDER BY digest").fetchall()


def test_a_published_document_is_in_the_snapshot_and_in_every_index(stores: Stores, library: Library) -> None:
    snapshot = library.snapshot
    assert snapshot.documents == {"turplan": OLD.document}
    assert snapshot.generations == {"turplan": OLD.generation_id}
    assert (snapshot.passages, snapshot.measures) == (OLD.passages, OLD.measures)
    assert held(stores) == ids(OLD)
    assert snapshot.units.resolve("NE") == "ne"
    assert [snapshot.passages[at].id for at in snapshot.position.values()] == list(snapshot.position)
    assert snapshot.document_of(OLD.passages[0]) == OLD.document
    assert library.page(OLD.generation_id, 3) == OLD.pages[2]
    assert library.published(OLD.generation_id) == OLD.document
    assert library.published("turplan@none") is None


def test_the_snapshot_s_terms_words_and_grams_are_in_one_order(library: Library) -> None:
    snapshot = library.snapshot
    row = next(at for at, passage in enumerate(snapshot.passages) if passage.text.startswith("Fugletelling"))
    assert "fugletelling" in snapshot.terms[row]
    assert snapshot.words.scores(["fugletelling"]).argmax() == row
    assert snapshot.grams.scores(["_fug", "ugle", "glet"]).argmax() == row
    assert snapshot.vocabulary["fugletelling"] == sum("fugletelling" in terms for terms in snapshot.terms) == 1


def test_a_question_finds_its_passage(library: Library) -> None:
    found = nearest(library, "Hvem eier regntøy som barn får låne?")
    assert found[0].text.startswith("Regntøy til låns")


def test_an_empty_library_answers_nothing(stores: Stores, embedding: EmbeddingModel) -> None:
    library = stores.library(embedding)
    assert library.nearest(embedding.embed_query_array("tur"), 3) == []
    assert library.snapshot.passages == ()


def test_an_unchanged_file_is_current(stores: Stores, library: Library, embedding: EmbeddingModel) -> None:
    assert library.is_current("turplan", OLD.generation_id)
    assert not library.is_current("turplan", NEW.generation_id)
    assert not library.is_current("matplan", OLD.generation_id)
    assert reopened(stores, embedding).is_current("turplan", OLD.generation_id)


def test_the_steps_of_publishing_are_told(library: Library) -> None:
    steps: list[tuple[str, int, int]] = []
    library.publish(NEW, content_of(NEW), lambda *step: steps.append(step))
    names = [name for name, _, _ in steps]
    assert list(dict.fromkeys(names)) == [
        "begin",
        "written",
        "kept",
        "embedding",
        "embedded",
        "indexed",
        "published",
        "cleaned",
    ]
    assert all(done <= total for _, done, total in steps)


def test_a_new_edition_leaves_no_trace_of_the_old_in_snapshot_and_index(stores: Stores, library: Library) -> None:
    library.publish(NEW, content_of(NEW))
    assert library.snapshot.passages == NEW.passages
    assert library.snapshot.measures == NEW.measures
    assert held(stores) == ids(NEW)
    assert library.published(OLD.generation_id) == OLD.document
    assert library.page(OLD.generation_id, 3) == OLD.pages[2]
    assert not any("Regntøy til låns" in passage.text for passage in library.snapshot.passages)
    assert {passage.generation_id for passage in nearest(library, "Regntøy til låns", 20)} == {NEW.generation_id}


def test_an_edition_put_back_is_whole(stores: Stores, library: Library) -> None:
    library.publish(NEW, content_of(NEW))
    library.publish(OLD, content_of(OLD))
    assert library.snapshot.passages == OLD.passages
    assert held(stores) == ids(OLD)


def test_the_same_reading_published_again_is_there_once(stores: Stores, library: Library) -> None:
    library.publish(OLD, content_of(OLD))
    assert library.snapshot.passages == OLD.passages
    assert held(stores) == ids(OLD)


def test_a_second_publish_of_the_same_reading_that_fails_loses_nothing(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    def fail(step: str, _done: int, _total: int) -> None:
        if step == "written":
            raise RuntimeError(step)

    with suppress(RuntimeError):
        library.publish(OLD, content_of(OLD), fail)
    again = reopened(stores, embedding)
    assert again.snapshot.passages == OLD.passages
    assert held(stores) == ids(OLD)


def test_a_publish_that_fails_leaves_the_old_edition_answering(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    def fail(step: str, _done: int, _total: int) -> None:
        if step == "indexed":
            raise RuntimeError(step)

    with pytest.raises(RuntimeError, match="indexed"):
        library.publish(NEW, content_of(NEW), fail)
    assert library.snapshot.passages == OLD.passages
    assert {passage.generation_id for passage in nearest(library, "ullsokker til låns")} == {OLD.generation_id}
    library.publish(NEW, content_of(NEW))
    assert library.snapshot.passages == NEW.passages
    assert held(stores) == ids(NEW)


def test_a_removed_document_leaves_no_trace(stores: Stores, library: Library, embedding: EmbeddingModel) -> None:
    library.publish(NEW, content_of(NEW))
    library.publish(OTHER, content_of(OTHER))
    prepare(library)
    assert library.snapshot.duties == (*OTHER.duties, *NEW.duties)
    assert library.snapshot.aliases["ne"] == ("Naturskolen Elvedal",)
    assert library.remove("turplan")
    assert library.snapshot.duties == OTHER.duties
    assert "ne" not in library.snapshot.aliases
    assert library.snapshot.documents == {"matplan": OTHER.document}
    assert library.snapshot.passages == OTHER.passages
    assert library.snapshot.measures == ()
    assert library.snapshot.units.resolve("NE") is None
    assert "fugletelling" not in library.snapshot.vocabulary
    assert held(stores) == ids(OTHER)
    assert library.published(OLD.generation_id) is None
    texts = {OTHER.passages[0].embedded_text("Matplan"), *passage_sentences(OTHER.passages[0])}
    assert len(vectors_kept(stores)) == len(texts)
    assert library.remove("matplan")
    assert vectors_kept(stores) == []
    assert reopened(stores, embedding).snapshot.passages == ()


def test_the_file_of_every_edition_is_kept_until_its_document_is_removed(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    for reading in (NEW, OTHER):
        library.publish(reading, content_of(reading))
    library = reopened(stores, embedding)
    assert [library.original(reading.generation_id) for reading in (OLD, NEW, OTHER)] == [
        content_of(OLD),
        content_of(NEW),
        content_of(OTHER),
    ]
    library.remove("turplan")
    assert library.original(OLD.generation_id) is None
    assert [file.name for file in (stores.folder / "originals").iterdir()] == [OTHER.document.sha256]


def test_two_documents_of_one_file_share_it(stores: Stores, library: Library) -> None:
    library.publish(COPY, content_of(COPY))
    assert len(list((stores.folder / "originals").iterdir())) == 1
    library.remove("turplan")
    assert library.original(COPY.generation_id) == content_of(COPY)


def test_a_file_that_was_lost_is_kept_again(stores: Stores, library: Library) -> None:
    (stores.folder / "originals" / OLD.document.sha256).unlink()
    assert library.original(OLD.generation_id) is None
    library.publish(OLD, content_of(OLD))
    assert library.original(OLD.generation_id) == content_of(OLD)


def test_a_generation_that_never_was_has_no_file(library: Library) -> None:
    assert library.original("turplan@none") is None


def test_an_edition_whose_file_cannot_be_kept_is_not_shown(
    stores: Stores, library: Library, embedding: EmbeddingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        library.publish(NEW, content_of(NEW))
    assert [file.name for file in (stores.folder / "originals").iterdir()] == [OLD.document.sha256]
    assert reopened(stores, embedding).snapshot.passages == OLD.passages


def test_a_retelling_is_remembered_by_its_title_after_its_original_came(library: Library) -> None:
    retelling = read(PLAN, id="retold", title="En  Turplan", retelling_of="retold")
    original = read(f"{PLAN} Til slutt.", id="retold", title="Den egentlige turplanen")
    unnamed = read("Mat til alle.", "mat.txt", retelling_of="mat")
    for reading in (retelling, original, unnamed):
        library.publish(reading, content_of(reading))
    assert library.snapshot.retold == {"en turplan": frozenset({"retold"})}
    library.remove("retold")
    assert library.snapshot.retold == {}


def test_a_removed_document_leaves_no_vectors_in_memory(library: Library) -> None:
    passage = library.snapshot.passages[0]
    library.sentence_vectors([passage])
    library.remove("turplan")
    assert passage.id not in library._vectors._of_sentences


def test_removing_what_is_not_there_is_no_removal(stores: Stores, library: Library) -> None:
    assert not library.remove("matplan")
    assert held(stores) == ids(OLD)


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


def test_all_is_there_after_reopening(stores: Stores, library: Library, embedding: EmbeddingModel) -> None:
    library.publish(OTHER, content_of(OTHER))
    again = reopened(stores, embedding)
    assert set(again.snapshot.passages) == {*OLD.passages, *OTHER.passages}
    assert held(stores) == ids(OLD, OTHER)
    assert nearest(again, "Hva lager kokken?")[0].document_id == "matplan"


def test_vectors_missing_after_a_crash_are_put_back(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    lost = library.snapshot.passages[2]
    stores.close()
    stores.dense().delete([lost.id])
    again = reopened(stores, embedding)
    assert held(stores) == ids(OLD)
    vector = again.text_vectors([lost.embedded_text("Turplan")])[0]
    assert dict(again.nearest(vector, 1)) == pytest.approx({again.snapshot.position[lost.id]: 1.0}, abs=1e-4)


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


def test_a_rebuild_leaves_no_vectors_of_the_other_model(stores: Stores, library: Library) -> None:
    stores.close()
    rebuild_indexes(stores.catalogue(), stores.dense(), MadeUpEmbedding(), lambda _step, _done, _total: None)
    assert {model for model, _ in vectors_kept(stores)} == {"made-up@1"}


def test_another_analysis_is_a_mismatch_and_rebuilding_mends_it(
    stores: Stores, library: Library, embedding: EmbeddingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.close()
    monkeypatch.setattr("corpus.library.ANALYSIS_VERSION", "nb-next")
    monkeypatch.setattr("corpus.library.terms", lambda text: ["all", *text.lower().split()])
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


def prepare(library: Library) -> None:
    """Makes all sentence vectors, three passages at a time."""
    start = 0
    while library.prepare(start, 3):
        start += 3


def embedded(reading: Reading) -> set[str]:
    """Every text of a reading that has a vector."""
    title = reading.document.title
    sentences = {sentence for passage in reading.passages for sentence in passage_sentences(passage)}
    return {passage.embedded_text(title) for passage in reading.passages} | sentences


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


def test_the_snapshot_knows_which_passages_are_of_which_document(library: Library) -> None:
    library.publish(OTHER, content_of(OTHER))
    snapshot = library.snapshot
    assert snapshot.passages_of({"matplan"}).tolist() == [found.document_id == "matplan" for found in snapshot.passages]
    assert not snapshot.passages_of(()).any()


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
    mask = whole.passages_of({"turplan"})
    assert view.words.scores(["skog", "gulrot"])[mask] == pytest.approx(alone.words.scores(["skog"]), rel=0.05)
    assert not view.words.scores(["skog", "gulrot"])[~mask].any()
    assert whole.within(frozenset({"turplan"})) is view
    assert view.within(view.scope) is view
    assert whole.within(None) is whole
