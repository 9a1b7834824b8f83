"""What a page of the register shows, as its address says it: conditions, order, groups, table or timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import ValidationError
from starlette.datastructures import QueryParams

from assistant.register.conditions import Conditions
from assistant.register.facets import Rows
from assistant.register.filters import Sharing

Look = Literal["table", "timeline"]

PATHS: dict[Rows, str] = {"measures": "/tiltak", "duties": "/plikter"}
GROUPS: dict[Rows, tuple[str, ...]] = {
    "measures": ("priority", "commitment", "responsible", "year", "document"),
    "duties": ("responsible", "document", "year"),
}
SORTS: dict[Rows, tuple[str, ...]] = {
    "measures": ("title", "responsible", "schedule", "priority", "place"),
    "duties": ("title", "responsible", "under", "place"),
}
_SEVERAL = ("responsible", "without", "document_id")
_NOT_CONDITIONS = ("group", "sort", "view", "lang", "omrade")


@dataclass(frozen=True)
class View:
    """A page of the register. `sort` is a column, `descending` its order; "place" is the order of the documents.

    `refused` are the parameters of the address that are no conditions, which were left out.
    """

    rows: Rows
    conditions: Conditions
    group: str | None = None
    sort: str = "place"
    descending: bool = False
    look: Look = "table"
    refused: tuple[tuple[str, str], ...] = ()

    def parameters(self) -> dict[str, Any]:
        """What of it is not as it is without an address."""
        sort = f"{'-' if self.descending else ''}{self.sort}"
        kept = {
            "group": self.group,
            "sort": sort if sort != "place" else None,
            "view": self.look if self.look != "table" else None,
        }
        return {**self.conditions.parameters(), **{name: value for name, value in kept.items() if value}}

    @property
    def query(self) -> str:
        """Its address after the question mark."""
        return urlencode(self.parameters(), doseq=True)

    @property
    def address(self) -> str:
        """Its path and query."""
        return f"{PATHS[self.rows]}{'?' if self.query else ''}{self.query}"

    def meeting(self, conditions: Conditions) -> "View":
        """The same with other conditions."""
        return replace(self, conditions=conditions)

    def sorted_by(self, column: str) -> "View":
        """The same in the order of a column; in the other direction where it is in that order."""
        return replace(self, sort=column, descending=self.sort == column and not self.descending)

    def of_the_other_rows(self, conditions: Conditions) -> "View":
        """The duties where this one is of measures, the measures where it is of duties."""
        return View("duties" if self.rows == "measures" else "measures", conditions)

    def looking_like(self, look: Look) -> "View":
        """The same as a table or a timeline."""
        return replace(self, look=look)


def view_of(rows: Rows, query: QueryParams, documents: Mapping[str, object]) -> View:
    """The page that an address asks for; what of it is no condition is left out and named."""
    given: dict[str, Any] = {}
    for name, value in query.multi_items():
        if name in _NOT_CONDITIONS or not value.strip():
            continue
        if name in _SEVERAL or (rows == "duties" and name == "unit"):
            given.setdefault("responsible" if name == "unit" else name, []).append(value)
        else:
            given[name] = value
    if "year" in given:  # short for both
        given = {name: value for name, value in given.items() if name not in ("from_year", "to_year")}
    conditions, refused = _conditions(given, documents)
    sort = query.get("sort", "")
    column = sort.removeprefix("-")
    group = query.get("group", "")
    return View(
        rows=rows,
        conditions=conditions,
        group=group if group in GROUPS[rows] else None,
        sort=column if column in SORTS[rows] else "place",
        descending=sort.startswith("-") and column in SORTS[rows],
        look="timeline" if rows == "measures" and query.get("view") == "timeline" else "table",
        refused=tuple(refused),
    )


def has_empty_fields(query: QueryParams) -> bool:
    """Whether a form sent fields that nobody filled in."""
    return any(not value.strip() and name not in ("lang", "omrade") for name, value in query.multi_items())


def without_empty_fields(path: str, query: QueryParams) -> str:
    """The same address without them."""
    kept = [(name, value) for name, value in query.multi_items() if value.strip() or name in ("lang", "omrade")]
    return f"{path}{'?' if kept else ''}{urlencode(kept)}"


def removals(conditions: Conditions) -> list[tuple[str, str, Conditions]]:
    """Each condition that limits something, as (parameter, value), with the conditions without it."""
    found: list[tuple[str, str, Conditions]] = []
    for name, value in conditions.parameters().items():
        if name in _SEVERAL:
            for one in value:
                rest = tuple(other for other in value if other != one)
                found.append((name, one, _changed(conditions, **{name: rest})))
        else:
            default = Conditions.model_fields[name].get_default()
            found.append((name, str(value), _changed(conditions, **{name: default})))
    return found


def _changed(conditions: Conditions, **change: Any) -> Conditions:
    changed = conditions.model_copy(update=change)
    if not changed.responsible and changed.sharing is Sharing.ANY:
        return changed.model_copy(update={"sharing": Sharing.ALL})
    return changed


def _conditions(given: dict[str, Any], documents: Mapping[str, object]) -> tuple[Conditions, list[tuple[str, str]]]:
    refused: list[tuple[str, str]] = []
    unknown = [key for key in given.get("document_id", []) if key not in documents]
    if unknown:
        refused += [("document_id", key) for key in unknown]
        given = {**given, "document_id": [key for key in given["document_id"] if key in documents]}
    while True:
        try:
            return Conditions.model_validate(given), refused
        except ValidationError as error:
            wrong = {str(found["loc"][0]) for found in error.errors()}
            refused += [(name, _said(given[name])) for name in given if name in wrong]
            given = {name: value for name, value in given.items() if name not in wrong}


def _said(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
