"""An answer before verification: statements, each with the passage that is to bear it out."""

from dataclasses import dataclass

from assistant.answering.verify import Claim
from corpus.models import Measure, Passage


@dataclass(frozen=True)
class Statement:
    """A claim and the passage it is quoted from; `bullet` puts it in a list."""

    claim: Claim
    passage: Passage
    bullet: bool = False
    measure: Measure | None = None


@dataclass(frozen=True)
class Draft:
    """Statements in order; `lead` is said before them and claims nothing of the plans' content."""

    statements: tuple[Statement, ...]
    lead: str = ""
    complete: bool = False
