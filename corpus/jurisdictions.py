"""Whose plan is whose: how the places that plans hold for lie to one another."""

NATIONAL = "national"

OWN, OUTER, EVERYBODYS, ANOTHERS = range(4)


def distance(jurisdiction: str | None, own: str) -> int:
    """How far off a plan is for those of the jurisdiction `own`: theirs, that of what they are part of, everybody's (or
    nobody's in particular), or another's.

    A jurisdiction is written from the outside in, with commas between: "Oslo, Bydel Grorud".
    """
    if jurisdiction is None or jurisdiction == NATIONAL:
        return EVERYBODYS
    if jurisdiction == own:
        return OWN
    return OUTER if own.startswith(f"{jurisdiction}, ") else ANOTHERS


def is_apart(one: str | None, other: str | None) -> bool:
    """Whether what holds in one jurisdiction need not hold in the other: neither is the other's, a part, everybody's."""
    if one is None or other is None:
        return False
    return distance(one, other) == distance(other, one) == ANOTHERS
