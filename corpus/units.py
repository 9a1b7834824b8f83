"""Units by any of their names: who or what a text speaks of."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from slugify import slugify

from corpus.models import Unit
from corpus.text.owner_cells import parted, partners, without_partners

_SPACES = re.compile(r"[\s\u00ad]+")


@cache
def shipped_units() -> tuple[Unit, ...]:
    """The units of corpus/documents/units.toml."""
    data = tomllib.loads((files("corpus.documents") / "units.toml").read_text(encoding="utf-8"))
    return tuple(Unit.model_validate(entry) for entry in data["unit"])


class UnitRegister:
    """Finds units by name, abbreviation or alias, without regard to case."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[str, Unit] = {}
        self._by_name: dict[str, str] = {}
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Takes a unit in; a name already known keeps its first owner."""
        self._units.setdefault(unit.id, unit)
        for name in (unit.name, *unit.names, *unit.abbreviations):
            self._by_name.setdefault(_key(name), unit.id)
        self.__dict__.pop("_mention", None)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def get(self, unit_id: str) -> Unit | None:
        """The unit of an id, or None."""
        return self._units.get(unit_id)

    def ancestors(self, unit_id: str) -> tuple[str, ...]:
        """The ids of what a unit is part of, the nearest first."""
        found: list[str] = []
        unit = self._units.get(unit_id)
        while unit is not None and unit.parent is not None and unit.parent not in found:
            found.append(unit.parent)
            unit = self._units.get(unit.parent)
        return tuple(found)

    def names(self) -> tuple[str, ...]:
        """All names and abbreviations, lower case."""
        return tuple(self._by_name)

    def resolve(self, name: str) -> str | None:
        """The id of the unit that is called so, or None."""
        return self._by_name.get(_key(name))

    def resolve_owners(self, raw: str) -> tuple[str, ...]:
        """The unit ids of an owner cell ("UKE/UTD", one a line), in order; an unknown name becomes its slug."""
        return tuple(self.owners(raw))

    def owner_names(self, raw: str) -> tuple[str, ...]:
        """The owners of a cell in its own words, as many as there are ids of them."""
        return tuple(self.owners(raw).values())

    def owners(self, raw: str) -> dict[str, str]:
        """The owners of a cell, in order: the unit id of each and what the cell calls it first."""
        found: dict[str, str] = {}
        for line in raw.split("\n"):
            # a name with "og" in it that is known is one
            for name in [line.strip()] if self.resolve(line) else parted(line):
                known = self.resolve(name) or self.resolve(without_partners(name))
                found.setdefault(known or slugify(name) or name, name)
        return found

    def partners(self, owners: str, told: str = "") -> tuple[str, ...]:
        """With whom the owners of a cell work, each once, as written: "PPT" and "AKS" of "UKE sammen med PPT og AKS".

        `told` is a cell that names partners alone; who is an owner is none.
        """
        own = self.owners(owners)
        beside = (name for line in owners.split("\n") if not self.resolve(line) for name in partners(line))
        found: dict[str, str] = {}
        for name in (*beside, *self.owner_names(told)):
            found.setdefault(self.resolve(name) or slugify(name), name)
        return tuple(name for unit_id, name in found.items() if unit_id not in own)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The ids of all units that a text names, longest names first, in order of mention."""
        return tuple(dict.fromkeys(self._by_name[_key(text[start:end])] for start, end in self.mentions(text)))

    def mentions(self, text: str) -> list[tuple[int, int]]:
        """Where (start, end) units are named in a text, in order."""
        return [match.span() for match in self._pattern().finditer(text)]

    def _pattern(self) -> re.Pattern[str]:
        pattern = self.__dict__.get("_mention")
        if pattern is None:
            names = sorted(self._by_name, key=len, reverse=True)
            joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
            pattern = self.__dict__["_mention"] = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
        return pattern


def _key(name: str) -> str:
    return _SPACES.sub(" ", name).strip().casefold()
