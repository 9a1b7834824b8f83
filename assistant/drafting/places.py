"""Which jurisdiction is meant by the name that somebody writes of a district or municipality."""

from collections.abc import Iterable

from corpus.jurisdictions import OUTER, distance

_DISTRICT = "bydel "
_MUNICIPALITY = " kommune"


def jurisdiction_of(unit: str, known: Iterable[str], around: str | None = None) -> str | None:
    """The jurisdiction of a unit, as documents have theirs ("Oslo, Bydel Grorud"); None where no plan holds there.

    `known` are those that plans hold for; a district that none of them is, is a part of `around`.
    """
    places = list(known)
    own = _named(unit)
    for place in places:
        if own in (_named(place), _named(place.rpartition(",")[2])):
            return place
    is_district = around is not None and " ".join(unit.split()).casefold().startswith(_DISTRICT)
    found = f"{around}, {' '.join(unit.split())}" if is_district else " ".join(unit.split())
    return found if any(distance(place, found) <= OUTER for place in places) else None


def _named(name: str) -> str:
    """A name as names are compared: "Bydel Grorud" is "Grorud", "Jevnaker kommune" is "Jevnaker"."""
    parts = (" ".join(part.split()).casefold() for part in name.split(","))
    return ", ".join(part.removeprefix(_DISTRICT).removesuffix(_MUNICIPALITY) for part in parts)
