"""From files to the library: whole folders from the command line, and uploads one at a time in the background."""

import hashlib
import logging
import re
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from chromadb.errors import ChromaError
from pydantic import BaseModel, ConfigDict
from slugify import slugify

from assistant import labels
from assistant.config import Settings
from assistant.edition_notes import edition_notes, replaced_note
from assistant.patterns import is_pattern, matching
from corpus.catalogue import CatalogueError
from corpus.library import Library, folded_title
from corpus.models import NO_EDITION, Coverage, Metadata, PageUnit, PersonalData, Variation
from corpus.units import shipped_units
from ingest.limits import MIB, Limits
from ingest.limits import too_large as too_large
from ingest.manifest import Manifest, ManifestError, read_manifest
from ingest.pipeline import Reading, document_id, generation_id, supported_suffixes
from ingest.readers.base import UnreadableFileError as UnreadableFileError  # what a caller of this module handles
from ingest.readers.pdf.ocr import is_ready
from ingest.workers.pool import OwnReader, ReaderFaultError, Readers, ReadingPool, usable_cores

MANIFEST = "manifest.toml"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PREPARED_AT_ONCE = 8  # passages: an upload or a question waits for no more
_LONGEST_ID = 150  # leaves room for what the ids of generations and passages add to it
_ID_MARK = 6  # characters of a file's sha256 that tell it from another of its name
_JOBS_KEPT = 1_000

Status = Literal["indexed", "unchanged", "refused"]
FileStep = Callable[[str, str, int, int], None]
"""Told (file name, step, done, total)."""

ORIGINAL_IS_HERE = "the original of this retelling is here, and stays"

_log = logging.getLogger(__name__)


class WritingStoppedError(Exception):
    """A reading could not be written; nothing of it is shown, and the files after it were not tried."""


class MeasureVariation(BaseModel):
    """Where a measure is printed again in other words."""

    model_config = ConfigDict(frozen=True)

    measure: str
    field: str
    page: int
    locator: str = ""
    wording: str


class FileReport(BaseModel):
    """What became of one file; `reason` says why it was refused or left.

    `notes` tell what of its metadata was set aside, and of which plan it is an edition. `supersedes` and
    `superseded_by` are the editions next to it; `edition_recognised` is whether nobody but its title said so.
    """

    model_config = ConfigDict(frozen=True)

    file: str
    id: str | None = None
    status: Status
    title: str | None = None
    pages: int = 0
    unit: PageUnit = "page"
    measures: int = 0
    occurrences: int = 0
    duties: int = 0
    coverage: Coverage | None = None
    personal_data: tuple[PersonalData, ...] = ()
    reason: str | None = None
    supersedes: str | None = None
    superseded_by: str | None = None
    edition_recognised: bool = False
    variations: tuple[MeasureVariation, ...] = ()
    notes: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class _Begun:
    """A file on its way: what was known of it when its reading was asked for, and that reading, or a report."""

    file_name: str
    content: bytes
    metadata: Metadata
    known: Metadata
    reading: Future[Reading] | None
    report: FileReport | None
    found: FoundFile | None = None

    def told(self, report: FileReport) -> FileReport:
        """The report with what is known of the file beside its bytes."""
        found = self.found
        if found is None:
            return report
        return report.model_copy(update={"file": str(found.path), "notes": (*found.notes, *report.notes)})


def ocr_is_ready() -> bool:
    """Whether pages that are images can be read."""
    return is_ready()


def reading_pool(settings: Settings, count: int | None = None) -> ReadingPool:
    """The reading processes that the settings allow: so many, or one for each core but one, for embedding.

    As a context it ends them.
    """
    limits = Limits(
        size=settings.max_file_mb * MIB,
        pages=settings.max_pages,
        seconds=settings.read_seconds,
        memory=settings.read_memory_mb * MIB,
    )
    return ReadingPool(limits, count or max(1, usable_cores() - 1))


def ingest_paths(
    library: Library,
    paths: Iterable[Path],
    flags: Metadata = Metadata(),  # noqa: B008 - frozen
    manifest: Path | None = None,
    on_step: FileStep = lambda _file, _step, _done, _total: None,
    on_report: Callable[[FileReport], None] = lambda _report: None,
    readers: Readers = OwnReader(),  # noqa: B008 - has no state
    *,
    allow_personal_data: bool = False,
) -> list[FileReport]:
    """Ingests files, the files of folders, and those that patterns match; what cannot be read is refused and the rest
    handled.

    The manifest beside a file comes before the flags; `manifest` takes the place of those beside the files.
    `on_report` is told of each file, in order, as soon as it is handled. One with personal data is refused unless that
    is allowed. The `readers` read following files while one is written.
    Raises ManifestError where `manifest` cannot be used, WritingStoppedError where the store cannot be written.
    """
    reports: list[FileReport] = []
    under_way: deque[FileReport | _Begun] = deque()

    def finish() -> None:
        first = under_way.popleft()
        report = (
            first
            if isinstance(first, FileReport)
            else _finish(library, first, readers, on_step, allow_personal_data=allow_personal_data)
        )
        on_report(report)
        reports.append(report)

    for found in find_files(paths, flags, manifest):
        under_way.append(found if isinstance(found, FileReport) else _begin_file(library, found, readers))
        while len(under_way) > readers.ahead:
            finish()
    while under_way:
        finish()
    return reports


