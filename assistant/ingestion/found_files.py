"""The files to ingest: those given, of folders and of patterns, each with what its manifest says of it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.ingestion.patterns import is_pattern, matching
from assistant.ingestion.reports import FileReport, refused
from corpus.complaints import quoted, system_complaint
from corpus.models import Metadata
from ingest.limits import Limits
from ingest.limits import too_large as too_large
from ingest.manifest import Manifest, ManifestError, read_manifest
from ingest.manifest import ManifestEntry as ManifestEntry  # what flags are made of
from ingest.pipeline import document_id, supported_suffixes
from ingest.readers.base import UnreadableFileError as UnreadableFileError  # what a caller of this module handles

MANIFEST = "manifest.toml"


class FoundFile(BaseModel):
    """A file to ingest, with what its manifest and the flags say of it."""

    model_config = ConfigDict(frozen=True)

    path: Path
    metadata: Metadata
    notes: tuple[str, ...] = ()

    @property
    def document_id(self) -> str:
        """The id its document will have."""
        return document_id(self.path.name, self.metadata)


def find_files(paths: Iterable[Path], flags: Metadata, manifest: Path | None) -> Iterator[FoundFile | FileReport]:
    """The files to ingest, in order; a report in the place of what is none, or is of an id that stood before.

    Raises ManifestError where `manifest` cannot be used.
    """
    given = _read_manifest(manifest) if manifest else None
    seen: dict[str, Path] = {}
    for path in paths:
        for found in _files_of(path, flags, given):
            # A file that no reader takes has no claim to its id.
            if isinstance(found, FoundFile) and found.path.suffix.lower() in supported_suffixes():
                before = seen.setdefault(found.document_id, found.path)
                if before != found.path:
                    yield refused(
                        found.path,
                        f"id-en {quoted(found.document_id)} er også id-en til {quoted(before.name)}; "
                        "gi dem hver sin id i et manifest",
                    )
                    continue
            yield found


def read_content(path: Path, limits: Limits = Limits()) -> bytes:  # noqa: B008 - frozen
    """The bytes of a file.

    Raises UnreadableFileError where it cannot be read or is too large.
    """
    try:
        size = path.stat().st_size
        if size > limits.size:
            raise UnreadableFileError(too_large(size, limits))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"filen kan ikke leses ({system_complaint(error)}); se etter at den finnes, og at du har tilgang til den"
        ) from error


def _files_of(path: Path, flags: Metadata, given: Manifest | None) -> Iterator[FoundFile | FileReport]:
    if is_pattern(path):
        yield from _matching(path, flags, given)
        return
    try:
        listed = _listed(path)
        manifest = given or _manifest_of(path if path.is_dir() else path.parent)
        files = listed if path.is_file() else _documents_of(listed, manifest)
    except (ManifestError, UnreadableFileError) as error:
        yield refused(path, str(error))
        return
    yield from (_found(file, flags, manifest) for file in files)


def _matching(pattern: Path, flags: Metadata, given: Manifest | None) -> Iterator[FoundFile | FileReport]:
    """The files that a pattern matches, each under the manifest of its folder as that folder itself would be."""
    files = [file for file in matching(pattern) if file.name != MANIFEST]
    if not files:
        yield refused(pattern, 'ingen filer passer med mønsteret; "**" søker i mapper, som i "planer/**/*.pdf"')
    for folder, group in groupby(files, lambda file: file.parent):
        try:
            manifest = given or _manifest_of(folder)
        except ManifestError as error:
            yield refused(folder, str(error))
            continue
        yield from (_found(file, flags, manifest) for file in group if not manifest.ignores(file.name))


def _manifest_of(folder: Path) -> Manifest:
    beside = folder / MANIFEST
    return _read_manifest(beside) if beside.is_file() else Manifest()


def _found(file: Path, flags: Metadata, manifest: Manifest) -> FoundFile:
    said = manifest.documents.get(file.stem, Metadata())
    return FoundFile(path=file, metadata=_merged(said, flags), notes=tuple(_set_aside(said, flags)))


def _listed(path: Path) -> list[Path]:
    """A file alone, or a folder's own files, sorted; raises UnreadableFileError for what is neither."""
    if not path.exists():
        raise UnreadableFileError("det finnes ingen slik fil eller mappe; se etter om stien er riktig")
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnreadableFileError("det er verken en fil eller en mappe; oppgi en fil eller en mappe")
    try:
        files = [file for file in sorted(path.iterdir()) if file.is_file()]
    except OSError as error:
        raise UnreadableFileError(
            f"mappen kan ikke leses ({system_complaint(error)}); se etter at du har tilgang til den"
        ) from error
    return [file for file in files if not file.name.startswith(".") and file.name != MANIFEST]


def _documents_of(files: Iterable[Path], manifest: Manifest) -> list[Path]:
    """The files of a folder that its manifest does not pass over; raises UnreadableFileError where there is none."""
    found = [file for file in files if not manifest.ignores(file.name)]
    if not found:
        raise UnreadableFileError(
            "mappen har ingen dokumenter (mapper i den blir ikke gjennomsøkt); oppgi en som har det, eller et mønster "
            'som søker i mapper, for eksempel "planer/**/*.pdf"'
        )
    return found


def _merged(said: Metadata, flags: Metadata) -> Metadata:
    return flags.model_copy(update=said.model_dump(exclude_none=True))


def _set_aside(said: Metadata, flags: Metadata) -> Iterator[str]:
    stated = said.model_dump(exclude_none=True)
    for field, value in flags.model_dump(exclude_none=True).items():
        if stated.get(field, value) != value:
            yield f"{field} er {quoted(stated[field])} i manifestet, som går foran {quoted(value)}"


def _read_manifest(path: Path) -> Manifest:
    try:
        return read_manifest(path)
    except OSError as error:
        raise ManifestError(f"{path}: manifestet kan ikke leses ({system_complaint(error)})") from error
