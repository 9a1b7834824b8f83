"""The records: what ingestion makes, the catalogue keeps and the assistant reads."""

from corpus.models.citation import Citation
from corpus.models.document import (
    NO_EDITION,
    Authority,
    Document,
    Generation,
    Metadata,
    PageUnit,
    PersonalData,
    PersonalDataKind,
    Standing,
)
from corpus.models.duty import Duty
from corpus.models.measure import (
    Measure,
    Occurrence,
    Recurrence,
    Schedule,
    ScheduleKind,
    SubMeasure,
    Variation,
    on_one_line,
)
from corpus.models.page import Box, Coverage, Page, Word
from corpus.models.passage import Passage, PassageKind, Place
from corpus.models.record import Record
from corpus.models.source import Located, Source, source_of
from corpus.models.unit import Term, Unit

__all__ = [
    "NO_EDITION",
    "Authority",
    "Box",
    "Citation",
    "Coverage",
    "Document",
    "Duty",
    "Generation",
    "Located",
    "Measure",
    "Metadata",
    "Occurrence",
    "Page",
    "PageUnit",
    "Passage",
    "PassageKind",
    "PersonalData",
    "PersonalDataKind",
    "Place",
    "Record",
    "Recurrence",
    "Schedule",
    "ScheduleKind",
    "Source",
    "Standing",
    "SubMeasure",
    "Term",
    "Unit",
    "Variation",
    "Word",
    "on_one_line",
    "source_of",
]
