"""The parts of a clause that have each a finite verb: "følger planen og bruker den", "det de ansatte må gjøre"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.chunks import is_definite, is_finite, is_verb_at, joins
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle, is_verb


class Segment(NamedTuple):
    """Words around one finite verb, and whether they go on with the subject of the segment before."""

    words: tuple[Word, ...]
    goes_on: bool


def segments(words: Sequence[Word]) -> Iterator[Segment]:
    """The parts of a clause, in order; one where it has one finite verb or none."""
    start, goes_on = 0, False
    cleft = _cleft(words)
    if cleft:
        yield Segment(tuple(words[:cleft]), goes_on=False)
        words = words[cleft:]
    first = _first_finite(words, 0)
    at = first + 1
    while at < len(words):
        is_further = is_verb(words[at].low, "nb", finite=True) and is_finite(words[at - 1 :], 1, "nb")
        is_further = is_further and not (is_participle(words[at].low) and _is_copula(words[start:at]))
        begins = _begins(words, start, first, at) if is_further else None
        if begins is None:
            at += 1
            continue
        yield Segment(tuple(words[start : begins[0]]), goes_on)
        start, goes_on = begins
        first, at = at, at + 1
    yield Segment(tuple(words[start:]), goes_on)


def _is_copula(words: Sequence[Word]) -> bool:
    copulas = word_lists.frames("copulas")
    return any(word.low in copulas for word in words) and words[-1].low not in joins()


def _cleft(words: Sequence[Word]) -> int:
    """Where "som" opens what is told of the one that is brought out: "det er bydelen som …"; 0 where none is."""
    low = [word.low for word in words]
    if low[:1] != ["det"] or low[1:2] not in (["er"], ["var"]) or "som" not in low[3:-1]:
        return 0
    at = low.index("som", 3)
    return at if low[at + 1].endswith(("r", "te", "de")) or is_verb(low[at + 1], "nb", finite=True) else 0


def _first_finite(words: Sequence[Word], start: int) -> int:
    return next((at for at in range(start, len(words)) if is_finite(words, at, "nb")), len(words))


def _begins(words: Sequence[Word], start: int, first: int, at: int) -> tuple[int, bool] | None:
    """Where the segment of a further finite verb begins, and whether it goes on; None where none does."""
    if words[at - 1].low in joins():
        return at - 1, True
    place = at - 1
    while place > first and _may_name(words, place):
        place -= 1
    if first < place < at - 1 and words[place].low in joins():
        return place, False
    if start == 0 and words[0].low in word_lists.grammar("nb")["subordinators"] and words[0].low not in ("at",):
        return at, words[0].low == "som"
    if words[place + 1].low in ("det", "den", "de", "dei") and place + 2 < at and is_definite(words[place + 2]):
        place += 1  # "det barnehagen har"
    return (place + 1, False) if first < place < at - 1 else None


def _may_name(words: Sequence[Word], at: int) -> bool:
    """Whether a word may be of the subject that stands before a verb."""
    low = words[at].low
    known = word_lists.frames("openers") | word_lists.frames("pronouns")
    return low in known or (words[at].content and not is_verb_at(words, at, "nb"))
