"""The original files, by the sha256 of their bytes, in a folder of the data directory."""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

_UNFINISHED = ".unfinished-"


class OriginalFiles(Protocol):
    """Where original files are kept: in a folder, or in the database where several machines share it."""

    def keep(self, content: bytes) -> str:
        """Writes the bytes, unless they are there; their sha256. Raises OSError or CatalogueError."""
        ...

    def read(self, digest: str) -> bytes | None:
        """The bytes of a file, or None where they are not kept."""
        ...

    def keep_only(self, digests: Collection[str]) -> None:
        """Deletes every other file."""
        ...


class Originals:
    """Keeps the bytes of files; a file is there whole or not at all, whatever stops the process."""

    def __init__(self, folder: Path) -> None:
        """Opens the folder, and makes it where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Writes the bytes to the disk, unless they are there; their sha256.

        Raises OSError where they cannot be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self._folder / digest
        if target.is_file():
            return digest
        unfinished = self._written(content)
        try:
            unfinished.replace(target)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        self._settle()
        return digest

    def read(self, digest: str) -> bytes | None:
        """The bytes of a file, or None where they are not kept."""
        try:
            return (self._folder / digest).read_bytes()
        except FileNotFoundError:
            return None

    def keep_only(self, digests: Collection[str]) -> None:
        """Deletes every other file, and what was never finished."""
        for file in self._folder.iterdir():
            if file.name not in digests:
                file.unlink(missing_ok=True)

    def _written(self, content: bytes) -> Path:
        """The bytes on the disk, under a name that nobody looks for."""
        with NamedTemporaryFile(dir=self._folder, prefix=_UNFINISHED, delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise
        return Path(file.name)

    def _settle(self) -> None:
        """Writes the folder itself to the disk, so that the file's name outlives a power cut."""
        if os.name != "posix":
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
