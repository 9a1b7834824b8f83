"""Whether two sentences say the same, or differ in one matter and nothing else; in doubt neither."""

from assistant.answering.agreeing.fact import Fact
from assistant.answering.draft import Matter
from corpus.units import UnitRegister

_FEWEST_WORDS = 3  # of content, numbers and dates aside: two sentences that share fewer may be about anything
_SHARED = 0.8  # of the words of the one that says more
_MOST_MOMENTS = 2  # a sentence with more is a calendar
_ESTIMATED = "about"


def is_same(one: Fact, other: Fact) -> bool:
    """Whether two facts are one, of which one may be told with a word more."""
    beyond, lacking = one.beyond(other), other.beyond(one)
    longer = max(len(one.parts), len(other.parts))
    return (
        _is_alike(one, other)
        and _counts(one) == _counts(other)
        and sorted(one.moments) == sorted(other.moments)
        and one.owner == other.owner
        and not (beyond and lacking)
        and longer - len(beyond | lacking) >= max(_FEWEST_WORDS, _SHARED * longer)
    )


def difference(one: Fact, other: Fact, units: UnitRegister) -> Matter | None:
    """The one matter in which two facts differ that are the same in all else; None where there is none."""
    if not _is_alike(one, other) or one.beyond(other) or other.beyond(one) or len(one.parts) < _FEWEST_WORDS:
        return None
    differing: dict[Matter, bool] = {
        "number": _counts(one) != _counts(other),
        "date": sorted(one.moments) != sorted(other.moments),
        "owner": one.owner != other.owner,
    }
    matters = [matter for matter, differs in differing.items() if differs]
    if len(matters) != 1:
        return None
    contradicts = {
        "number": _counts_otherwise(one, other),
        "date": _is_at_another_time(one, other),
        "owner": _is_owned_by_another(one, other, units),
    }
    return matters[0] if contradicts[matters[0]] else None


def _is_alike(one: Fact, other: Fact) -> bool:
    """Whether the facts agree in what must never differ, whatever else does."""
    return (one.years, one.names, one.units, one.qualifiers) == (
        other.years,
        other.names,
        other.units,
        other.qualifiers,
    )


def _counts(fact: Fact) -> list[tuple[str, str]]:
    return sorted((quantity.counted, quantity.value) for quantity in fact.quantities)


def _counts_otherwise(one: Fact, other: Fact) -> bool:
    """Whether just one number is another, of the same thing, and both are exact."""
    if [quantity.counted for quantity in one.quantities] != [quantity.counted for quantity in other.quantities]:
        return False
    pairs = zip(one.quantities, other.quantities, strict=True)
    differing = [pair for pair in pairs if pair[0].value != pair[1].value]
    return len(differing) == 1 and all(own.is_plain for own in differing[0]) and _ESTIMATED not in one.qualifiers


def _is_at_another_time(one: Fact, other: Fact) -> bool:
    """Whether just one moment is another, told as narrowly."""
    if [kind for kind, _ in one.moments] != [kind for kind, _ in other.moments] or len(one.moments) > _MOST_MOMENTS:
        return False
    return sum(own != theirs for own, theirs in zip(one.moments, other.moments, strict=True)) == 1


def _is_owned_by_another(one: Fact, other: Fact, units: UnitRegister) -> bool:
    """Whether each names who is responsible, they share nobody, and none is a part of another.

    Of a unit and somebody that no register knows, one may well be a part of the other.
    """
    if not one.owner or not other.owner or not one.owner.isdisjoint(other.owner):
        return False
    known = {units.get(name) is not None for name in one.owner | other.owner}
    around = {name for fact in (one, other) for owner in fact.owner for name in units.ancestors(owner)}
    return len(known) == 1 and around.isdisjoint(one.owner | other.owner)
