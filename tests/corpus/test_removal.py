"""What is left of a removed document: nothing, in any file of the data directory."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from corpus.words.analysis import word_terms
from ingest.pipeline import Reading
from tests.ingest.made_up import PLAN, content_of, read

WORD = "zebrafinkene"
TEXT = f"{PLAN}\n\nBarna mater {WORD} hver morgen, og {WORD.upper()} får nytt vann."
GONE = [
    read(TEXT, f"{WORD}.txt", id=f"tur-{WORD}", title=f"Turplan for {WORD} 2022", issuer=f"{WORD} AS", note=WORD),
    read(f"{TEXT} Og mer {WORD}.", f"{WORD}.txt", id=f"tur-{WORD}", title=f"Turplan for {WORD} 2022"),
]
STAYING = [
    read("Kokken lager suppe av gulrøtter hver torsdag.", id="matplan", title="Matplan"),
    read(PLAN, id="turplan", title="Turplan", edition_of=f"tur-{WORD}"),
    read(f"{PLAN} Til slutt.", id="turplan", title="Turplan", edition_of=f"tur-{WORD}"),
]


class Folder:
    """A data directory, opened again and again."""

    def __init__(self, path: Path, embedding: EmbeddingModel) -> None:
        self.path = path
        self._embedding = embedding
        self._open: Library | None = None

    def library(self) -> Library:
        self.close()
        catalogue = Catalogue(f"sqlite:///{self.path / 'catalogue.sqlite3'}")
        dense = DenseIndex.embedded(self.path / "chroma")
        self._open = Library(catalogue, dense, self._embedding, Originals(self.path / "originals"))
        return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = None

    def holding(self, word: str) -> set[str]:
        """The files whose bytes or name have a word, whatever its case."""
        wanted = word.lower().encode()
        return {
            file.name
            for file in self.path.rglob("*")
            if file.is_file() and (wanted in file.read_bytes().lower() or word in file.name)
        }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, embedding: EmbeddingModel) -> Path:
    """A data directory with all readings, to be copied."""
    found = Folder(tmp_path_factory.mktemp("filled"), embedding)
    library = found.library()
    for reading in (*GONE, *STAYING):
        library.publish(reading, content_of(reading))
    found.close()
    return found.path


@pytest.fixture
def folder(tmp_path: Path, filled: Path, embedding: EmbeddingModel) -> Iterator[Folder]:
    found = Folder(tmp_path, embedding)
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    yield found
    found.close()


def ids(*readings: Reading) -> set[str]:
    return {passage.id for reading in readings for passage in reading.passages}


def test_no_file_holds_a_word_of_a_removed_document(folder: Folder) -> None:
    library = folder.library()
    assert {"catalogue.sqlite3", "chroma.sqlite3"} <= folder.holding(WORD)
    assert library.remove(f"tur-{WORD}")
    assert folder.holding(WORD) == set()
    assert folder.holding("gulrøtter")
    folder.close()
    assert folder.holding(WORD) == set()
    folder.library()
    assert folder.holding(WORD) == set()


def test_what_stays_answers_as_before(folder: Folder) -> None:
    library = folder.library()
    library.remove(f"tur-{WORD}")
    assert set(library.snapshot.documents) == {"matplan", "turplan"}
    assert WORD not in library.snapshot.vocabulary
    vector = library.embedding.embed_query_array("Hva lager kokken?")
    found = [library.snapshot.passages[position] for position, _ in library.nearest(vector, 2, library.snapshot)]
    assert found[0].document_id == "matplan"
    assert library.page(STAYING[1].generation_id, 1) == STAYING[1].pages[0]


def test_an_edition_of_what_was_removed_is_one_of_its_own(folder: Folder) -> None:
    library = folder.library()
    assert library.snapshot.documents["turplan"].edition_of == f"tur-{WORD}"
    library.remove(f"tur-{WORD}")
    assert library.snapshot.documents["turplan"].edition_of is None
    assert library.is_current("turplan", STAYING[2].generation_id)


def test_a_removal_cut_short_is_made_good_at_the_next_start(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    library = folder.library()

    def fail(_self: DenseIndex, _batches: object) -> None:
        raise OSError("cut")

    with monkeypatch.context() as patch:
        patch.setattr(DenseIndex, "renew", fail)
        with pytest.raises(OSError, match="cut"):
            library.remove(f"tur-{WORD}")
    assert f"tur-{WORD}" not in library.snapshot.documents
    folder.library()
    assert folder.holding(WORD) == set()


def test_no_cache_in_memory_remembers_its_words(folder: Folder) -> None:
    library = folder.library()
    library.remove(f"tur-{WORD}")
    assert word_terms.cache_info().currsize == 0
