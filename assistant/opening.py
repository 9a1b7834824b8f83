"""The data directory: owned by one process at a time, and the library opened from it.

OpeningError
├── DataDirectoryError         the directory cannot be used
│   └── DataDirectoryBusyError another process owns it
└── IndexStoreError            the vector index cannot be opened
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.config import Settings
from corpus.complaints import quoted, system_complaint
from corpus.derived import rebuild_indexes
from corpus.index.dense import DenseIndex
from corpus.index.loaded import load_embedding
from corpus.library import Library
from corpus.store.catalogue import Catalogue
from corpus.store.database import Opened
from corpus.store.original_files import StoredOriginals
from corpus.store.originals import OriginalFiles, Originals
from corpus.vectors import Step

LOCK_FILE = ".lock"
SERVER_FILE = "server.json"
KEY_FILE = "server.key"
ORIGINALS = "originals"


class OpeningError(Exception):
    """The library cannot be opened; the message says why and what to do."""


class DataDirectoryError(OpeningError):
    """The data directory cannot be used."""


class IndexStoreError(OpeningError):
    """The vector index cannot be opened."""


class DataDirectoryBusyError(DataDirectoryError):
    """Another process owns the data directory; `address` is its server's, where it says one."""

    def __init__(self, data_dir: Path, address: str | None) -> None:
        owner = (
            f"tjenesten på {address}; stopp den først"
            if address
            else "et annet program; vent til det er ferdig, eller stopp det"
        )
        super().__init__(f"datamappen {quoted(data_dir)} er i bruk av {owner}")
        self.address = address


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """The library of a data directory that nobody else has open, for as long as the context lasts.

    Raises OpeningError, CatalogueError, EmbeddingModelError or IndexMismatchError.
    """
    with owned_data_dir(settings), ExitStack() as stack:
        embedding = load_embedding(settings.embedding_model, settings.model_dir)
        catalogue, dense = stack.enter_context(_stores(settings))
        originals = original_files(settings, catalogue.opened)
        library = Library(catalogue, dense, embedding, originals, is_shared=settings.is_shared)
        stack.callback(library.let_go)
        yield library


def rebuild_library(settings: Settings, on_step: Step) -> int:
    """Builds every index anew, even where they do not fit the model any more; the number of documents.

    Raises as `open_library` does, IndexMismatchError aside.
    """
    with owned_data_dir(settings), ExitStack() as stack:
        embedding = load_embedding(settings.embedding_model, settings.model_dir)
        catalogue, dense = stack.enter_context(_stores(settings))
        with catalogue.states.writing(lambda _is_left_over: None):
            rebuild_indexes(catalogue, dense, embedding, on_step)
        return len(catalogue.current())


@contextmanager
def owned_data_dir(settings: Settings) -> Iterator[Path]:
    """The data directory, made where it is missing, and locked against every other process.

    Where the stores are shared there is nothing in it that needs an owner: any number of processes may use it.
    Raises DataDirectoryBusyError at once where it is taken, DataDirectoryError where it cannot be written.
    """
    data_dir = settings.data_dir
    _make(data_dir)
    if settings.is_shared:
        yield data_dir
        return
    lock = FileLock(data_dir / LOCK_FILE, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise DataDirectoryBusyError(data_dir, _said_address(data_dir)) from error
    except OSError as error:
        raise _unusable(data_dir, error) from error
    try:
        # Whoever owns the lock knows that a server named here is gone.
        (data_dir / SERVER_FILE).unlink(missing_ok=True)
        yield data_dir
    finally:
        lock.release()


def server_address(settings: Settings) -> str | None:
    """The address of the server that owns the data directory now, or None: where the stores are shared none does.

    Raises DataDirectoryBusyError where a process owns it that is no server.
    """
    if settings.is_shared or not (settings.data_dir / LOCK_FILE).exists():
        return None
    try:
        with owned_data_dir(settings):
            return None
    except DataDirectoryBusyError as error:
        if error.address is None:
            raise
        return error.address


@contextmanager
def announced(settings: Settings) -> Iterator[str]:
    """Says in the data directory where the server answers, for as long as the context lasts; the server's key.

    Who shows the key may administer. It is another at each start, and only its owner can read its file. Where the
    stores are shared commands use them beside the servers, and need to find none.
    """
    if settings.is_shared:
        yield secrets.token_urlsafe()
        return
    file, key_file, key = settings.data_dir / SERVER_FILE, settings.data_dir / KEY_FILE, secrets.token_urlsafe()
    key_file.unlink(missing_ok=True)  # one that a crash left may be open to others
    with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as kept:
        kept.write(key)
    file.write_text(json.dumps({"address": settings.address, "pid": os.getpid()}), encoding="utf-8")
    try:
        yield key
    finally:
        file.unlink(missing_ok=True)
        key_file.unlink(missing_ok=True)


def server_key(settings: Settings) -> str | None:
    """The key of the server that owns the data directory, or None where this user may not read it."""
    try:
        return (settings.data_dir / KEY_FILE).read_text(encoding="utf-8")
    except OSError:
        return None


def original_files(settings: Settings, opened: Opened) -> OriginalFiles:
    """Where the original files are kept: in the database that is `opened` where the stores are shared.

    Raises DataDirectoryError where they cannot be written.
    """
    if settings.is_shared:
        return StoredOriginals(opened, opened)
    try:
        return Originals(settings.data_dir / ORIGINALS)
    except OSError as error:
        raise _unusable(settings.data_dir, error) from error


@contextmanager
def _stores(settings: Settings) -> Iterator[tuple[Catalogue, DenseIndex]]:
    with ExitStack() as stack:
        catalogue = Catalogue(settings.database_url)
        stack.callback(catalogue.close)
        dense = _dense(settings)
        stack.callback(dense.close)
        yield catalogue, dense


def _dense(settings: Settings) -> DenseIndex:
    place = settings.chroma_url or str(settings.chroma_dir)
    try:
        if settings.chroma_url:
            return DenseIndex.remote(settings.chroma_url)
        return DenseIndex.embedded(settings.chroma_dir)
    except Exception as error:  # Chroma raises kinds of its own, and ValueError for a server that does not answer
        mend = (
            "se etter at Chroma-tjenesten kjører der"
            if settings.chroma_url
            else "se etter at disken har plass; en skadet mappe kan slettes, og fylles på nytt ved neste start"
        )
        raise IndexStoreError(f"indeksen {quoted(place)} kan ikke åpnes ({error}); {mend}") from error


def _make(data_dir: Path) -> None:
    probe = data_dir / f".probe-{os.getpid()}"
    try:
        if data_dir.exists() and not data_dir.is_dir():
            raise DataDirectoryError(
                f"datamappen {quoted(data_dir)} er en fil; sett PLANASSISTENT_DATA_DIR til en mappe"
            )
        data_dir.mkdir(parents=True, exist_ok=True)
        try:
            probe.write_bytes(bytes(4096))
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(data_dir, error) from error


def _unusable(data_dir: Path, error: OSError) -> DataDirectoryError:
    return DataDirectoryError(
        f"det går ikke å skrive i datamappen {quoted(data_dir)} ({system_complaint(error)}); se etter at du har "
        "tilgang og at disken har plass, eller sett PLANASSISTENT_DATA_DIR til en annen mappe"
    )


def _said_address(data_dir: Path) -> str | None:
    try:
        said = json.loads((data_dir / SERVER_FILE).read_text(encoding="utf-8"))
        return str(said["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