def _begin_file(library: Library, found: FoundFile, readers: Readers) -> _Begun | FileReport:
    try:
        content = read_content(found.path, readers.limits)
    except UnreadableFileError as error:
        return refused(found.path, str(error))
    return _begin(library, content, found.path.name, found.metadata, readers, found)


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


def ingest_content(
    library: Library,
    content: bytes,
    file_name: str,
    metadata: Metadata,
    on_step: FileStep = lambda _file, _step, _done, _total: None,
    readers: Readers = OwnReader(),  # noqa: B008 - has no state
    *,
    allow_personal_data: bool = False,
) -> FileReport:
    """Reads the bytes of a file and publishes them, unless they are what its document shows already.

    One with personal data is refused, and nothing of it kept, unless that is allowed; then the finding is recorded.
    Raises WritingStoppedError.
    """
    begun = _begin(library, content, file_name, metadata, readers)
    return _finish(library, begun, readers, on_step, allow_personal_data=allow_personal_data)


def _begin(
    library: Library,
    content: bytes,
    file_name: str,
    metadata: Metadata,
    readers: Readers,
    found: FoundFile | None = None,
) -> _Begun:
    """Asks for the reading of a file, unless it is refused for what is known of it or changes nothing."""
    known, report, reading = metadata, None, None
    try:
        metadata = _with_own_id(content, file_name, metadata)
        known = _with_id(library, metadata, metadata.title)
        _check_id(document_id(file_name, known))
        report = _left(library, content, file_name, known) or _left_as_original(library, content, file_name, known)
        if report is None:
            reading = readers.submit(content, file_name, known, shipped_units())
    except UnreadableFileError as error:
        report = refused(Path(file_name), str(error))
    return _Begun(file_name, content, metadata, known, reading, report, found)


def _finish(
    library: Library, file: _Begun, readers: Readers, on_step: FileStep, *, allow_personal_data: bool
) -> FileReport:
    """Publishes a file's reading; raises WritingStoppedError."""
    if _with_id(library, file.metadata, file.metadata.title) != file.known:  # the files before it changed that
        file = _begin(library, file.content, file.file_name, file.metadata, readers, file.found)
    outcome = file.report or _outcome(library, file, readers, on_step)
    with _told_plainly(file.file_name):
        if isinstance(outcome, Reading):
            name = file.file_name
            if outcome.document.personal_data and not allow_personal_data:
                return file.told(_stopped(outcome, name))
            before = library.snapshot.documents.get(outcome.document.id)
            library.publish(outcome, file.content, lambda step, done, total: on_step(name, step, done, total))
            note = replaced_note(before, outcome.document)
            return file.told(_with_editions(_indexed(outcome, name), library, note))
        if outcome.status == "unchanged" and outcome.reason is None:
            library.restore(file.content)
        return file.told(_with_editions(outcome, library))


def _outcome(library: Library, file: _Begun, readers: Readers, on_step: FileStep) -> Reading | FileReport:
    """The reading of a file, or the report of one that is refused or changes nothing."""
    try:
        return _read(library, file, readers, on_step)
    except UnreadableFileError as error:
        return refused(Path(file.file_name), str(error))
    except ReaderFaultError as error:
        return refused(Path(file.file_name), _fault(str(error)))
    except Exception as error:  # noqa: BLE001 - a reader's fault costs one file, never the batch
        _log.exception("reading %r failed", file.file_name)
        return refused(Path(file.file_name), _fault(f"{type(error).__name__}: {error}"))


def _fault(error: str) -> str:
    return f"reading it failed ({error}); please report this"


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


def refused(path: Path, reason: str) -> FileReport:
    """The report of a file that cannot become a document."""
    return FileReport(file=str(path), status="refused", reason=reason)


