"""The filters of a page of the register: fields with counts, what is chosen, and what may be loosened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.register.conditions import Conditions
from assistant.register.facets import Choice, Facet, FacetName, count
from assistant.register.names import unit_names
from assistant.service import Assistant
from assistant.texts import Language
from assistant.web.register_view import View, removals
from assistant.web.texts import text

_FIELDS: Mapping[FacetName, str] = {
    "responsible": "register.field_responsible",
    "year": "register.field_year",
    "priority": "register.field_priority",
    "timing": "register.field_timing",
    "commitment": "register.field_commitment",
    "document_id": "register.field_document",
}
_FIRST: tuple[FacetName, ...] = ("responsible", "year", "priority")
"""The filters that are always open; the others are folded away until one of them is chosen."""

_CHIPS = {
    "responsible": "register.chip_responsible",
    "without": "register.chip_without",
    "year": "register.chip_year",
    "from_year": "register.chip_from_year",
    "to_year": "register.chip_to_year",
    "priority": "register.chip_priority",
    "commitment": "register.chip_commitment",
    "document_id": "register.chip_document",
    "q": "register.chip_q",
}
_MOST_LOOSENED = 20
"""Each is counted over all rows; who chose more conditions than that, takes them away by their own links."""

_VALUES = {
    ("timing", "dated"): "register.timing_dated",
    ("timing", "continuous"): "register.timing_continuous",
    ("timing", "starts"): "register.timing_starts",
    ("timing", "ends"): "register.timing_ends",
    ("sharing", "any"): "register.sharing_any",
    ("sharing", "sole"): "register.sharing_sole",
    ("sharing", "shared"): "register.sharing_shared",
    ("beside_measures", "True"): "register.beside_measures",
}


@dataclass(frozen=True)
class Field:
    """A select: the key of its label, its choices, the value that is chosen, and the count without it."""

    name: FacetName
    label: str
    choices: tuple[Choice, ...]
    chosen: str | None
    without: int


@dataclass(frozen=True)
class Chip:
    """A condition that limits the rows, and the address without it."""

    words: str
    address: str


@dataclass(frozen=True)
class Loosening:
    """A condition without which there are rows: how many, and where."""

    words: str
    count: int
    address: str


class RegisterFilters:
    """The filters of one view, in the language of its page."""

    def __init__(self, view: View, assistant: Assistant, language: Language) -> None:
        self._view = view
        self._assistant = assistant
        self._language: Language = language
        self._names = unit_names(assistant.library.snapshot, language)
        found = assistant.facets(view.rows, view.conditions, language)
        fields = {facet.parameter: self._field(facet) for facet in found}
        self.first = [fields[name] for name in _FIRST if name in fields]
        self.others = [fields[name] for name in _FIELDS if name in fields and name not in _FIRST]

    @property
    def are_others_open(self) -> bool:
        """Whether one of the others is chosen."""
        return any(field.chosen is not None for field in self.others)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form sends beside its fields."""
        shown = {"q", "group", *(field.name for field in (*self.first, *self.others))}
        found: list[tuple[str, str]] = []
        for name, value in self._view.parameters().items():
            values = [str(one) for one in value] if isinstance(value, list) else [str(value)]
            found += [(name, one) for one in (values[1:] if name in shown else values)]
        return found

    def chips(self) -> list[Chip]:
        """The conditions that limit the rows."""
        view = self._view
        return [
            Chip(self.words(name, value), view.meeting(without).address)
            for name, value, without in removals(view.conditions)
        ]

    def loosenings(self) -> list[Loosening]:
        """The conditions each of which alone stands in the way, those with the most rows first; of the first twenty."""
        snapshot, today = self._assistant.library.snapshot, self._assistant.today
        found = [
            Loosening(
                self.words(name, value),
                count(self._view.rows, without, snapshot, today),
                self._view.meeting(without).address,
            )
            for name, value, without in removals(self._view.conditions)[:_MOST_LOOSENED]
        ]
        return sorted((one for one in found if one.count), key=lambda one: -one.count)

    def words(self, name: str, value: str) -> str:
        """A condition as a reader knows it."""
        key = _VALUES.get((name, value))
        if key is not None:
            return str(text(key, self._language))
        return str(text(_CHIPS[name], self._language, value=self._named(name, value)))

    def _named(self, name: str, value: str) -> str:
        snapshot = self._assistant.library.snapshot
        if name in ("responsible", "without"):
            unit = snapshot.units.resolve(value) or value.casefold()
            return self._names.get(unit) or (known.name if (known := snapshot.units.get(unit)) else value)
        document = snapshot.documents.get(value) if name == "document_id" else None
        return document.title if document is not None else value

    def _field(self, facet: Facet) -> Field:
        chosen = _chosen(facet.parameter, self._view.conditions, self._assistant)
        choices: Sequence[Choice] = facet.choices
        if facet.parameter == "timing":
            choices = [one.model_copy(update={"name": self.words("timing", one.value)}) for one in choices]
        if chosen is not None and chosen not in {one.value for one in choices}:
            snapshot, today = self._assistant.library.snapshot, self._assistant.today
            found = count(self._view.rows, self._view.conditions, snapshot, today)
            name = self._named(facet.parameter, chosen)
            choices = [*choices, Choice(value=chosen, name=name, count=found)]
        return Field(facet.parameter, _FIELDS[facet.parameter], tuple(choices), chosen, facet.without)


def _chosen(name: FacetName, conditions: Conditions, assistant: Assistant) -> str | None:
    value = conditions.parameters().get(name)
    if isinstance(value, list):
        value = value[0]
    if name == "responsible" and value is not None:
        return assistant.library.snapshot.units.resolve(value) or value.casefold()
    return None if value is None else str(value)
