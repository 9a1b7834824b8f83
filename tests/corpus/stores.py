"""The stores of a data directory, opened one by one, and what is looked for in them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel, Progress, Vectors
from corpus.library import Library
from corpus.models import Passage
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from ingest.pipeline import Reading
from tests.ingest.made_up import PLAN, read

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


def vectors_kept(stores: Stores) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(stores.folder / "catalogue.sqlite3")) as connection:
        return connection.execute("SELECT model, digest FROM embedding ORDER BY digest").fetchall()


def prepare(library: Library) -> None:
    """Makes all sentence vectors, three passages at a time."""
    start = 0
    while library.prepare(start, 3):
        start += 3
