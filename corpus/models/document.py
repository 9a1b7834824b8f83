"""A document, and what was said of it when it came."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from corpus.models.page import Coverage
from corpus.models.record import Record
from corpus.models.unseen import without_unseen

Authority = Literal["binding", "guiding"]

PageUnit = Literal["page", "slide", "section"]
"""What a page of a document is: a printed page, a slide, or, in formats without pages, a top-level section."""

Standing = Literal["current", "older", "upcoming"]
"""What an edition of a plan is now: the one that holds, one before it, or one that does not hold yet."""

Year = Annotated[int, Field(ge=1900, le=2100)]

NO_EDITION = "none"
"""What `edition_of` says of a document that is no edition of any other, whatever its title looks like."""

TITLE_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—/]\s*((?:19|20)?\d\d))?(?!\d)")
"""The years in a title: one, or a first and a last."""


class Metadata(Record):
    """What a manifest, a flag or a form says of a document; None where nobody said it.

    The id of a reading is made of it, too: fields in another order would make all documents be read anew.
    """

    id: str | None = None
    title: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    kind: str | None = None
    authority: Authority | None = None
    valid_from: Year | None = None
    valid_to: Year | None = None
    edition: str | None = None
    edition_of: str | None = None
    language: str | None = None
    source_url: str | None = None
    retelling_of: str | None = None
    collection: str | None = None
    contact: str | None = None
    note: str | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _seen(cls, value: Any) -> Any:
        """What is said without characters that nobody sees: they would turn what stands beside it on a page."""
        return without_unseen(value) if isinstance(value, str) else value


PersonalDataKind = Literal["national_id", "named_child", "birth_date", "child_contact"]


class PersonalData(Record):
    """Personal data that stands on a page; `masked` is what may be shown of it, never the number or the name."""

    kind: PersonalDataKind
    page: int
    masked: str


class Document(Record):
    """A plan, handbook, set of criteria or slide deck, as its current generation knows it.

    Where nobody and nothing states its title, that is the file's name and `title_stated` is False. `edition_of` is what
    somebody said: the id of the document that this one is a new edition of, or NO_EDITION.
    """

    id: str
    title: str
    title_stated: bool = True
    issuer: str | None = None
    jurisdiction: str | None = None
    kind: str | None = None
    authority: Authority | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    edition: str | None = None
    edition_of: str | None = None
    language: str | None = None
    source_url: str | None = None
    retelling_of: str | None = None
    collection: str = "open"
    contact: str | None = None
    note: str | None = None
    file_name: str
    sha256: str
    pages: int
    unit: PageUnit = "page"
    coverage: Coverage
    personal_data: tuple[PersonalData, ...] = ()

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The years (first, last; inclusive) that it is for: as stated, else as its title has them."""
        if self.valid_from is not None or self.valid_to is not None:
            return self.valid_from, self.valid_to
        match = TITLE_YEARS.search(self.title) if self.title_stated else None
        if match is None:
            return None, None
        first, last = match[1], match[2] or match[1]
        return int(first), int(last if len(last) == len(first) else first[:2] + last)

    @property
    def is_retelling(self) -> bool:
        """Whether it tells another document in other words."""
        return self.retelling_of is not None

    @property
    def has_images(self) -> bool:
        """Whether its pages can be shown as they are printed."""
        return self.file_name.lower().endswith(".pdf")


class Generation(Record):
    """One reading of one file by one version of ingestion."""

    id: str
    document_id: str
    number: int
    sha256: str
    reader_version: str
    state: Literal["building", "current", "superseded"]
    created_at: datetime