class Job(BaseModel):
    """An upload on its way; `report` stands when it is done, `error` when it failed."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: Literal["queued", "running", "done", "failed"]
    file: str
    report: FileReport | None = None
    error: str | None = None


class Jobs:
    """The writes of a server: uploads one after the other in a thread of their own, deletions between them."""

    def __init__(self, library: Library, readers: Readers = OwnReader()) -> None:  # noqa: B008 - has no state
        self._library = library
        self._readers = readers
        self._writing = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._preparing = object()
        self._begin_preparing()

    @property
    def limits(self) -> Limits:
        """What an uploaded file may ask for."""
        return self._readers.limits

    def submit(self, content: bytes, file_name: str, metadata: Metadata, *, allow_personal_data: bool = False) -> Job:
        """Queues an upload; the job is kept until 1,000 newer ones have been."""
        job = Job(id=uuid.uuid4().hex, status="queued", file=file_name)
        self._jobs[job.id] = job
        for old in list(self._jobs)[:-_JOBS_KEPT]:
            if self._jobs[old].status in ("done", "failed"):
                del self._jobs[old]
        self._worker.submit(self._run, job, content, metadata, allow_personal_data)
        return job

    def get(self, job_id: str) -> Job | None:
        """The job as it stands now, or None."""
        return self._jobs.get(job_id)

    def remove(self, document_id: str) -> bool:
        """Deletes a document, after the upload that is being written, and the jobs that tell of it; False where there
        is none.
        """
        with self._writing:
            is_removed = self._library.remove(document_id)
            told = [job.id for job in list(self._jobs.values()) if job.report and job.report.id == document_id]
            for job_id in told:
                self._jobs.pop(job_id, None)
            self._begin_preparing()
            return is_removed

    def close(self) -> None:
        """Finishes the upload that is being written and drops those that wait."""
        self._preparing = object()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _begin_preparing(self) -> None:
        """Makes what questions will need, some passages at a time between the uploads; anew when documents change."""
        self._preparing = mark = object()
        self._worker.submit(self._prepare, 0, mark)

    def _prepare(self, start: int, mark: object) -> None:
        if mark is not self._preparing:
            return
        try:
            is_more = self._library.prepare(start, _PREPARED_AT_ONCE)
        except Exception:  # noqa: BLE001 - questions make what they need themselves
            _log.exception("preparing the passages from %d on failed", start)
            return
        if is_more and mark is self._preparing:
            self._worker.submit(self._prepare, start + _PREPARED_AT_ONCE, mark)

    def _run(self, job: Job, content: bytes, metadata: Metadata, allow_personal_data: bool) -> None:
        self._jobs[job.id] = job.model_copy(update={"status": "running"})
        try:
            with self._writing:
                report = ingest_content(
                    self._library,
                    content,
                    job.file,
                    metadata,
                    readers=self._readers,
                    allow_personal_data=allow_personal_data,
                )
            self._jobs[job.id] = job.model_copy(update={"status": "done", "report": report})
            self._begin_preparing()
        except WritingStoppedError as error:
            self._jobs[job.id] = job.model_copy(update={"status": "failed", "error": str(error)})
        except Exception:  # noqa: BLE001 - the thread must outlive whatever one file does to it
            _log.exception("the job of %r failed", job.file)
            self._jobs[job.id] = job.model_copy(update={"status": "failed", "error": "internal error; see the log"})


def _read(library: Library, file: _Begun, readers: Readers, on_step: FileStep) -> Reading | FileReport:
    """The reading of a file, or the report of one that changes nothing."""
    assert file.reading is not None
    on_step(file.file_name, "reading", 0, 1)
    reading = file.reading.result()
    named = _with_id(library, file.known, reading.document.title if reading.document.title_stated else None)
    if named == file.known:
        return reading
    left = _left(library, file.content, file.file_name, named)
    return left or readers.submit(file.content, file.file_name, named, shipped_units()).result()


def _with_own_id(content: bytes, file_name: str, metadata: Metadata) -> Metadata:
    """The metadata; a new edition whose file has the name of the old one's gets an id of its own.

    Raises UnreadableFileError where it was told to have that id.
    """
    if metadata.edition_of in (None, NO_EDITION) or document_id(file_name, metadata) != metadata.edition_of:
        return metadata
    if metadata.id is not None:
        raise UnreadableFileError(
            f"it cannot be an edition of {metadata.edition_of!r} under that id; give it one of its own with --id"
        )
    mark = metadata.valid_from or hashlib.sha256(content).hexdigest()[:_ID_MARK]
    return metadata.model_copy(update={"id": f"{metadata.edition_of}-{mark}"})


def _with_editions(report: FileReport, library: Library, note: str | None = None) -> FileReport:
    """The report, with what there is to tell of the document as an edition."""
    if report.id is None:
        return report
    editions = library.snapshot.editions
    notes = edition_notes(report.id, library.snapshot)
    return report.model_copy(
        update={
            "supersedes": editions.before(report.id),
            "superseded_by": editions.after(report.id),
            "edition_recognised": editions.is_recognised(report.id),
            "notes": (*report.notes, *notes, *([note] if note else [])),
        }
    )


def _with_id(library: Library, metadata: Metadata, title: str | None) -> Metadata:
    """The metadata; a file that nobody gave an id takes that of the one retelling (as it is or was) of its title."""
    if metadata.id is not None or title is None:
        return metadata
    ids = library.snapshot.retold.get(folded_title(title), frozenset())
    return metadata.model_copy(update={"id": next(iter(ids))}) if len(ids) == 1 else metadata


def _left(library: Library, content: bytes, file_name: str, metadata: Metadata) -> FileReport | None:
    """The report of a file that changes nothing: it is shown already, or retells an original that is here."""
    name = document_id(file_name, metadata)
    if library.is_current(name, generation_id(content, file_name, metadata)):
        return _unchanged(library, name, file_name)
    current = library.snapshot.documents.get(name)
    if current is None or current.retelling_of is not None or metadata.retelling_of is None:
        return None
    if current.sha256 == hashlib.sha256(content).hexdigest():
        return None  # the same file, told from now on to be a retelling
    return _unchanged(library, name, file_name).model_copy(update={"reason": ORIGINAL_IS_HERE})


def _left_as_original(library: Library, content: bytes, file_name: str, metadata: Metadata) -> FileReport | None:
    """The report of a file without an id that took a retelling's place by its own title, as is told without reading."""
    if metadata.id is not None or metadata.title is not None:
        return None
    digest = hashlib.sha256(content).hexdigest()
    for name in frozenset[str]().union(*library.snapshot.retold.values()):
        document = library.snapshot.documents.get(name)
        if document is not None and document.sha256 == digest:
            named = metadata.model_copy(update={"id": name})
            if library.is_current(name, generation_id(content, file_name, named)):
                return _unchanged(library, name, file_name)
    return None


