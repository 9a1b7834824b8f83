"""The dense side: passage vectors in Chroma, embedded in the data directory or behind a URL."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, InternalError, NotFoundError

from corpus.index.arrays import Vectors
from corpus.index.chroma_files import DATABASE, blank_unused, purge
from corpus.index.chroma_server import connected, let_go

DenseIndexError = ChromaError
"""What is raised where vectors cannot be kept or found."""

_Told = TypeVar("_Told")

_PATIENCE = 10.0  # seconds that a server may be away, being started again, before whoever writes is told
_TRIED_EVERY = 0.2

_COLLECTION = "passages"
_RENEWED = "passages-renewed"
_EF_SEARCH = 500  # recall@10 .92 at 10⁵ vectors, against .55 at Chroma's default of 100
_BATCH = 2_000


class DenseIndexAwayError(InternalError):
    """The server does not answer."""


class DenseIndex:
    """Nearest passages by cosine; embedded, the directory belongs to one process."""

    def __init__(self, client: ClientAPI, directory: Path | None = None) -> None:
        """`directory` is where the client keeps its files, if they are ours to purge."""
        self._client = client
        self._directory = directory
        self._opened = _identity(directory)
        if directory is not None:
            self._drop_unfinished()
        self._collection = self._open(_COLLECTION)
        self._blank()

    @property
    def is_remote(self) -> bool:
        """Whether it is on a server, which others may use, and which may be away."""
        return self._directory is None

    @property
    def is_lost(self) -> bool:
        """Whether the files of an embedded index were deleted since it was opened: nothing can be written then."""
        return _identity(self._directory) != self._opened

    @classmethod
    def embedded(cls, directory: Path) -> "DenseIndex":
        """The index in a directory of its own."""
        return cls(_embedded(directory), directory)

    @classmethod
    def remote(cls, url: str) -> "DenseIndex":
        """The index on a Chroma server, in the database that is the path of the address; made where it is missing."""
        return cls(connected(url))

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Puts vectors (n × dimension, float32) in; an id already there is replaced."""
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._written(partial(self._upsert, list(ids[part]), vectors[part]))
        self._blank()

    def delete(self, ids: Sequence[str]) -> None:
        """Takes vectors out; unknown ids are passed over."""
        for start in range(0, len(ids), _BATCH):
            self._written(partial(self._delete, list(ids[start : start + _BATCH])))

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The ids nearest to a vector (dimension,) with their cosine similarity, best first."""
        try:
            found = self._asked(lambda: self._query(vector, limit))
        except NotFoundError:  # renewed meanwhile
            if self.is_remote:
                raise
            found = self._query(vector, limit)
        distances = found["distances"] or [[]]
        return [(key, 1.0 - distance) for key, distance in zip(found["ids"][0], distances[0], strict=True)]

    def ids(self) -> frozenset[str]:
        """All ids in the index."""
        return frozenset(self._written(lambda: self._collection.get(include=[]))["ids"])

    def count(self) -> int:
        """How many vectors there are."""
        return self._asked(lambda: self._collection.count())

    def reopen(self) -> None:
        """Finds the index where it was deleted, and made anew, by another process."""
        self._collection = self._asked(lambda: self._open(_COLLECTION))

    def open_anew(self) -> None:
        """Begins an empty index where the files of an embedded one were deleted. Whoever asks meanwhile is failed."""
        if self._directory is not None:
            let_go(cast(Client, self._client))
            self._client = _embedded(self._directory)
            self._opened = _identity(self._directory)
            self._collection = self._open(_COLLECTION)

    def keep_only(self, ids: Sequence[str], batches: Iterable[tuple[Sequence[str], Vectors]]) -> None:
        """Rids the index of all other ids, and its files of their bytes where those are ours.

        `batches` are the ids and their vectors. A server purges its files itself.
        """
        if self.is_remote:
            self.delete(list(self.ids().difference(ids)))
        else:
            self.renew(batches)

    def clear(self) -> None:
        """Empties the index."""
        with suppress(NotFoundError):
            self._asked(lambda: self._client.delete_collection(_COLLECTION))
        self.reopen()

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

    def _asked(self, call: Callable[[], _Told]) -> _Told:
        """What a call gives that may be made twice: a connection that the server has closed is made anew.

        Raises DenseIndexAwayError where it does not answer.
        """
        try:
            return call()
        except httpx.TransportError:
            pass
        try:
            return call()
        except httpx.TransportError as error:
            raise DenseIndexAwayError(f"Chroma does not answer: {error}") from error

    def _written(self, call: Callable[[], _Told]) -> _Told:
        """The same of who cannot do without: a server that is being started again is waited for, an index that another
        process has replaced is found.
        """
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._asked(call)
            except NotFoundError:
                if not self.is_remote or time.monotonic() > until:
                    raise
                self.reopen()
            except DenseIndexAwayError:
                if time.monotonic() > until:
                    raise
                time.sleep(_TRIED_EVERY)

    def _upsert(self, ids: list[str], vectors: Vectors) -> None:
        self._collection.upsert(ids=ids, embeddings=vectors)

    def _delete(self, ids: list[str]) -> None:
        self._collection.delete(ids=ids)

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


def _embedded(directory: Path) -> ClientAPI:
    directory.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=str(directory), settings=Settings(anonymized_telemetry=False))


def _identity(directory: Path | None) -> tuple[int, int] | None:
    """Which file the index's database is; None where there is none. One that is open is no other's, though deleted."""
    if directory is None:
        return None
    try:
        found = (directory / DATABASE).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
