"""An answer before verification: statements, each with the passage that is to bear it out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.models import Duty, Measure, Passage, PassageKind

Matter = Literal["number", "date", "owner"]
"""What two sentences that are the same in all else may differ in."""


class Claim(BaseModel):
    """A sentence of an answer with what must bear it out.

    `values` are the facts (names, years) that the sentence takes from the quote; each must stand in the quote.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    quote: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """A claim and the passage it is quoted from; `bullet` puts it in a list, under the heading `section` if any.

    Of a row `asked` are the values that the question asks for: all its owners, or its schedule.
    One that `follows` says something of the one before it, and nothing alone; those `at_odds` contradict each other.
    One that `is_written` is told in a language model's words; where its claim has none, it bears the one before it out.
    """

    claim: Claim
    passage: Passage
    bullet: bool = False
    measure: Measure | None = None
    duty: Duty | None = None
    section: str = ""
    follows: bool = False
    is_written: bool = False
    asked: tuple[str, ...] = ()
    at_odds: bool = False


@dataclass(frozen=True)
class Draft:
    """Statements in order; `lead` is said before them and claims nothing of the plans' content.

    `counted` says the lead of those statements that were verified, where it tells how many they are. `beside` is said
    after them, and does not count when it is decided whether the statements bear an answer. `closing` says at the end
    what is not there. Where the statements say different things of one matter, `disputed` is that matter.
    """

    statements: tuple[Statement, ...]
    beside: tuple[Statement, ...] = ()
    lead: str = ""
    counted: Callable[[Sequence[Statement]], str] | None = None
    complete: bool = False
    closing: str = ""
    disputed: str = ""


def quoted(text: str, passage: Passage) -> Statement:
    """A sentence of a passage, said in quotation marks; of a table row, the whole row bears it out."""
    quote = passage.text if passage.kind is PassageKind.ROW else text
    return Statement(claim=Claim(text=f"«{text}»", quote=quote, values=(text,)), passage=passage)
