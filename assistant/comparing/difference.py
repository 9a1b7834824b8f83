"""The difference of two editions as every surface shows it."""

from typing import Literal

from assistant.comparing.wording import Segment
from corpus.models import Record

Field = Literal[
    "title",
    "description",
    "responsible",
    "schedule",
    "strategic_priority",
    "commitment",
    "partners",
    "funding",
    "sub_measure",
]


class ComparedEdition(Record):
    """One of the two documents."""

    document_id: str
    title: str
    title_stated: bool
    issuer: str | None
    generation_id: str
    valid_from: int | None
    valid_to: int | None
    retelling: bool
    measures: int


class ComparedMeasure(Record):
    """A measure as one of the editions has it; `url` opens its page with the row marked."""

    id: str
    title: str
    description: str
    responsible: tuple[str, ...]
    schedule: str
    strategic_priority: str | None
    commitment: str | None
    page: int
    locator: str
    url: str


class Change(Record):
    """A field of a measure that is worded otherwise; a wording that is None is not there at all.

    For a sub-measure `name` is its title, and its schedule and owners are part of the wording.
    """

    field: Field
    name: str | None = None
    old: str | None
    new: str | None
    old_page: int
    new_page: int
    old_locator: str
    new_locator: str
    segments: tuple[Segment, ...]


class ChangedMeasure(Record):
    """A measure that both editions have, and all that differs."""

    old: ComparedMeasure
    new: ComparedMeasure
    changes: tuple[Change, ...]


class UnchangedMeasure(Record):
    """A measure that both editions have in the same wording, and where it stands in each."""

    title: str
    old_locator: str
    old_url: str
    new_locator: str
    new_url: str


class Difference(Record):
    """What became of the measures from an old edition to a new one; `unchanged` counts those of the same wording, and
    `kept` are these.
    """

    old: ComparedEdition
    new: ComparedEdition
    added: tuple[ComparedMeasure, ...]
    removed: tuple[ComparedMeasure, ...]
    changed: tuple[ChangedMeasure, ...]
    unchanged: int
    kept: tuple[UnchangedMeasure, ...] = ()
