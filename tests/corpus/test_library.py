from contextlib import suppress
from pathlib import Path

import pytest

from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.text.sentences import passage_sentences
from tests.corpus.conftest import ONE_MACHINE
from tests.corpus.stores import (
    COPY,
    NEW,
    OLD,
    OTHER,
    Stores,
    files_kept,
    held,
    ids,
    nearest,
    prepare,
    reopened,
    vectors_kept,
)
from tests.ingest.made_up import content_of, read


@pytest.fixture
def library(stores: Stores, published: Path, embedding: EmbeddingModel) -> Library:
    return stores.with_plan(published, embedding)


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


def test_pages_that_were_read_are_remembered_until_their_document_goes(library: Library) -> None:
    page = library.page(OLD.generation_id, 3)
    assert library.page(OLD.generation_id, 3) is page
    library.remove("turplan")
    assert library.page(OLD.generation_id, 3) is None


def test_a_question_finds_its_passage(library: Library) -> None:
    found = nearest(library, "Hvem eier regntøy som barn får låne?")
    assert found[0].text.startswith("Regntøy til låns")


def test_an_empty_library_answers_nothing(stores: Stores, embedding: EmbeddingModel) -> None:
    library = stores.library(embedding)
    assert library.nearest(embedding.embed_query_array("tur"), 3, library.snapshot) == []
    assert library.snapshot.passages == ()


def test_an_unchanged_file_is_current(stores: Stores, library: Library, embedding: EmbeddingModel) -> None:
    assert library.is_current("turplan", OLD.generation_id)
    assert not library.is_current("turplan", NEW.generation_id)
    assert not library.is_current("matplan", OLD.generation_id)
    assert reopened(stores, embedding).is_current("turplan", OLD.generation_id)


def test_the_steps_of_publishing_are_told(stores: Stores, library: Library) -> None:
    """Where others may have to wait for the writing, vectors are made before it."""
    steps: list[tuple[str, int, int]] = []
    library.publish(NEW, content_of(NEW), lambda *step: steps.append(step))
    names = [name for name, _, _ in steps]
    assert list(dict.fromkeys(names)) == [
        *(["embedding"] if stores.is_shared else []),
        "begin",
        "written",
        "kept",
        *(["embedding"] if not stores.is_shared else []),
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


def test_editions_said_to_follow_one_that_is_removed_stay_together(
    stores: Stores, library: Library, embedding: EmbeddingModel
) -> None:
    """No title or year joins them: somebody said so."""
    middle = read("Turer i lia.", id="lia", title="Lia", edition_of="turplan")
    last = read("Turer i fjellet.", id="fjellet", title="Fjellet", edition_of="lia")
    for reading in (middle, last):
        library.publish(reading, content_of(reading))
    assert library.snapshot.editions.series("turplan") == ("turplan", "lia", "fjellet")
    library.remove("lia")
    assert library.snapshot.editions.series("turplan") == ("turplan", "fjellet")
    assert reopened(stores, embedding).snapshot.editions.series("fjellet") == ("turplan", "fjellet")


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
    assert files_kept(stores) == [OTHER.document.sha256]


def test_two_documents_of_one_file_share_it(stores: Stores, library: Library) -> None:
    library.publish(COPY, content_of(COPY))
    assert files_kept(stores) == [COPY.document.sha256]
    library.remove("turplan")
    assert library.original(COPY.generation_id) == content_of(COPY)


@pytest.mark.parametrize("place", [ONE_MACHINE], indirect=True)
def test_a_file_that_was_lost_is_kept_again(stores: Stores, library: Library) -> None:
    (stores.folder / "originals" / OLD.document.sha256).unlink()
    assert library.original(OLD.generation_id) is None
    library.publish(OLD, content_of(OLD))
    assert library.original(OLD.generation_id) == content_of(OLD)


def test_a_generation_that_never_was_has_no_file(library: Library) -> None:
    assert library.original("turplan@none") is None


@pytest.mark.parametrize("place", [ONE_MACHINE], indirect=True)
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


def test_removing_what_is_not_there_is_no_removal(stores: Stores, library: Library) -> None:
    assert not library.remove("matplan")
    assert held(stores) == ids(OLD)


def test_all_is_there_after_reopening(stores: Stores, library: Library, embedding: EmbeddingModel) -> None:
    library.publish(OTHER, content_of(OTHER))
    again = reopened(stores, embedding)
    assert set(again.snapshot.passages) == {*OLD.passages, *OTHER.passages}
    assert held(stores) == ids(OLD, OTHER)
    assert nearest(again, "Hva lager kokken?")[0].document_id == "matplan"
