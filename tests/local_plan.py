"""A whole local plan of a district that is made up, as somebody types it: every field, its sources, rows of one's own.

In a text `[name]` stands for one of `sources`: the sentence before it should cite that. A draft numbers its sources
as they are taken; `numbered` puts the numbers in.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

_NAMED = re.compile(r" ?\[([a-z]+)\]")


class Cited(BaseModel):
    """Words that stand verbatim on a page (from 1) of a shipped plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    page: int
    quote: str


class OwnRow(BaseModel):
    """A measure that the template does not have, in one of its tables."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: str
    title: str
    description: str
    responsible: str
    schedule: str
    funding: str


class LocalPlan(BaseModel):
    """The plan: what a draft is started with, the parts of each field by its key, and what they should cite."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    unit: str
    jurisdiction: str
    period: str
    sources: dict[str, Cited]
    fields: dict[str, dict[str, str]]
    own_rows: tuple[OwnRow, ...] = Field(alias="own")


@cache
def local_plan() -> LocalPlan:
    """The plan of local_plan.toml."""
    path = Path(__file__).with_suffix(".toml")
    return LocalPlan.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def cited_in(text: str) -> list[str]:
    """The names of the sources that a text should cite, in order."""
    return _NAMED.findall(text)


def unmarked(text: str) -> str:
    """A text as it is typed by somebody who cites nothing."""
    return _NAMED.sub("", text).strip()


def numbered(text: str, numbers: dict[str, int]) -> str:
    """A text with the numbers that its sources have in a draft: "… slik standarden krever [3]."."""
    return _NAMED.sub(lambda name: f" [{numbers[name[1]]}]", text).strip()
