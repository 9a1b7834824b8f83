"""What readers know the units by that own rows."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.models import Unit
from corpus.snapshot import Snapshot


def unit_names(snapshot: Snapshot, language: str = "nb") -> Mapping[str, str]:
    """The name of every unit that owns a row, by id: as the units' register has it, else in the rows' own words.

    An abbreviation stands behind its name; readers of English get what a unit is in brackets.
    """
    gloss = "en" if language == "en" else "nb"
    return snapshot.once(f"names of units, {gloss}", lambda own: MappingProxyType(_unit_names(own, gloss)))


def _unit_names(snapshot: Snapshot, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for measure in snapshot.measures:
        for raw in (measure.responsible_raw, *(part.responsible_raw for part in measure.sub_measures)):
            for unit_id, written in snapshot.units.owners(raw).items():
                found.setdefault(unit_id, _capital(written))
    for duty in snapshot.duties:
        for unit_id in duty.units:
            found.setdefault(unit_id, _capital(duty.unit_raw if len(duty.units) == 1 else unit_id.replace("-", " ")))
    known = {unit_id: snapshot.units.get(unit_id) for unit_id in found}
    return {
        unit_id: _stated(unit, language) if (unit := known[unit_id]) else learnt for unit_id, learnt in found.items()
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _stated(unit: Unit, language: str) -> str:
    name = ", ".join((unit.name, *unit.abbreviations[:1]))
    return f"{name} ({unit.english})" if unit.english and language == "en" else name
