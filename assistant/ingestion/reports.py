"""What became of a file: one report each, told by commands, jobs and pages alike."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant import labels
from assistant.ingestion.edition_notes import edition_notes
from corpus.library import Library
from corpus.models import Coverage, PageUnit, PersonalData, Variation
from corpus.readable import Readable
from ingest.pipeline import Reading

Status = Literal["indexed", "unchanged", "refused"]


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


def refused(path: Path, reason: str) -> FileReport:
    """The report of a file that cannot become a document."""
    return FileReport(file=str(path), status="refused", reason=reason)


def unchanged(library: Library, document_id: str, file_name: str) -> FileReport:
    """The report of a file that its document shows already."""
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
        variations=tuple(
            _variation(measure.title, other, library.snapshot.places[measure.generation_id, other.page][1])
            for measure in measures
            for other in measure.variations
        ),
    )


def indexed(reading: Reading, file_name: str) -> FileReport:
    """The report of a file that was read and published."""
    locators = {page.number: page.locator for page in reading.pages}
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
            _variation(measure.title, other, locators[other.page])
            for measure in reading.measures
            for other in measure.variations
        ),
    )


def stopped(reading: Reading, file_name: str) -> FileReport:
    """The report of a file that personal data keeps out; what stands in it is told masked."""
    return FileReport(
        file=file_name,
        id=reading.document.id,
        status="refused",
        reason="filen har personopplysninger og ble ikke lagt inn; ta dem ut, eller tillat dem med "
        "--allow-personal-data (feltet allow_personal_data i en opplasting)",
        unit=reading.document.unit,
        personal_data=reading.document.personal_data,
    )


def with_editions(report: FileReport, library: Readable, *notes: str | None) -> FileReport:
    """The report, with what there is to tell of the document as an edition among those that are seen; then `notes`."""
    if report.id is None:
        return report
    editions = library.snapshot.editions
    told = edition_notes(report.id, library.snapshot)
    return report.model_copy(
        update={
            "supersedes": editions.before(report.id),
            "superseded_by": editions.after(report.id),
            "edition_recognised": editions.is_recognised(report.id),
            "notes": (*report.notes, *told, *filter(None, notes)),
        }
    )


def _variation(title: str, other: Variation, page: str) -> MeasureVariation:
    where = labels.locator(other.place, page)
    return MeasureVariation(measure=title, field=other.field, page=other.page, locator=where, wording=other.wording)
