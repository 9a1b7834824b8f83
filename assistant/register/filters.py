"""What rows of the register must meet to be chosen."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assistant.question.focus import wording_terms
from corpus.words.analysis import content_words


class Sharing(StrEnum):
    """Which owners a row must have, of those that are named."""

    ALL = "all"
    ANY = "any"
    SOLE = "sole"
    SHARED = "shared"


class Timing(StrEnum):
    """What must fall into the years: that a row runs, is dated, starts or ends; or that it goes on continuously."""

    RUNS = "runs"
    DATED = "dated"
    STARTS = "starts"
    ENDS = "ends"
    CONTINUOUS = "continuous"


class Word(BaseModel):
    """A word that must stand in a row, by the ways in which the plans may put it; each is the index terms of one."""

    model_config = ConfigDict(frozen=True)

    text: str
    alternatives: tuple[tuple[str, ...], ...]

    @property
    def written(self) -> str:
        """The word as `words_in` reads it again: its alternatives, a bar between."""
        bases = dict.fromkeys("-".join(alternative[0].split()) for alternative in self.alternatives)
        return "|".join(bases)


class Filters(BaseModel):
    """Conditions, all of which must be met; those that are empty or None limit nothing.

    `owners` are ids; with SOLE no other owns the row (one owner, where none is named), with SHARED others do, too;
    those of `without` must not. `first` and `last` are years (inclusive), None where the span is open. `priority`
    and `commitment` are words of these. `documents` are ids. `beside_measures` leaves out duties that stand in the
    row of a measure which meets the same conditions.
    """

    model_config = ConfigDict(frozen=True)

    owners: tuple[str, ...] = ()
    sharing: Sharing = Sharing.ALL
    without: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    timing: Timing = Timing.RUNS
    priority: str | None = None
    commitment: str | None = None
    documents: frozenset[str] | None = None
    words: tuple[Word, ...] = ()
    beside_measures: bool = False

    @property
    def has_owners(self) -> bool:
        """Whether it matters who owns a row."""
        return bool(self.owners or self.without) or self.sharing in (Sharing.SHARED, Sharing.SOLE)

    @property
    def has_years(self) -> bool:
        """Whether years are named."""
        return (self.first, self.last) != (None, None)

    @property
    def has_time(self) -> bool:
        """Whether it matters when a row runs."""
        return self.has_years or self.timing is not Timing.RUNS


def words_in(text: str | None) -> tuple[Word, ...]:
    """The words of a text, white space between, each of which must stand in a row; "kurs|opplæring" is either."""
    found = []
    for part in (text or "").split():
        wordings = [wording for wording in part.lower().split("|") if content_words(wording)]
        if wordings:
            found.append(Word(text=part, alternatives=tuple(wording_terms(wording) for wording in wordings)))
    return tuple(found)
