"""A data directory of its own for a benchmark, and many readings written into it at once."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import numpy as np

from assistant.config import Settings, load_settings
from assistant.opening import owned_data_dir
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.store.catalogue import Catalogue
from corpus.store.records import Records
from corpus.vectors import digest, vectored_texts
from corpus.words.analysis import terms


def settings_in(folder: Path) -> Settings:
    """The settings of this process, with all data in a folder."""
    data = {"data_dir": folder, "database_url": f"sqlite:///{folder}/catalogue.sqlite3", "chroma_url": None}
    return load_settings().model_copy(update=data)


def stock(settings: Settings, readings: Iterable[Records], embedding: EmbeddingModel) -> None:
    """Writes readings of new documents as publishing each of them does, with the vectors of all their sentences.

    Nothing is loaded before a library is opened on them: hundreds of documents take minutes instead of hours.
    """
    ids: list[str] = []
    vectors: list[Vectors] = []
    with (
        owned_data_dir(settings),
        closing(Catalogue(settings.database_url)) as catalogue,
        closing(_dense(settings)) as dense,
    ):
        for reading in readings:
            ids += [passage.id for passage in reading.passages]
            vectors.append(_write(catalogue, reading, embedding))
        dense.add(ids, np.concatenate(vectors))


def _dense(settings: Settings) -> DenseIndex:
    return DenseIndex.remote(settings.chroma_url) if settings.chroma_url else DenseIndex.embedded(settings.chroma_dir)


def _write(catalogue: Catalogue, reading: Records, embedding: EmbeddingModel) -> Vectors:
    """Makes a reading current; the vectors (passages × dimension) of its passages."""
    title = reading.document.title
    catalogue.begin(reading, [" ".join(terms(passage.embedded_text(title))) for passage in reading.passages])
    texts = vectored_texts(reading.passages, title)
    digests = list(map(digest, texts))
    vectors = embedding.embed_documents_array(texts)
    catalogue.vectors.store(embedding.model_id, dict(zip(digests, vectors, strict=True)))
    catalogue.vectors.use(reading.generation_id, digests)
    catalogue.publish(reading.generation_id)
    return vectors[: len(reading.passages)]
