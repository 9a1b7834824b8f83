"""The conditions of a register query as addresses and commands carry them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.question.editions import asked_editions
from assistant.register.filters import Filters, Sharing, Timing, words_in
from corpus.snapshot import Snapshot

Year = Annotated[int, Field(ge=1900, le=2100)]


def _each_once(value: Any) -> Any:
    """One value as several; those that are given again only once."""
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(dict.fromkeys(value))
    return (value,) if isinstance(value, str) else value


Several = Annotated[tuple[str, ...], BeforeValidator(_each_once)]
Units = Annotated[Several, Field(max_length=1_000)]  # more than a question of 2,000 characters can name


class Conditions(BaseModel):
    """The conditions, all of which must be met; what is not given limits nothing.

    `responsible` are ids or any names of units; `sharing` says how they own a row: all of them, any, they only, or
    they and others; those of `without` do not. `year` is short for the same `from_year` and `to_year`; `timing`
    says what is to fall into the years. `priority` and `commitment` are words of these. `q` are words of title,
    description and sub-measures, or of the duty, in any form; `a|b` is either. `beside_measures` leaves out duties
    in the rows of measures that meet the same. Of a plan in several editions: those of `document_id`, else the one
    of the years, else the one that holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    responsible: Units = ()
    sharing: Sharing = Sharing.ALL
    without: Units = ()
    year: Year | None = None
    from_year: Year | None = None
    to_year: Year | None = None
    timing: Timing = Timing.RUNS
    priority: str | None = None
    commitment: str | None = None
    document_id: Several = ()
    q: Annotated[str, Field(max_length=2_000)] | None = None
    beside_measures: bool = False

    def filters(self, snapshot: Snapshot, today: date) -> Filters:
        """The conditions against what the corpus knows; `today` tells which editions hold."""
        first, last = (self.from_year, self.to_year) if self.year is None else (self.year, self.year)
        return self.filters_within(frozenset(self.document_id) or _holding(first, last, snapshot, today), snapshot)

    def filters_within(self, documents: frozenset[str] | None, snapshot: Snapshot) -> Filters:
        """The same, whatever they say of documents, of these alone (of all where None)."""
        first, last = (self.from_year, self.to_year) if self.year is None else (self.year, self.year)
        return Filters(
            owners=_ids(self.responsible, snapshot),
            sharing=self.sharing,
            without=_ids(self.without, snapshot),
            first=first,
            last=last,
            timing=self.timing,
            priority=self.priority,
            commitment=self.commitment,
            documents=documents,
            words=words_in(self.q),
            beside_measures=self.beside_measures,
        )

    def parameters(self) -> dict[str, Any]:
        """The conditions that limit something, as the parameters of an address."""
        return self.model_dump(mode="json", exclude_defaults=True)


def conditions_of(filters: Filters, snapshot: Snapshot, today: date) -> Conditions:
    """The conditions that choose the same rows as the filters."""
    same = filters.first is not None and filters.first == filters.last
    documents = filters.documents
    if documents == _holding(filters.first, filters.last, snapshot, today):
        documents = None
    return Conditions(
        responsible=filters.owners,
        sharing=filters.sharing,
        without=filters.without,
        year=filters.first if same else None,
        from_year=None if same else filters.first,
        to_year=None if same else filters.last,
        timing=filters.timing,
        priority=filters.priority,
        commitment=filters.commitment,
        document_id=() if documents is None else _with_rows(documents, snapshot),
        q=" ".join(word.written for word in filters.words) or None,
        beside_measures=filters.beside_measures,
    )


def _ids(names: Sequence[str], snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of units by any of their names; a name of none is an id as the records have it."""
    return tuple(dict.fromkeys(snapshot.units.resolve(name) or name.casefold() for name in names))


def _holding(first: int | None, last: int | None, snapshot: Snapshot, today: date) -> frozenset[str] | None:
    """The documents to look through: of each plan the edition of the years, else the one that holds; None for all."""
    years = sorted({year for year in (first, last) if year is not None})
    return asked_editions("", years, frozenset(), snapshot, today).documents


def _with_rows(documents: Collection[str], snapshot: Snapshot) -> tuple[str, ...]:
    """Those of the documents that have rows; all of them where none has."""
    having = {measure.document_id for measure in snapshot.measures} | {duty.document_id for duty in snapshot.duties}
    return tuple(sorted(having & set(documents))) or tuple(sorted(documents))
