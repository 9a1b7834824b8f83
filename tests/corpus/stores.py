"""The stores of a data directory, opened one by one, and what is looked for in them."""

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine, text

from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel, Progress
from corpus.library import Library
from corpus.models import Passage
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from ingest.pipeline import Reading
from tests.ingest.made_up import PLAN, content_of, read

OLD = read(PLAN, id="turplan", title="Turplan")
NEW = read(PLAN.replace("Regntøy til låns", "Ullsokker til låns"), id="turplan", title="Turplan")
OTHER = read("Mat på kjøkkenet\n\nKokken lager suppe av gulrøtter hver torsdag.\n", id="matplan", title="Matplan")
COPY = read(PLAN, id="turplan-kopi", title="Turplan")

SOON = 20.0  # seconds; it is tenths of one where nothing else runs


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


@dataclass(frozen=True)
class Place:
    """Where stores are: a database, and a Chroma server where the vectors are not in the folder of the test."""

    database_url: str
    chroma_url: str | None = None


class Stores:
    """The stores of a test, opened one by one: in a folder, or on servers."""

    def __init__(self, folder: Path, place: Place | None = None) -> None:
        self.folder = folder
        self.place = place or Place(f"sqlite:///{folder / 'catalogue.sqlite3'}")
        self._open: list[Catalogue | DenseIndex | Library] = []

    def catalogue(self) -> Catalogue:
        found = Catalogue(self.place.database_url)
        self._open.append(found)
        return found

    def dense(self) -> DenseIndex:
        url = self.place.chroma_url
        found = DenseIndex.remote(url) if url else DenseIndex.embedded(self.folder / "chroma")
        self._open.append(found)
        return found

    def originals(self) -> Originals:
        return Originals(self.folder / "originals")

    def library(self, embedding: EmbeddingModel) -> Library:
        """One that owns its stores, or shares those on servers."""
        catalogue = self.catalogue()
        originals = catalogue.stored_originals if self.is_shared else self.originals()
        found = Library(catalogue, self.dense(), embedding, originals, is_shared=self.is_shared)
        self._open = [*self._open[:-2], found]
        return found

    def with_plan(self, published: Path, embedding: EmbeddingModel) -> Library:
        """The library in which the old edition is published: copied, or published on the servers."""
        if self.is_shared:
            library = self.library(embedding)
            library.publish(OLD, content_of(OLD))
            return library
        shutil.copytree(published, self.folder, dirs_exist_ok=True)
        return self.library(embedding)

    @property
    def is_shared(self) -> bool:
        return self.place.chroma_url is not None

    def close(self) -> None:
        while self._open:
            self._open.pop().close()


def reopened(stores: Stores, embedding: EmbeddingModel) -> Library:
    stores.close()
    return stores.library(embedding)


def held(stores: Stores) -> frozenset[str]:
    return stores.dense().ids()


def ids(*readings: Reading) -> set[str]:
    return {passage.id for reading in readings for passage in reading.passages}


def nearest(library: Library, question: str, limit: int = 3) -> list[Passage]:
    found = library.nearest(library.embedding.embed_query_array(question), limit, library.snapshot)
    return [library.snapshot.passages[position] for position, _ in found]


def files_kept(stores: Stores) -> list[str]:
    if not stores.is_shared:
        return sorted(file.name for file in (stores.folder / "originals").iterdir())
    engine = create_engine(stores.place.database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT DISTINCT sha256 FROM original ORDER BY sha256")).scalars().all()
    engine.dispose()
    return list(found)


def vectors_kept(stores: Stores) -> list[tuple[str, str]]:
    engine = create_engine(stores.place.database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT model, digest FROM embedding ORDER BY digest")).all()
    engine.dispose()
    return [(model, digest) for model, digest in found]


def prepare(library: Library) -> None:
    """Makes all sentence vectors, three passages at a time."""
    start = 0
    while library.prepare(start, 3):
        start += 3


def eventually(happened: Callable[[], bool], within: float = SOON) -> None:
    """Waits until something has happened; `within` seconds."""
    until = time.monotonic() + within
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)
