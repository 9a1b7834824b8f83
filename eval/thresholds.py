"""What an evaluation must reach."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError

from eval.errors import ThresholdsError
from eval.ratio import Ratio
from eval.record import Record

DEFAULT = Path(__file__).parent / "thresholds.toml"
MAXIMUM = "_max"

Share = Annotated[float, Field(ge=0, le=1)]


class Thresholds(Record):
    """Limits, in 0..1, by the name of the figure; `_max` marks upper ones. None is not asked for."""

    page_hit_1: Share | None = None
    page_hit_5: Share | None = None
    bm25_page_hit_1_max: Share | None = None
    answers_right: Share | None = None
    refusal_recall: Share | None = None
    wrong_refusals_max: Share | None = None
    quotes_verbatim: Share | None = None
    suggestion_hit_3: Share | None = None
    coverage_f1: Share | None = None

    @property
    def without_drafting(self) -> Self:
        """The same for a corpus, or for questions, that have nothing of drafting."""
        return self.model_copy(update={"suggestion_hit_3": None, "coverage_f1": None})


class Check(Record):
    """One threshold against what was measured."""

    name: str
    limit: float
    upper: bool
    measured: Ratio
    met: bool


def load(path: Path | None) -> Thresholds:
    """Read thresholds from a TOML file, the shipped ones for None; raises ThresholdsError where it is broken."""
    source = path or DEFAULT
    try:
        return Thresholds.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ThresholdsError(f"{source}: {error}") from error


def check(thresholds: Thresholds, figures: Mapping[str, Ratio]) -> tuple[Check, ...]:
    """Check every threshold asked for; a figure for which nothing was counted does not meet one."""
    return tuple(
        _check(name, limit, figures[name.removesuffix(MAXIMUM)])
        for name, limit in thresholds.model_dump(exclude_none=True).items()
    )


def _check(name: str, limit: float, measured: Ratio) -> Check:
    upper, value = name.endswith(MAXIMUM), measured.value
    met = value is not None and (value <= limit if upper else value >= limit)
    return Check(name=name, limit=limit, upper=upper, measured=measured, met=met)
