"""Whose plan is whose: how the places that plans hold for lie to one another."""

NATIONAL = "national"

OWN, OUTER, EVERYBODYS, ANOTHERS = range(4)

_EVERYWHERE = frozenset({NATIONAL, "nasjonal", "nasjonalt", "norge", "noreg", "norway"})


def distance(jurisdiction: str | None, own: str) -> int:
    """How far off a plan is for those of the jurisdiction `own`: theirs, that of what they are part of, everybody's (or
    nobody's in particular), or another's.

    A jurisdiction is written from the outside in, with commas between: "Oslo, Bydel Grorud".
    """
    places, around = _places(jurisdiction), _places(own)
    if not places:
        return EVERYBODYS
    if places == around:
        return OWN
    return OUTER if around[: len(places)] == places else ANOTHERS


def is_apart(one: str | None, other: str | None) -> bool:
    """Whether what holds in one place need not hold in the other: neither is a part of the other, nor everybody's."""
    first, second = _places(one), _places(other)
    return first[: len(second)] != second[: len(first)]


def _places(jurisdiction: str | None) -> tuple[str, ...]:
    """From the outermost inwards; none for the whole country, or where nobody is named."""
    parts = (" ".join(part.split()).casefold() for part in (jurisdiction or "").split(","))
    return tuple(part.removesuffix(" kommune") for part in parts if part and part not in _EVERYWHERE)
