"""What one reading of a file gives."""

from typing import Protocol

from corpus.models import Document, Duty, Measure, Page, Passage, Term, Unit


class Records(Protocol):
    """What one reading of a file gives (ingest.pipeline.Reading is one)."""

    @property
    def document(self) -> Document:
        """The document as this reading has it."""
        ...

    @property
    def generation_id(self) -> str:
        """The id of this reading."""
        ...

    @property
    def reader_version(self) -> str:
        """What version of ingestion read it."""
        ...

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in order."""
        ...

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in reading order."""
        ...

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures, in order."""
        ...

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that the text explains."""
        ...

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All duties, in reading order."""
        ...

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that the text explains."""
        ...
