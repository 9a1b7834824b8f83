"""What each condition of a query can be changed to, and how many rows would meet it then."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.register.conditions import Conditions
from assistant.register.filters import Filters, Timing
from assistant.register.names import unit_names
from assistant.register.placing import documents_under
from assistant.register.selection import choose_duties, choose_measures, row_of
from assistant.register.years import duty_years
from corpus.models import Duty, Measure, SubMeasure
from corpus.snapshot import Snapshot
from corpus.words.alphabet import alphabetical

Rows = Literal["measures", "duties"]
FacetName = Literal["responsible", "year", "timing", "priority", "commitment", "document_id"]

_MOST_YEARS = 40


class Choice(BaseModel):
    """A value that a condition can have, and how many rows meet it together with the other conditions."""

    model_config = ConfigDict(frozen=True)

    value: str
    name: str
    count: int


class Facet(BaseModel):
    """A condition, by its parameter, with its choices; `without` counts the rows where it is left out."""

    model_config = ConfigDict(frozen=True)

    parameter: FacetName
    choices: tuple[Choice, ...]
    without: int


def facets(rows: Rows, conditions: Conditions, snapshot: Snapshot, today: date, language: str = "nb") -> list[Facet]:
    """The conditions that the rows can be chosen by. A count is that of the query with just this value instead."""
    values = snapshot.once(f"values of {rows}", _measure_values if rows == "measures" else _duty_values)
    names: dict[str, Mapping[str, str]] = {
        "responsible": unit_names(snapshot, language),
        "document_id": {key: document.title for key, document in snapshot.documents.items()},
    }
    documents = conditions.filters(snapshot, today).documents

    def counted(parameter: FacetName, value: str) -> int:
        changed = instead(conditions, parameter, value)
        if parameter in ("year", "document_id"):  # which tell the editions
            return count(rows, changed, snapshot, today)
        having = documents
        if parameter in ("priority", "commitment"):  # as many as there are plans, and each in a few of them
            own = documents_under(rows, parameter, value, snapshot)
            having = own if documents is None else own & documents
        return _count(rows, changed.filters_within(having, snapshot), snapshot)

    def facet(parameter: FacetName, found: Sequence[str]) -> Facet:
        named = [(value, names.get(parameter, {}).get(value, value)) for value in found]
        choices = (Choice(value=value, name=name, count=counted(parameter, value)) for value, name in named)
        without = count(rows, instead(conditions, parameter, None), snapshot, today)
        return Facet(parameter=parameter, choices=tuple(choices), without=without)

    return [facet(parameter, found) for parameter, found in values.items() if found]


def instead(conditions: Conditions, parameter: FacetName, value: str | None) -> Conditions:
    """The conditions with another value of one, or without it; of several units or documents, the first is changed."""
    change: dict[str, Any]
    if parameter in ("responsible", "document_id"):
        rest = getattr(conditions, parameter)[1:] if value is not None else ()
        change = {parameter: tuple(dict.fromkeys((*([value] if value else []), *rest)))}
    elif parameter == "year":
        change = {"year": None if value is None else int(value), "from_year": None, "to_year": None}
    elif parameter == "timing":
        change = {"timing": Timing.RUNS if value is None else Timing(value)}
    else:
        change = {parameter: value}
    return conditions.model_copy(update=change)


def count(rows: Rows, conditions: Conditions, snapshot: Snapshot, today: date) -> int:
    """How many rows meet the conditions."""
    return _count(rows, conditions.filters(snapshot, today), snapshot)


def looked_through(rows: Rows, conditions: Conditions, snapshot: Snapshot, today: date) -> int:
    """How many rows there are in the documents that the conditions choose from: those named, else what holds."""
    documents = conditions.filters(snapshot, today).documents
    return _count(rows, Filters(documents=documents), snapshot)


def _count(rows: Rows, filters: Filters, snapshot: Snapshot) -> int:
    return len(choose_measures(filters, snapshot) if rows == "measures" else choose_duties(filters, snapshot))


def _measure_values(snapshot: Snapshot) -> dict[FacetName, list[str]]:
    rows = snapshot.measures
    items: list[Measure | SubMeasure] = [*rows, *(part for row in rows for part in row.sub_measures)]
    timings = (Timing.DATED, Timing.CONTINUOUS, Timing.STARTS, Timing.ENDS)
    years = (year for item in items for year in (item.schedule.start, item.schedule.end))
    return {
        "responsible": _by_name((unit for item in items for unit in item.responsible), snapshot),
        "year": _years(years, {row.document_id for row in rows}, snapshot),
        "timing": [timing.value for timing in timings],
        "priority": _priorities(rows),
        "commitment": _commitments(rows),
        "document_id": _by_title({row.document_id for row in rows}, snapshot),
    }


def _duty_values(snapshot: Snapshot) -> dict[FacetName, list[str]]:
    duties: Sequence[Duty] = snapshot.duties
    having = {row_of(duty, snapshot) for duty in duties}
    rows = [row for row in snapshot.measures if row.id in having]
    years = (year for duty in duties for year in duty_years(duty) or ())
    return {
        "responsible": _by_name((unit for duty in duties for unit in duty.units), snapshot),
        "year": _years(years, {duty.document_id for duty in duties}, snapshot),
        "priority": _priorities(rows),
        "commitment": _commitments(rows),
        "document_id": _by_title({duty.document_id for duty in duties}, snapshot),
    }


def _priorities(rows: Iterable[Measure]) -> list[str]:
    found: list[str | None] = []
    for row in rows:
        found += [row.strategic_priority, *(place.strategic_priority for place in row.occurrences)]
    return [value for value in dict.fromkeys(found) if value]


def _commitments(rows: Iterable[Measure]) -> list[str]:
    found: list[str | None] = []
    for row in rows:
        found += [row.commitment, *(place.commitment for place in row.occurrences)]
    return [value for value in dict.fromkeys(found) if value]


def _by_name(units: Iterable[str], snapshot: Snapshot) -> list[str]:
    names = unit_names(snapshot)
    return sorted(set(units), key=lambda unit: alphabetical(names[unit]))


def _by_title(documents: Iterable[str], snapshot: Snapshot) -> list[str]:
    return sorted(documents, key=lambda key: (alphabetical(snapshot.documents[key].title), key))


def _years(named: Iterable[int | None], documents: Iterable[str], snapshot: Snapshot) -> list[str]:
    """The years that rows name, and those that their plans are for."""
    found = {year for year in named if year is not None}
    for document_id in documents:
        first, last = snapshot.documents[document_id].years
        if first is not None and last is not None and last - first < _MOST_YEARS:
            found.update(range(first, last + 1))
        found.update(year for year in (first, last) if year is not None)
    return [str(year) for year in sorted(found)]
