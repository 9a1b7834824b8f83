"""What a check finds: the kind, a sentence about it, and the plan's own words on their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from corpus.models import Document, Duty, Measure, Page, Passage
from corpus.units import UnitRegister


class FindingKind(StrEnum):
    """What may be wrong in a plan, in the order in which a report tells it."""

    DESCRIPTION_OF_ANOTHER = "description_of_another"
    TWO_NAMES = "two_names"
    SAME_DESCRIPTION = "same_description"
    OWNERS_DIFFER = "owners_differ"
    SCHEDULES_DIFFER = "schedules_differ"
    WORDINGS_DIFFER = "wordings_differ"
    NO_OWNER = "no_owner"
    NO_SCHEDULE = "no_schedule"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    OUTSIDE_THE_YEARS = "outside_the_years"


@dataclass(frozen=True)
class Plan:
    """One document as its current generation has it: what the rules look at."""

    document: Document
    generation_id: str
    measures: tuple[Measure, ...]
    passages: tuple[Passage, ...]
    duties: tuple[Duty, ...]
    units: UnitRegister
    page: Callable[[int], Page | None]

    def row(self, measure: Measure) -> "Quote":
        """The row where a measure is printed first."""
        return self.quote_of(measure.first.passage_id)

    def quote_of(self, passage_id: str) -> "Quote":
        """A whole passage as a quote."""
        passage = self.passage(passage_id)
        return Quote(passage.first_page, passage.text, passage_id)

    def passage(self, passage_id: str) -> Passage:
        """The passage of an id."""
        return next(passage for passage in self.passages if passage.id == passage_id)


@dataclass(frozen=True)
class Quote:
    """Words that stand on a page, and the passage that they are of."""

    page: int
    text: str
    passage_id: str


@dataclass(frozen=True)
class Suspicion:
    """What a rule found; `says` are the values that its sentence names, `measures` the titles it is about."""

    kind: FindingKind
    quotes: tuple[Quote, ...]
    says: tuple[str, ...]
    measures: tuple[str, ...] = ()


class Evidence(BaseModel):
    """A verbatim quote of a finding and where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: int
    page_label: str | None
    locator: str
    quote: str
    url: str


class Finding(BaseModel):
    """A finding as every surface shows it; `measures` are the titles that it is about, the suspect first.

    `advice` says what to look at to settle it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: FindingKind
    message: str
    advice: str
    measures: tuple[str, ...]
    pages: tuple[int, ...]
    evidence: tuple[Evidence, ...]


class QualityReport(BaseModel):
    """All findings of a document, and how much there was to look at; `tables_as_text` could not be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_id: str
    document_title: str
    title_stated: bool
    issuer: str | None
    retelling: bool
    generation_id: str
    language: str
    measures: int
    duties: int
    tables_as_text: int
    findings: tuple[Finding, ...]
