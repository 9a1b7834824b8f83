"""The one answer model, shared by every surface."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from assistant.language_model.model import Outcome
from assistant.question.kinds import Kind
from assistant.question.personal_data import PersonalDatum
from corpus.models import Authority, Citation, Located, PageUnit, Record, Recurrence, ScheduleKind, Source, Variation

Engine = Literal["extractive", "generative"]
"""What composed an answer: sentences are quoted, or written by a language model and verified one by one."""

KeptWhen = Literal["yes", "later", "no"]
"""Whether an answer can be opened again in its conversation."""


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_IN_SOURCES = "not_in_sources"
    NEEDS_CLARIFICATION = "needs_clarification"
    REFUSED = "refused"


class SubMeasureRow(Record):
    """A sub-measure as an answer shows it."""

    title: str
    responsible: tuple[str, ...]
    schedule: str
    schedule_kind: ScheduleKind = ScheduleKind.UNKNOWN
    start: int | None = None
    end: int | None = None
    start_date: date | None = None
    end_date: date | None = None


class MeasureRow(Source):
    """A measure as an answer or the register shows it; `citation` is the number of its citation in the answer."""

    id: str
    title: str
    description: str
    strategic_priority: str | None
    commitment: str | None
    responsible: tuple[str, ...]
    partners: tuple[str, ...] = ()
    schedule: str
    schedule_kind: ScheduleKind
    start: int | None
    end: int | None
    start_date: date | None = None
    end_date: date | None = None
    recurrence: Recurrence | None = None
    sub_measures: tuple[SubMeasureRow, ...]
    authority: Authority | None
    page: int
    pages: tuple[int, ...]
    unit: PageUnit = "page"
    locators: tuple[str, ...] = ()
    occurrences: int
    variations: tuple[Variation, ...]
    quote: str
    url: str
    citation: int | None = None


class DutyRow(Located):
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
    authority: Authority | None
    pages: tuple[int, ...]
    citation: int | None = None


class RegisterLookup(Record):
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


class NearestPassage(Located):
    """A passage offered with a refusal: near the question, and no answer to it."""

    text: str
    ocr: bool = False
    score: float


class Disagreement(Record):
    """Two citations of this answer that say different things of the same matter."""

    about: str
    citations: tuple[int, ...]


class Searched(Record):
    """What was looked through to answer: the documents by title, passages and register rows by count."""

    documents: tuple[str, ...]
    passages: int
    measures: int
    duties: int = 0


class Writing(Record):
    """What became of asking a language model: by which prompt ("answer@1"), how its reply ended (`outcome`), how many
    sentences it wrote, and how many of them were dropped, by what was wrong with them.

    outcome: "whole"; "cut", where it broke off or its time was used up; "away", where nothing came; "left", where who
    asked has gone. Tokens are None where the provider does not count them. `is_over_budget` where it was not asked,
    as the day's budget is used up.
    """

    model: str
    prompt: str
    outcome: Outcome
    sentences: int
    dropped: dict[str, int]
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    is_over_budget: bool = False


class Rewriting(Record):
    """What became of asking a language model to put a question that follows up so that it stands by itself.

    By which prompt ("standalone@1"), how its reply ended (`outcome`, as in `Writing`), and what was held against the
    question it gave (`objection`); None where it was taken, or where none came. Tokens and `is_over_budget` as in
    `Writing`.
    """

    model: str
    prompt: str
    outcome: Outcome
    is_taken: bool
    objection: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    is_over_budget: bool = False


class Answer(Record):
    """A verified answer, or an honest refusal; `answer` is Markdown with `[1]` markers.

    A question with personal data is refused: `personal_data` says which and where in the question, white space single,
    and `standalone_question` is the question without it. `next_questions` may be asked next.

    Where a language model was asked, `writing` says what became of it; `engine` is whose sentences are told.
    `rewriting` says what became of asking one for the `standalone_question`.

    `kept` is "later" where the store could not take it yet, and it is written as soon as that can be, unless the server
    stops before; "no" where there was no room to wait either: its conversation cannot be opened again.

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
    engine: Engine
    writing: Writing | None = None
    rewriting: Rewriting | None = None
    kept: KeptWhen = "yes"
    timings_ms: dict[str, float]
    support: float | None = Field(default=None, exclude=True)


def unkept(
    status: Status,
    question: str,
    text: str,
    language: str,
    *,
    kind: str = Kind.FACT,
    searched: Searched = Searched(documents=(), passages=0, measures=0),  # noqa: B008 - frozen
    **parts: object,
) -> Answer:
    """An answer that no conversation has kept yet, and that nobody has taken the time of."""
    return Answer(
        conversation_id="",
        message_id="",
        status=status,
        language=language,
        kind=kind,
        standalone_question=question,
        answer=text,
        searched=searched,
        engine="extractive",
        timings_ms={},
        **parts,
    )
