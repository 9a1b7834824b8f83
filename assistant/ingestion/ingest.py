"""Ingesting: files read, one after the other or ahead of each other, and published in their order."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.ingestion.edition_notes import replaced_note
from assistant.ingestion.found_files import FoundFile, find_files, read_content
from assistant.ingestion.identities import identified, left_alone, left_as_original
from assistant.ingestion.remit import Remit
from assistant.ingestion.reports import FileReport, indexed, refused, stopped, with_editions
from corpus.complaints import quoted, system_complaint
from corpus.index.dense import DenseIndexError
from corpus.library import Library
from corpus.models import Document, Metadata
from corpus.store.database import CatalogueError
from corpus.units import shipped_units
from ingest.pipeline import Reading
from ingest.readers.base import UnreadableFileError
from ingest.workers.pool import OwnReader, ReaderFaultError, Readers

FileStep = Callable[[str, str, int, int], None]
"""Told (file name, step, done, total)."""

Writing = Callable[[], AbstractContextManager[object]]
"""What a reading is published in: whoever else writes waits, or is waited for."""

_log = logging.getLogger(__name__)


class WritingStoppedError(Exception):
    """A reading could not be written; nothing of it is shown, and the files after it were not tried."""


@dataclass(frozen=True)
class _Begun:
    """A file on its way: what was known of it when its reading was asked for, by the title that it was known to have,
    and that reading, or a report.
    """

    file_name: str
    content: bytes
    metadata: Metadata
    known: Metadata
    reading: Future[Reading] | None
    report: FileReport | None
    found: FoundFile | None = None
    title: str | None = None

    def told(self, report: FileReport) -> FileReport:
        """The report with what is known of the file beside its bytes."""
        found = self.found
        if found is None:
            return report
        return report.model_copy(update={"file": str(found.path), "notes": (*found.notes, *report.notes)})


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
    remit = Remit(library)
    under_way: deque[FileReport | _Begun] = deque()

    def finish() -> None:
        first = under_way.popleft()
        report = (
            first
            if isinstance(first, FileReport)
            else _finish(library, remit, first, readers, on_step, allow_personal_data=allow_personal_data)
        )
        on_report(report)
        reports.append(report)

    for found in find_files(paths, flags, manifest):
        under_way.append(found if isinstance(found, FileReport) else _begin_file(library, remit, found, readers))
        while len(under_way) > readers.ahead:
            finish()
    while under_way:
        finish()
    return reports


def ingest_content(
    library: Library,
    content: bytes,
    file_name: str,
    metadata: Metadata,
    on_step: FileStep = lambda _file, _step, _done, _total: None,
    readers: Readers = OwnReader(),  # noqa: B008 - has no state
    *,
    remit: Remit | None = None,
    allow_personal_data: bool = False,
    writing: Writing = nullcontext,
) -> FileReport:
    """Reads the bytes of a file and publishes them, unless they are what its document shows already.

    One with personal data is refused, and nothing of it kept, unless that is allowed; then the finding is recorded.
    Without a `remit` all is seen and may be changed. What is written is written in `writing`: others may write while
    the file is read, and what they changed that it was read by has it read again. Raises WritingStoppedError.
    """
    remit = remit or Remit(library)
    begun = _begin(library, remit, content, file_name, metadata, readers)
    allow = allow_personal_data
    return _finish(library, remit, begun, readers, on_step, allow_personal_data=allow, writing=writing)


def _begin_file(library: Library, remit: Remit, found: FoundFile, readers: Readers) -> _Begun | FileReport:
    try:
        content = read_content(found.path, readers.limits)
    except UnreadableFileError as error:
        return refused(found.path, str(error))
    return _begin(library, remit, content, found.path.name, found.metadata, readers, found)


def _begin(
    library: Library,
    remit: Remit,
    content: bytes,
    file_name: str,
    metadata: Metadata,
    readers: Readers,
    found: FoundFile | None = None,
) -> _Begun:
    """Asks for the reading of a file, unless it is refused for what is known of it or changes nothing."""
    known, report, reading = metadata, None, None
    try:
        known = identified(library, remit, content, file_name, metadata, metadata.title)
        report = left_alone(library, content, file_name, known)
        report = report or left_as_original(library, remit, content, file_name, known)
        if report is None:
            reading = readers.submit(content, file_name, known, shipped_units())
    except UnreadableFileError as error:
        report = refused(Path(file_name), str(error))
    return _Begun(file_name, content, metadata, known, reading, report, found)


def _finish(
    library: Library,
    remit: Remit,
    file: _Begun,
    readers: Readers,
    on_step: FileStep,
    *,
    allow_personal_data: bool,
    writing: Writing = nullcontext,
) -> FileReport:
    """Publishes a file's reading; raises WritingStoppedError."""
    file, outcome = _settled(library, remit, file, readers, on_step)
    is_shared = bool(library.workers)
    if isinstance(outcome, Reading) and is_shared and (allow_personal_data or not outcome.document.personal_data):
        with _told_plainly(file.file_name):  # nobody has to wait with writing for that
            library.make_vectors(outcome, lambda step, done, total: on_step(file.file_name, step, done, total))
    with _told_plainly(file.file_name), writing():
        if not _stands(library, remit, file) or _is_gone(library, outcome):  # whoever wrote meanwhile changed that
            file, outcome = _settled(library, remit, file, readers, on_step)
        if isinstance(outcome, Reading) and is_shared:  # another process may have shown the very same meanwhile
            outcome = left_alone(library, file.content, file.file_name, file.known) or outcome
        if isinstance(outcome, Reading):
            name = file.file_name
            if outcome.document.personal_data and not allow_personal_data:
                return file.told(stopped(outcome, name))
            before = remit.seen.snapshot.documents.get(outcome.document.id)
            library.publish(outcome, file.content, lambda step, done, total: on_step(name, step, done, total))
            notes = (replaced_note(before, outcome.document), _closed_note(library, outcome.document))
            return file.told(with_editions(indexed(outcome, name), remit.seen, *notes))
        if outcome.status == "unchanged" and outcome.reason is None:
            library.restore(file.content)
        return file.told(with_editions(outcome, remit.seen))


