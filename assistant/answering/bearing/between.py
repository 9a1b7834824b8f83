"""Whether a sentence tells something to be between those whom its evidence tells of alone."""

from collections.abc import Iterator, Sequence

from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.chunks import joins
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.reading import Word

_BETWEEN = frozenset("mellom imellom millom between among".split())
_ONE_SIDED = frozenset("til hos mot overfor to towards".split())
_TOGETHER = tuple(
    (
        "samarbeid samhandl samspill nettverk dialog hverandre kvarandre felles sammen saman innbyrdes intern vennskap "
        "venskap tvers ulik forskjell varier"
    ).split()
)
_REACH = 6  # words after "between" in which both may be named


def wrongly_between(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether several of one kind have between them what the evidence only has one have to them."""
    words = [word for clause in held for word in clause.words]
    if any(word.low.startswith(_TOGETHER) for word in words):
        return False
    between = [word for place in _after(words, _BETWEEN) for word in place]
    one_sided = [word for place in _after(words, _ONE_SIDED) for word in place[:1]]
    return any(
        _touches(place[0], one_sided) and not _touches(place[0], between)
        for clause in own
        for place in _after(clause.words, _BETWEEN)
        if len(place) == 1
    )


def _after(words: Sequence[Word], prepositions: frozenset[str]) -> Iterator[list[Word]]:
    """Those named next after each of some prepositions; both where two are joined."""
    for at, word in enumerate(words):
        if word.low not in prepositions:
            continue
        near = words[at + 1 : at + 1 + _REACH]
        named = [other for other in near if is_actor(other)]
        is_joined = any(other.low in joins() for other in near)
        if named:
            yield named if is_joined else named[:1]


def _touches(word: Word, others: Sequence[Word]) -> bool:
    return any(not word.keys.isdisjoint(other.keys) for other in others)