def _read_manifest(path: Path) -> Manifest:
    try:
        return read_manifest(path)
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read ({error.strerror or error})") from error


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


def _check_id(document_id: str) -> None:
    if not document_id:
        raise UnreadableFileError("the file's name gives no id; give one with --id or in a manifest")
    if not _ID.fullmatch(document_id) or len(document_id) > _LONGEST_ID:
        raise UnreadableFileError(
            f"the id {document_id!r} cannot be used; write at most {_LONGEST_ID} of a–z, 0–9 and single hyphens, "
            f"such as {slugify(document_id)[:_LONGEST_ID]!r}"
        )


@contextmanager
def _told_plainly(file_name: str) -> Iterator[None]:
    try:
        yield
    except (CatalogueError, ChromaError, OSError) as error:
        raise WritingStoppedError(
            f"{file_name} could not be written ({error}); nothing of it is shown: "
            "see that the data directory is writable and its disk has room, then run the same again"
        ) from error


def _unchanged(library: Library, document_id: str, file_name: str) -> FileReport:
    document = library.snapshot.documents[document_id]
    measures = [measure for measure in library.snapshot.measures if measure.document_id == document_id]
    return FileReport(
        file=file_name,
        id=document_id,
        status="unchanged",
        title=document.title,
        pages=document.pages,
        unit=document.unit,
        measures=len(measures),
        occurrences=sum(len(measure.occurrences) for measure in measures),
        duties=sum(duty.document_id == document_id for duty in library.snapshot.duties),
        coverage=document.coverage,
        personal_data=document.personal_data,
        variations=tuple(_variation(measure.title, other) for measure in measures for other in measure.variations),
    )


def _stopped(reading: Reading, file_name: str) -> FileReport:
    """The report of a file that personal data keeps out; what stands in it is told masked."""
    return FileReport(
        file=file_name,
        id=reading.document.id,
        status="refused",
        reason="it holds personal data and was not indexed; take them out, or allow them with --allow-personal-data "
        "(an upload's field allow_personal_data)",
        unit=reading.document.unit,
        personal_data=reading.document.personal_data,
    )


def _indexed(reading: Reading, file_name: str) -> FileReport:
    return FileReport(
        file=file_name,
        id=reading.document.id,
        status="indexed",
        title=reading.document.title,
        pages=len(reading.pages),
        unit=reading.document.unit,
        measures=len(reading.measures),
        occurrences=sum(len(measure.occurrences) for measure in reading.measures),
        duties=len(reading.duties),
        coverage=reading.document.coverage,
        personal_data=reading.document.personal_data,
        variations=tuple(
            _variation(measure.title, other) for measure in reading.measures for other in measure.variations
        ),
    )


def _variation(title: str, other: Variation) -> MeasureVariation:
    where = labels.locator(other.place, f"s. {other.page}")
    return MeasureVariation(measure=title, field=other.field, page=other.page, locator=where, wording=other.wording)
