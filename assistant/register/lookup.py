"""What the register answers to a question: the rows, what was looked through, and what of it limits nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.question import Question
from assistant.register.filters import Filters, Sharing, Timing, Word
from assistant.register.reading import Asked, read
from assistant.register.selection import (
    ChosenDuty,
    ChosenMeasure,
    choose_duties,
    choose_measures,
    duty_terms,
    measure_terms,
    stands_in,
)
from corpus.snapshot import Snapshot

_KEPT = 0.75  # share of the words that must stand in rows for those to be shown without the others
_MOST_WORDS = 3  # more that no row has were no conditions, but told what is asked about


@dataclass(frozen=True)
class Lookup:
    """Rows that meet what was asked, in the order of their documents; `asked.filters` are what they were chosen by.

    `measures_in_all` and `duties_in_all` were looked through, 0 where not. `continuous` counts the measures that go on
    through the years asked for, where only those dated are listed.
    """

    asked: Asked
    measures: tuple[ChosenMeasure, ...]
    duties: tuple[ChosenDuty, ...]
    measures_in_all: int
    duties_in_all: int
    continuous: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether no row meets what was asked."""
        return not self.measures and not self.duties


def look_up(question: Question, snapshot: Snapshot, documents: frozenset[str] | None, today: date) -> Lookup | None:
    """What the register of these documents (of all where None) answers; None where the question is no register's, or
    is about so much that no row has that it was told more than asked.
    """
    asked = read(question, snapshot, documents, today)
    if asked is None:
        return None
    found = _looked_up(asked, snapshot)
    if found.is_empty and asked.filters.words:
        fewer = _without_strange_words(asked, snapshot)
        if fewer is None and len(asked.filters.words) > _MOST_WORDS:
            return None
        return found if fewer is None else _looked_up(fewer, snapshot)
    return found


def _looked_up(asked: Asked, snapshot: Snapshot) -> Lookup:
    filters = asked.filters
    measures = choose_measures(filters, snapshot) if asked.measures else []
    return Lookup(
        asked=asked,
        measures=tuple(measures),
        duties=tuple(choose_duties(duty_filters(asked), snapshot)) if asked.duties else (),
        measures_in_all=len(snapshot.measures_in(filters.documents)) if asked.measures else 0,
        duties_in_all=len(snapshot.duties_in(filters.documents)) if asked.duties else 0,
        continuous=_continuous(filters, measures, snapshot) if asked.measures else 0,
    )


def duty_filters(asked: Asked) -> Filters:
    """The filters of the duties: beside measures, those that these do not say already."""
    return asked.filters.model_copy(update={"beside_measures": asked.measures})


def _continuous(filters: Filters, listed: Sequence[ChosenMeasure], snapshot: Snapshot) -> int:
    """How many other measures go on through years of which only dated measures are asked for."""
    if not filters.has_years or filters.timing not in (Timing.DATED, Timing.STARTS, Timing.ENDS):
        return 0
    running = choose_measures(filters.model_copy(update={"timing": Timing.CONTINUOUS}), snapshot)
    return len({chosen.measure.id for chosen in running} - {chosen.measure.id for chosen in listed})


def _without_strange_words(asked: Asked, snapshot: Snapshot) -> Asked | None:
    """The same without the words that stand in no row which meets the rest; None where too few are left."""
    bare = asked.filters.model_copy(update={"words": ()})
    rows = [measure_terms(chosen.measure) for chosen in choose_measures(bare, snapshot)] if asked.measures else []
    if asked.duties:
        rows += [duty_terms(chosen.duty) for chosen in choose_duties(bare, snapshot)]
    words: Sequence[Word] = asked.filters.words
    kept = tuple(word for word in words if any(stands_in(word, row) for row in rows))
    if not kept or len(kept) < _KEPT * len(words):
        return None
    unused = tuple(word.text for word in words if word not in kept)
    filters = asked.filters.model_copy(update={"words": kept})
    return asked.model_copy(update={"filters": filters, "unused": (*asked.unused, *unused)})


def shares(filters: Filters) -> bool:
    """Whether one owner is asked for, whose rows others may own, too."""
    return len(filters.owners) == 1 and filters.sharing is Sharing.ALL