def _settled(
    library: Library, remit: Remit, file: _Begun, readers: Readers, on_step: FileStep
) -> tuple[_Begun, Reading | FileReport]:
    """A file with its reading, or its report, as what it is known as now."""
    if not _stands(library, remit, file) or (file.report and _is_gone(library, file.report)):
        # The files before it changed that.
        file = _begin(library, remit, file.content, file.file_name, file.metadata, readers, file.found)
    if file.report is not None:
        return file, file.report
    return _outcome(library, remit, file, readers, on_step)


def _is_gone(library: Library, outcome: Reading | FileReport) -> bool:
    """Whether a document was to stay as it is that was removed meanwhile."""
    if isinstance(outcome, Reading) or outcome.status != "unchanged":
        return False
    return outcome.id not in library.snapshot.documents


def _stands(library: Library, remit: Remit, file: _Begun) -> bool:
    """Whether a file would still be known as it was when its reading was asked for."""
    title = file.title or file.metadata.title
    try:
        known = identified(library, remit, file.content, file.file_name, file.metadata, title)
    except UnreadableFileError:
        return False
    return known == file.known


def _closed_note(library: Library, document: Document) -> str | None:
    """What to say of a document that only administrators see."""
    if document.collection in library.collections.ids():
        return None
    return (
        f"samlingen {quoted(document.collection)} finnes ikke, så bare administratorer ser dokumentet; lag den med "
        f"`planassistent collections set {document.collection}`"
    )


def _outcome(
    library: Library, remit: Remit, file: _Begun, readers: Readers, on_step: FileStep
) -> tuple[_Begun, Reading | FileReport]:
    """A file with its reading, or with the report of one that is refused or changes nothing."""
    try:
        return _read(library, remit, file, readers, on_step)
    except UnreadableFileError as error:
        return file, refused(Path(file.file_name), str(error))
    except ReaderFaultError as error:
        return file, refused(Path(file.file_name), _fault(str(error)))
    except Exception as error:  # noqa: BLE001 - a reader's fault costs one file, never the batch
        _log.exception("reading a file of %d bytes failed", len(file.content))  # its name may be a person's
        return file, refused(Path(file.file_name), _fault(f"{type(error).__name__}: {error}"))


def _read(
    library: Library, remit: Remit, file: _Begun, readers: Readers, on_step: FileStep
) -> tuple[_Begun, Reading | FileReport]:
    """A file as what its reading shows it to be, with that, or with the report of one that changes nothing."""
    assert file.reading is not None
    on_step(file.file_name, "reading", 0, 1)
    reading = file.reading.result()
    title = reading.document.title if reading.document.title_stated else None
    named = identified(library, remit, file.content, file.file_name, file.metadata, title)
    if named != file.known:
        left = left_alone(library, file.content, file.file_name, named)
        if left is not None:
            return file, left
        reading = readers.submit(file.content, file.file_name, named, shipped_units()).result()
    return replace(file, known=named, title=title), reading


def _fault(error: str) -> str:
    return f"lesingen gikk galt ({error}); meld fra om dette til den som drifter Planassistenten"


@contextmanager
def _told_plainly(file_name: str) -> Iterator[None]:
    try:
        yield
    except (CatalogueError, DenseIndexError, OSError) as error:
        raise WritingStoppedError(
            f"{quoted(file_name)} kunne ikke lagres ({_why(error)}), og ingenting av den vises; "
            "se etter at datamappen kan skrives og at disken har plass, og gjør det samme om igjen"
        ) from error


def _why(error: Exception) -> str:
    return system_complaint(error) if isinstance(error, OSError) else str(error)
