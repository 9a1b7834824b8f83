"""The file of a backup: a ZIP of a manifest, a file a table, original files and templates.

    manifest.json               what is in it, with a sha256 of each
    tables/conversation.jsonl   a row a line, in the columns of the revision that the manifest names
    originals/3f5a…             a file as it was ingested, by the sha256 of its bytes
    templates/egen.toml         a template of one's own

A ZIP rather than a tar: what is written need not be measured before, and one that was cut short is known at once.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Literal, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.complaints import quoted

_MANIFEST = "manifest.json"
_TABLES, _ORIGINALS, _TEMPLATES = "tables/", "originals/", "templates/"
_FAST = 1  # of nine: most of it are vectors, which hardly get smaller
_PART = 2**20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TABLE = re.compile(r"[a-z_]+")
_TEMPLATE = re.compile(r"[^/\\\x00.][^/\\\x00]*\.toml")


class BackupError(Exception):
    """A backup cannot be made or used; the message says why and what to do."""


class ArchiveError(BackupError):
    """A file is no backup, a damaged one, or one of a newer version."""


class TableEntry(BaseModel):
    """What there is of a table."""

    model_config = ConfigDict(frozen=True)

    rows: int
    sha256: str


class Manifest(BaseModel):
    """What is in a backup: of which revision the tables are, and what else there is, by the sha256 of its bytes.

    `lost` are original files that were not there to be taken.
    """

    model_config = ConfigDict(frozen=True)

    format: Literal[1] = 1
    made_at: datetime
    revision: str
    tables: dict[str, TableEntry]
    originals: tuple[str, ...]
    lost: tuple[str, ...]
    templates: dict[str, str]


class ArchiveWriter:
    """Writes into a file, and notes what it was; without an end where something fails."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_FAST)
        self._tables: dict[str, TableEntry] = {}
        self._originals: list[str] = []
        self._templates: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.fp = None  # else it would still write an end, into a file that may be closed

    def table(self, name: str, lines: Iterable[str]) -> None:
        """The rows of a table."""
        rows, digest = 0, hashlib.sha256()
        with self._zip.open(f"{_TABLES}{name}.jsonl", "w", force_zip64=True) as member:
            for line in lines:
                written = line.encode()
                member.write(written)
                digest.update(written)
                rows += 1
        self._tables[name] = TableEntry(rows=rows, sha256=digest.hexdigest())

    def original(self, digest: str, content: bytes) -> None:
        """An original file: most are compressed already."""
        self._zip.writestr(ZipInfo(f"{_ORIGINALS}{digest}"), content, ZIP_STORED)
        self._originals.append(digest)

    def template(self, name: str, content: bytes) -> None:
        """A template by the name of its file."""
        self._zip.writestr(f"{_TEMPLATES}{name}", content)
        self._templates[name] = hashlib.sha256(content).hexdigest()

    def finish(self, made_at: datetime, revision: str, lost: Iterable[str]) -> Manifest:
        """Ends the file with its manifest."""
        manifest = Manifest(
            made_at=made_at,
            revision=revision,
            tables=self._tables,
            originals=tuple(self._originals),
            lost=tuple(sorted(lost)),
            templates=self._templates,
        )
        self._zip.writestr(_MANIFEST, manifest.model_dump_json(indent=2))
        self._zip.close()
        return manifest


class Archive:
    """A backup that is read."""

    def __init__(self, opened: ZipFile, manifest: Manifest) -> None:
        self._zip = opened
        self.manifest = manifest

    def verify(self) -> None:
        """Reads all of it; raises ArchiveError where something is missing or not as it was written."""
        for name, digest in self._members():
            if self._digest(name) != digest:
                raise ArchiveError(f"kopien er skadet: {quoted(name)} er ikke slik den ble skrevet; bruk en annen kopi")

    def table(self, name: str) -> Iterator[str]:
        """The rows of a table."""
        with self._zip.open(f"{_TABLES}{name}.jsonl") as member, TextIOWrapper(member, "utf-8", newline="\n") as lines:
            yield from lines

    def original(self, digest: str) -> bytes:
        """An original file."""
        return self._zip.read(f"{_ORIGINALS}{digest}")

    def template(self, name: str) -> bytes:
        """A template."""
        return self._zip.read(f"{_TEMPLATES}{name}")

    def _members(self) -> Iterator[tuple[str, str]]:
        """The name and sha256 of all that should be there; names that lead elsewhere are damage."""
        told = self.manifest
        named = [(_TABLE, told.tables), (_SHA256, told.originals), (_TEMPLATE, told.templates)]
        for form, names in named:
            if strange := next((name for name in names if not form.fullmatch(name)), None):
                raise ArchiveError(f"kopien er skadet: {quoted(strange)} er ikke et navn som kan stå der")
        yield from ((f"{_TABLES}{name}.jsonl", entry.sha256) for name, entry in told.tables.items())
        yield from ((f"{_ORIGINALS}{digest}", digest) for digest in told.originals)
        yield from ((f"{_TEMPLATES}{name}", digest) for name, digest in told.templates.items())

    def _digest(self, name: str) -> str | None:
        found = hashlib.sha256()
        try:
            with self._zip.open(name) as member:
                while part := member.read(_PART):
                    found.update(part)
        except (BadZipFile, KeyError, EOFError, zlib.error):
            return None
        return found.hexdigest()


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """A backup to be read. Raises ArchiveError where it is none, and OSError where the file cannot be read."""
    with path.open("rb") as file:
        try:
            opened = ZipFile(file)
            manifest = Manifest.model_validate_json(opened.read(_MANIFEST))
        except ValidationError as error:
            raise ArchiveError(
                f"{quoted(path)} er laget av en nyere versjon, eller skadet; oppgrader programmet, eller bruk en annen"
            ) from error
        except (BadZipFile, KeyError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
            raise ArchiveError(f"{quoted(path)} er ikke en hel sikkerhetskopi; bruk en annen") from error
        with opened:
            yield Archive(opened, manifest)
