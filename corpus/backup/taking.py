"""A backup taken of a store that goes on being used."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from corpus.backup.archive import ArchiveWriter, BackupError, Manifest
from corpus.complaints import quoted
from corpus.store.database import Opened
from corpus.store.dump import Dump, dumped
from corpus.store.originals import OriginalFiles

_TRIES = 3

Home = Callable[[Opened], OriginalFiles]
"""Where the original files are kept, given what opens the store."""


class _RemovedMeanwhileError(Exception):
    """A document was removed between the moment of the store that is taken and the taking of its file."""


def take(url: str, home: Home, templates: Path, target: Path) -> Manifest:
    """Writes all that is kept into a new file, as it was at one moment, open to its owner alone; what is in it.

    The file is there whole or not at all. Raises BackupError, CatalogueError, and OSError where it cannot be written.
    """
    if target.exists():
        raise BackupError(f"{quoted(target)} finnes fra før; velg et annet navn, eller slett den først")
    with _unfinished(target) as file:
        for _ in range(_TRIES):
            try:
                return _taken(url, home, templates, file)
            except _RemovedMeanwhileError:
                file.seek(0)
                file.truncate()
        raise BackupError("dokumenter ble slettet mens kopien ble tatt; prøv igjen")


def _taken(url: str, home: Home, templates: Path, file: IO[bytes]) -> Manifest:
    made_at = datetime.now(UTC)
    with dumped(url) as dump, ArchiveWriter(file) as writer:
        lost = _take_originals(url, dump, home(dump.opened), writer)
        for name in dump.tables:
            writer.table(name, dump.rows(name))
        for path in _own(templates):
            writer.template(path.name, path.read_bytes())
        return writer.finish(made_at, dump.revision, lost)


def _take_originals(url: str, dump: Dump, files: OriginalFiles, writer: ArchiveWriter) -> set[str]:
    """Takes the file of each document, first of all, since they go with their documents; those that were lost before.

    Raises _RemovedMeanwhileError where one is gone because its document is.
    """
    lost = set()
    for digest in sorted(dump.originals()):
        content = files.read(digest)
        if content is None:
            lost.add(digest)
        else:
            writer.original(digest, content)
    if lost:
        with dumped(url) as now:
            if not lost <= now.originals():
                raise _RemovedMeanwhileError
    return lost


def _own(templates: Path) -> list[Path]:
    """One's own templates."""
    return sorted(path for path in templates.glob("*.toml") if path.is_file()) if templates.is_dir() else []


@contextmanager
def _unfinished(target: Path) -> Iterator[IO[bytes]]:
    """A file beside the target, which takes its name when all of it is on the disk."""
    beside = None
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", suffix=".partial", delete=False) as file:
            beside = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.rename(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
