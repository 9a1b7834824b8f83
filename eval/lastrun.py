"""The run before this one, as the report folder keeps it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answering.answer import Status
from eval.case import Miss
from eval.evaluation import Evaluation, Groups
from eval.golden import Question
from eval.ratio import Ratio
from eval.record import Record
from eval.refusal.score import RefusalScore
from eval.retrieval.score import RetrievalScore
from eval.system import Side


class Kept(BaseModel):
    """What is read of a file that another version may have written; what is not asked for is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class KeptCase(Kept):
    """A judged question of that run."""

    question: Question
    status: Status
    right: bool | None
    misses: tuple[Miss, ...]


class KeptLatency(Kept):
    """Milliseconds of that run."""

    ask_p50_ms: float
    ask_p95_ms: float


class LastRun(Kept):
    """The figures of that run and what became of its questions, as in Evaluation."""

    corpus: str
    split: str | None
    measured_at: datetime
    retrieval: Mapping[Side, RetrievalScore]
    answers_right: Ratio
    by_kind: Groups
    by_form: Groups
    refusal: RefusalScore
    quotes_verbatim: Ratio
    latency: KeptLatency
    cases: tuple[KeptCase, ...]


class Incomparable(Record):
    """There is no run to compare with; `reason` says why, for a reader."""

    reason: str


def read(path: Path, evaluation: Evaluation) -> LastRun | Incomparable:
    """The run that a report's JSON file holds, if it is one of the same corpus and split as the evaluation."""
    try:
        last = LastRun.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Incomparable(reason="There is no earlier run in this folder.")
    except OSError as error:
        return Incomparable(reason=f"The earlier run in this folder cannot be read ({error.strerror}).")
    except ValidationError as error:
        return Incomparable(
            reason=f"The earlier run in this folder is damaged or of another version ({_first(error)})."
        )
    if Path(last.corpus).resolve() != Path(evaluation.corpus).resolve():
        return Incomparable(reason=f"The earlier run in this folder was on another corpus ({last.corpus}).")
    if last.split != evaluation.split:
        return Incomparable(reason=f"The earlier run in this folder was on {_named(last.split)}.")
    return last


def _named(split: str | None) -> str:
    return f"the split {split} alone" if split else "both splits"


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    return ": ".join(filter(None, (".".join(map(str, problem["loc"])), problem["msg"])))
