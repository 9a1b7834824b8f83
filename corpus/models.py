"""The records: what ingestion makes, the catalogue keeps and the assistant reads."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that never changes after it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Authority = Literal["binding", "guiding"]
PageUnit = Literal["page", "slide", "section"]
"""What a page of a document is: a printed page, a slide, or, in formats without pages, a top-level section."""

Standing = Literal["current", "older", "upcoming"]
"""What an edition of a plan is now: the one that holds, one before it, or one that does not hold yet."""

NO_EDITION = "none"
"""What `edition_of` says of a document that is no edition of any other, whatever its title looks like."""


class Metadata(Record):
    """What a manifest, a flag or a form says of a document; None where nobody said it."""

    id: str | None = None
    title: str | None = None
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
    collection: str | None = None
    contact: str | None = None
    note: str | None = None


class Coverage(Record):
    """How much of a page or a document was read: counts of words, pages and tables, and the pages to look at.

    `empty_pages` have no text, blank ones among them; on those `without_text` an image may hold some; `by_ocr` are
    those whose text was recognised on an image. Of `tables` as many were rebuilt row by row as are not
    `tables_as_text`. `words_dropped` stand on a page and in none of its text, or were too uncertain to be taken by OCR;
    `hidden_words` nobody sees. `hidden_pages` their author hid, so they were not read; `unread_objects` (embedded
    files, charts) may hold text.
    """

    words: int = 0
    pages: int = 0
    empty_pages: int = 0
    ocr_pages: int = 0
    tables: int = 0
    tables_rebuilt: int = 0
    tables_as_text: int = 0
    hidden_pages: int = 0
    unread_objects: int = 0
    hidden_words: int = 0
    words_dropped: int = 0
    without_text: tuple[int, ...] = ()
    by_ocr: tuple[int, ...] = ()


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


Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the page's top left corner


class Word(Record):
    """A word of a page as it is printed, and where it stands."""

    text: str
    box: Box


class Page(Record):
    """A page as a reader would copy it; `number` is its position from 1, `label` what is printed on it.

    `words` in reading order, `width` and `height` in points where the format has them; `ocr`: the text was recognised
    on an image.
    """

    number: int
    label: str | None = None
    locator: str
    text: str
    set_apart: tuple[str, ...] = ()
    coverage: Coverage = Coverage()
    words: tuple[Word, ...] = ()
    width: float | None = None
    height: float | None = None
    ocr: bool = False


class Place(Record):
    """Where text stands in a format without pages: under a heading (None before the first), `first` to `last` (from 1)
    count its paragraphs and list items, or the rows (headers aside) of its table number `table`; or they are a slide.
    """

    unit: Literal["paragraph", "row", "slide"]
    heading: str | None = None
    table: int | None = None
    first: int
    last: int


class PassageKind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    LIST = "list"
    ROW = "row"


class Passage(Record):
    """What is retrieved: verbatim text of one page span, under its headings."""

    id: str
    document_id: str
    generation_id: str
    ordinal: int
    kind: PassageKind
    first_page: int
    last_page: int
    heading_path: tuple[str, ...]
    text: str
    blocks: tuple[str, ...]
    measure_id: str | None = None
    comes_from: str = ""
    goes_on: str = ""
    place: Place | None = None
    ocr: bool = False

    def embedded_text(self, document_title: str) -> str:
        """The text that is embedded and indexed: title and headings first, and the rest of a sentence that a page
        break cuts (`comes_from` the page before, `goes_on` on the next); never what is quoted.
        """
        body = " ".join(part for part in (self.comes_from, self.text, self.goes_on) if part)
        return "\n".join([" › ".join([document_title, *self.heading_path]), body])


class ScheduleKind(StrEnum):
    """How a schedule limits a measure in time."""

    CONTINUOUS = "continuous"
    YEAR = "year"
    SPAN = "span"
    START = "start"
    AS_NEEDED = "as_needed"
    UNKNOWN = "unknown"


Recurrence = Literal["weekly", "monthly", "quarterly", "half-yearly", "yearly"]


class Schedule(Record):
    """A schedule: the words as they stand, and the years (inclusive) they name.

    The first and the last day stand only where the words name less than years: a day, a month, a season; `recurrence`
    where they say how often.
    """

    raw: str
    kind: ScheduleKind = ScheduleKind.UNKNOWN
    start: int | None = None
    end: int | None = None
    start_date: date | None = None
    end_date: date | None = None
    recurrence: Recurrence | None = None


class SubMeasure(Record):
    """A bullet of a measure with a schedule and owners of its own."""

    title: str
    schedule: Schedule
    responsible_raw: str
    responsible: tuple[str, ...]


class Occurrence(Record):
    """One place where a measure is printed, with the wording it has there."""

    page: int
    passage_id: str
    strategic_priority: str | None
    commitment: str | None
    title: str
    description: str
    schedule_raw: str
    responsible_raw: str
    place: Place | None = None


class Variation(Record):
    """Where an occurrence differs from the first: the field, the page and the wording there."""

    field: Literal["description", "schedule", "responsible"]
    page: int
    wording: str
    place: Place | None = None


class Measure(Record):
    """A row of an action plan: what shall be done, when, and by whom."""

    id: str
    document_id: str
    generation_id: str
    ordinal: int
    title: str
    description: str
    strategic_priority: str | None
    commitment: str | None
    schedule: Schedule
    responsible_raw: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...] = ()
    funding: str | None = None
    sub_measures: tuple[SubMeasure, ...] = ()
    occurrences: tuple[Occurrence, ...]
    variations: tuple[Variation, ...] = ()

    @property
    def page(self) -> int:
        """The page of its first occurrence."""
        return self.occurrences[0].page


class Unit(Record):
    """A role or organisation: its names, its abbreviations and what it is part of."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    english: str | None = None
    parent: str | None = None
    document_id: str | None = None


class Term(Record):
    """A word that a document explains: by another name for the same (`alias`), or by what it means (`definition`)."""

    document_id: str
    kind: Literal["alias", "definition"]
    name: str
    meaning: str
    page: int


class Duty(Record):
    """A sentence that binds units to something; `text` is verbatim, and so is the `lead` that a bullet stands under.

    `units` are ids, of a role that no register knows its slug; `pages` are all where the same sentence is printed.
    """

    id: str
    document_id: str
    generation_id: str
    ordinal: int
    unit_raw: str
    units: tuple[str, ...]
    action: str
    text: str
    lead: str | None = None
    page: int
    pages: tuple[int, ...]
    passage_id: str
    heading_path: tuple[str, ...]


class Citation(Record):
    """A quote that stands verbatim on an exact page."""

    number: int
    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
    generation_id: str
    page: int
    page_label: str | None
    locator: str
    heading_path: tuple[str, ...]
    quote: str
    boxes: tuple[Box, ...] = ()
    passage_id: str
    measure_id: str | None = None
    authority: Authority | None = None
    retelling: bool = False
    standing: Standing = "current"
    ocr: bool = False
    verified: bool
    url: str
