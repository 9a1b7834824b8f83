"""Which measure of the new edition is which of the old: by title, then by what is alike."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from assistant.comparing.wording import folded_wording
from corpus.models import Measure, SubMeasure

_RENAMED = 84.0  # ratio of two titles that are one, reworded: "Kurs for nye styrere", "Kurs for alle nye styrere" 89
_SAME_TEXT = 72.0  # of two descriptions under titles that are not alike
_ALIKE = 68.0  # of title and description on the average, where neither alone is enough
_FEWEST_WORDS = 5  # a shorter description may be that of any measure

Item = TypeVar("Item", Measure, SubMeasure)
Likeness = Callable[[Item, Item], float]


def paired_measures(old: Sequence[Measure], new: Sequence[Measure]) -> list[tuple[Measure, Measure]]:
    """The measures that both editions have, each in one pair, in the order of the new ones.

    Of several with the same title those go together that share most of priority, commitment and description. What is
    left is paired by titles and descriptions that are alike, the most alike first.
    """
    same = _paired(old, new, lambda one, other: _same_place(one, other) if _same_title(one, other) else 0.0)
    rest = _paired(_left(old, same, 0), _left(new, same, 1), _likeness)
    return _in_order([*same, *rest], new)


def paired_parts(old: Sequence[SubMeasure], new: Sequence[SubMeasure]) -> list[tuple[SubMeasure, SubMeasure]]:
    """The sub-measures that both versions of a measure have, likewise."""
    same = _paired(old, new, lambda one, other: 1.0 if _same_title(one, other) else 0.0)
    rest = _paired(_left(old, same, 0), _left(new, same, 1), _title_likeness)
    return _in_order([*same, *rest], new)


def _paired(old: Sequence[Item], new: Sequence[Item], likeness: Likeness[Item]) -> list[tuple[Item, Item]]:
    """The pairs with any likeness, the most alike first; each in one pair at most."""
    found = [(likeness(one, other), at, to) for at, one in enumerate(old) for to, other in enumerate(new)]
    pairs: list[tuple[Item, Item]] = []
    taken: set[tuple[str, int]] = set()
    for value, at, to in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if value > 0 and not {("old", at), ("new", to)} & taken:
            taken |= {("old", at), ("new", to)}
            pairs.append((old[at], new[to]))
    return pairs


def _left(items: Sequence[Item], pairs: Sequence[tuple[Item, Item]], side: int) -> list[Item]:
    used = {id(pair[side]) for pair in pairs}
    return [item for item in items if id(item) not in used]


def _in_order(pairs: Sequence[tuple[Item, Item]], new: Sequence[Item]) -> list[tuple[Item, Item]]:
    place = {id(item): at for at, item in enumerate(new)}
    return sorted(pairs, key=lambda pair: place[id(pair[1])])


def _same_title(one: Measure | SubMeasure, other: Measure | SubMeasure) -> bool:
    return folded_wording(one.title).casefold() == folded_wording(other.title).casefold()


def _same_place(one: Measure, other: Measure) -> float:
    """From 1 up, more where priority, commitment and wording are the same too."""
    same = sum(
        folded_wording(getattr(one, field) or "") == folded_wording(getattr(other, field) or "")
        for field in ("strategic_priority", "commitment")
    )
    return 1.0 + same + fuzz.ratio(one.description, other.description) / 100


def _title_likeness(one: Measure | SubMeasure, other: Measure | SubMeasure) -> float:
    ratio = fuzz.ratio(one.title.casefold(), other.title.casefold())
    return ratio if ratio >= _RENAMED else 0.0


def _likeness(one: Measure, other: Measure) -> float:
    """How alike two measures of different titles are (0 to 200); 0 where they are not one renamed."""
    title = fuzz.ratio(one.title.casefold(), other.title.casefold())
    text = fuzz.ratio(one.description.split(), other.description.split())
    long = min(len(one.description.split()), len(other.description.split())) >= _FEWEST_WORDS
    if title >= _RENAMED or (long and (text >= _SAME_TEXT or (title + text) / 2 >= _ALIKE)):
        return title + text
    return 0.0
