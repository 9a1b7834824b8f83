"""The files of an embedded index are deleted under the process that has it open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromadb.errors import InternalError

from corpus import mending
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.store.database import CatalogueError
from tests.corpus.stores import NEW, OLD, OTHER, Stores, ids, nearest
from tests.ingest.made_up import content_of

ASKED = "Hvem eier regntøy som barn får låne?"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    found = Stores(tmp_path)
    yield found
    found.close()


@pytest.fixture
def library(stores: Stores, embedding: EmbeddingModel) -> Library:
    """One with a plan, whose index was asked."""
    found = stores.library(embedding)
    found.publish(OLD, content_of(OLD))
    nearest(found, ASKED)
    return found


@pytest.fixture
def deleted(stores: Stores, library: Library) -> Library:
    """The same after its index's folder was deleted."""
    shutil.rmtree(stores.folder / "chroma")
    return library


def held(library: Library) -> frozenset[str]:
    assert not library._dense.is_lost
    return library._dense.ids()


def test_documents_come_in_and_go_after_the_folder_of_the_index_was_deleted(deleted: Library) -> None:
    deleted.publish(OTHER, content_of(OTHER))
    assert held(deleted) == ids(OLD) | ids(OTHER)
    assert nearest(deleted, "Hvem lager suppe?")[0].text.startswith("Kokken")
    assert deleted.remove("turplan")
    assert held(deleted) == ids(OTHER)
    assert deleted.health().is_whole


def test_an_index_whose_folder_was_deleted_is_made_anew_though_nobody_writes(deleted: Library) -> None:
    before = nearest(deleted, ASKED)
    deleted.look_after_index()
    assert held(deleted) == ids(OLD)
    assert nearest(deleted, ASKED) == before
    shutil.rmtree(deleted._dense._directory)  # type: ignore[arg-type]
    deleted.rebuild()
    assert held(deleted) == ids(OLD)


@pytest.mark.parametrize("error", [InternalError("unable to open database"), AttributeError("bindings")])
def test_whoever_asks_is_answered_as_before_while_the_index_is_lost_and_made_anew(
    deleted: Library, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    before = nearest(deleted, ASKED)

    def fails(*_: object) -> None:
        deleted._searching.distrust("let go of")
        raise error

    monkeypatch.setattr(deleted._dense, "nearest", fails)
    assert nearest(deleted, ASKED) == before


def test_an_index_that_could_not_be_made_anew_is_once_it_can_be(
    deleted: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise InternalError("database or disk is full")

    before = nearest(deleted, ASKED)
    with monkeypatch.context() as fault:
        fault.setattr(mending, "reconcile", full)
        with pytest.raises(CatalogueError, match="vektorindeksen"):
            deleted.publish(NEW, content_of(NEW))
    assert nearest(deleted, ASKED) == before
    deleted.publish(NEW, content_of(NEW))
    assert held(deleted) == ids(NEW)
