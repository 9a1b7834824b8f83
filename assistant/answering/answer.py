"""The one answer model, shared by every surface."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.question.personal_data import PersonalDatum
from corpus.models import Authority, Citation, PageUnit, Recurrence, ScheduleKind, Standing, Variation


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_IN_SOURCES = "not_in_sources"
    NEEDS_CLARIFICATION = "needs_clarification"
    REFUSED = "refused"


class AnswerPart(BaseModel):
    """A part of an answer; never changed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SubMeasureRow(AnswerPart):
    """A sub-measure as an answer shows it."""

    title: str
    responsible: tuple[str, ...]
    schedule: str
    schedule_kind: ScheduleKind = ScheduleKind.UNKNOWN
    start: int | None = None
    end: int | None = None
    start_date: date | None = None
    end_date: date | None = None


class MeasureRow(AnswerPart):
    """A measure as an answer or the register shows it; `citation` is the number of its citation in the answer."""

    id: str
    title: str
    description: str
    strategic_priority: str | None
    commitment: str | None
    responsible: tuple[str, ...]
    schedule: str
    schedule_kind: ScheduleKind
    start: int | None
    end: int | None
    start_date: date | None = None
    end_date: date | None = None
    recurrence: Recurrence | None = None
    sub_measures: tuple[SubMeasureRow, ...]
    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
    authority: Authority | None
    retelling: bool
    standing: Standing = "current"
    page: int
    pages: tuple[int, ...]
    unit: PageUnit = "page"
    locators: tuple[str, ...] = ()
    occurrences: int
    variations: tuple[Variation, ...]
    quote: str
    url: str
    citation: int | None = None


class DutyRow(AnswerPart):
    """A duty as every surface shows it; `quote` is verbatim on its page, and so is the `lead` of a bullet.

    `unit` is the subject as it stands, `responsible` the names of the units it means; `start` and `end` are the years
    that its words name; `citation` is the number of its citation in the answer.
    """

    id: str
    unit: str
    responsible: tuple[str, ...]
    action: str
    lead: str | None
    quote: str
    start: int | None = None
    end: int | None = None
    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
    authority: Authority | None
    retelling: bool
    standing: Standing = "current"
    page: int
    page_label: str | None
    locator: str
    pages: tuple[int, ...]
    heading_path: tuple[str, ...]
    url: str
    citation: int | None = None


class RegisterLookup(AnswerPart):
    """What was looked for in the register: how many of all rows were `found`, and by which conditions, in words.

    `csv` and `xlsx` are the addresses of just these rows as spreadsheets, relative to the server; None where none was
    found.
    """

    rows: Literal["measures", "duties"]
    looked_through: int
    found: int
    conditions: str
    csv: str | None
    xlsx: str | None


class NearestPassage(AnswerPart):
    """A passage offered with a refusal: near the question, and no answer to it."""

    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
    page: int
    page_label: str | None
    locator: str
    heading_path: tuple[str, ...]
    text: str
    retelling: bool
    standing: Standing = "current"
    ocr: bool = False
    score: float
    url: str


class Disagreement(AnswerPart):
    """Two citations of this answer that say different things of the same matter."""

    about: str
    citations: tuple[int, ...]


class Searched(AnswerPart):
    """What was looked through to answer: the documents by title, passages and register rows by count."""

    documents: tuple[str, ...]
    passages: int
    measures: int
    duties: int = 0


class Answer(AnswerPart):
    """A verified answer, or an honest refusal; `answer` is Markdown with `[1]` markers.

    A question with personal data is refused: `personal_data` says which and where in the question, white space single,
    and `standalone_question` is the question without it. `next_questions` may be asked next.

    `support` is how sure the decision to answer or to refuse was, from 0 to 1, None where a rule decided: for whoever
    measures the decision, and not told outside.
    """

    conversation_id: str
    message_id: str
    status: Status
    language: str
    kind: str
    standalone_question: str
    answer: str
    citations: tuple[Citation, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    duties: tuple[DutyRow, ...] = ()
    lookups: tuple[RegisterLookup, ...] = ()
    nearest: tuple[NearestPassage, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    searched: Searched
    next_questions: tuple[str, ...] = ()
    personal_data: tuple[PersonalDatum, ...] = ()
    engine: str
    timings_ms: dict[str, float]
    support: float | None = Field(default=None, exclude=True)
