"""The dense side: passage vectors in Chroma, embedded in the data directory or behind a URL."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from corpus.index.arrays import Vectors
from corpus.index.chroma_files import blank_unused, purge
from corpus.index.chroma_server import connected, let_go

DenseIndexError = ChromaError
"""What is raised where vectors cannot be kept or found."""

_COLLECTION = "passages"
_RENEWED = "passages-renewed"
_EF_SEARCH = 500  # recall@10 .92 at 10⁵ vectors, against .55 at Chroma's default of 100
_BATCH = 2_000


class DenseIndex:
    """Nearest passages by cosine; embedded, the directory belongs to one process."""

    def __init__(self, client: ClientAPI, directory: Path | None = None) -> None:
        """`directory` is where the client keeps its files, if they are ours to purge."""
        self._client = client
        self._directory = directory
        self._drop_unfinished()
        self._collection = self._open(_COLLECTION)
        self._blank()

    @classmethod
    def embedded(cls, directory: Path) -> "DenseIndex":
        """The index in a directory of its own."""
        directory.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(path=str(directory), settings=Settings(anonymized_telemetry=False))
        return cls(client, directory)

    @classmethod
    def remote(cls, url: str) -> "DenseIndex":
        """The index on a Chroma server, in the database that is the path of the address; made where it is missing."""
        return cls(connected(url))

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Puts vectors (n × dimension, float32) in; an id already there is replaced."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])
        self._blank()

    def delete(self, ids: Sequence[str]) -> None:
        """Takes vectors out; unknown ids are passed over."""
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The ids nearest to a vector (dimension,) with their cosine similarity, best first."""
        try:
            found = self._query(vector, limit)
        except NotFoundError:  # renewed meanwhile
            found = self._query(vector, limit)
        distances = found["distances"] or [[]]
        return [(key, 1.0 - distance) for key, distance in zip(found["ids"][0], distances[0], strict=True)]

    def ids(self) -> frozenset[str]:
        """All ids in the index."""
        return frozenset(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """How many vectors the index has."""
        return self._collection.count()

    def clear(self) -> None:
        """Empties the index."""
        self._client.delete_collection(_COLLECTION)
        self._collection = self._open(_COLLECTION)

    def renew(self, batches: Iterable[tuple[Sequence[str], Vectors]]) -> None:
        """Builds the index anew of just these ids and vectors, and purges what the old one left in its files.

        The old one answers until the new one is whole. A crash on the way leaves one of them, or an empty one.
        """
        self._drop_unfinished()
        renewed = self._open(_RENEWED)
        for ids, vectors in batches:
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                renewed.upsert(ids=list(ids[part]), embeddings=vectors[part])
        self._collection = renewed
        self._client.delete_collection(_COLLECTION)
        renewed.modify(name=_COLLECTION)
        if self._directory is not None:
            purge(self._directory)

    def close(self) -> None:
        """Lets go of the directory or the connection."""
        let_go(cast(Client, self._client))
        self._blank()

    def _query(self, vector: Vectors, limit: int) -> chromadb.QueryResult:
        return self._collection.query(query_embeddings=vector[np.newaxis, :], n_results=limit, include=["distances"])

    def _drop_unfinished(self) -> None:
        if _RENEWED in {found.name for found in self._client.list_collections()}:
            self._client.delete_collection(_RENEWED)

    def _blank(self) -> None:
        if self._directory is not None:
            blank_unused(self._directory)

    def _open(self, name: str) -> chromadb.Collection:
        return self._client.get_or_create_collection(
            name,
            configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH, "ef_construction": 200}},
            embedding_function=None,
        )
