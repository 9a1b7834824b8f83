"""The files to ingest: those given, of folders and of patterns, each with what its manifest says of it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.ingestion.reports import FileReport, refused
from assistant.patterns import is_pattern, matching
from corpus.models import Metadata
from ingest.limits import Limits
from ingest.limits import too_large as too_large
from ingest.manifest import Manifest, ManifestError, read_manifest
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
                        f"its id {found.document_id!r} is that of {before.name!r} too; give them ids in a manifest",
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
            f"the file cannot be read ({error.strerror or error}); see that it is there and yours to read"
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
        yield refused(pattern, 'no file matches the pattern; "**" searches folders, as in "plans/**/*.pdf"')
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
        raise UnreadableFileError("there is no such file or folder; see the path")
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnreadableFileError("it is neither a file nor a folder; give one that is")
    try:
        files = [file for file in sorted(path.iterdir()) if file.is_file()]
    except OSError as error:
        raise UnreadableFileError(f"the folder cannot be read ({error.strerror or error})") from error
    return [file for file in files if not file.name.startswith(".") and file.name != MANIFEST]


def _documents_of(files: Iterable[Path], manifest: Manifest) -> list[Path]:
    """The files of a folder that its manifest does not pass over; raises UnreadableFileError where there is none."""
    found = [file for file in files if not manifest.ignores(file.name)]
    if not found:
        raise UnreadableFileError(
            "the folder holds no documents (folders in it are not searched); give one that does, or a pattern that "
            'searches folders, such as "plans/**/*.pdf"'
        )
    return found


def _merged(said: Metadata, flags: Metadata) -> Metadata:
    return flags.model_copy(update=said.model_dump(exclude_none=True))


def _set_aside(said: Metadata, flags: Metadata) -> Iterator[str]:
    stated = said.model_dump(exclude_none=True)
    for field, value in flags.model_dump(exclude_none=True).items():
        if stated.get(field, value) != value:
            yield f"{field} is {stated[field]!r} in the manifest, which comes before the {value!r} given"


def _read_manifest(path: Path) -> Manifest:
    try:
        return read_manifest(path)
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read ({error.strerror or error})") from error
