"""A measure (tiltak): a row of an action plan, when it is to be carried out, and each place where it is printed."""

from datetime import date
from enum import StrEnum
from typing import Literal

from corpus.models.passage import Place
from corpus.models.record import Record


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

    @property
    def line(self) -> str:
        """The words on one line."""
        return on_one_line(self.raw)


def on_one_line(cell: str) -> str:
    """A cell of several lines on one, the lines told apart."""
    return ", ".join(line.strip() for line in cell.split("\n") if line.strip())


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

    @property
    def schedule_line(self) -> str:
        """The words of its schedule there, on one line."""
        return on_one_line(self.schedule_raw)


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
    def first(self) -> Occurrence:
        """The place where it is printed first."""
        return self.occurrences[0]

    @property
    def page(self) -> int:
        """The page of its first occurrence."""
        return self.first.page

    @property
    def pages(self) -> tuple[int, ...]:
        """All pages where it is printed, each once."""
        return tuple(dict.fromkeys(place.page for place in self.occurrences))

    @property
    def parts(self) -> "tuple[Measure | SubMeasure, ...]":
        """What of it has a schedule and owners of its own: its sub-measures, or itself where it has none."""
        return self.sub_measures or (self,)
