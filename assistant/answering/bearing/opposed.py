"""Whether what the evidence tells of one of two opposites is told of the other: "formal" and "informal" skills."""

from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import sides
from assistant.answering.bearing.reading import Reading, Word
from assistant.answering.bearing.verbs import is_participle, is_verb
from assistant.texts import Language

_Sides = frozenset[tuple[int, int]]


def crossed_opposites(own: Sequence[Clause], held: Reading, language: Language) -> bool:
    """Whether a clause tells of one side only what a sentence of the evidence tells of the other."""
    return any(
        _is_crossed(word, taken, clause, _sentence(held, number))
        for clause in own
        for word in clause.content
        if (taken := _qualities(word, language)) and not _says(clause.words, _against(taken), language)
        for number in {word.sentence for word in held.words}
    )


def _is_crossed(word: Word, taken: _Sides, clause: Clause, told: Sequence[Word]) -> bool:
    same, other = _places(told, taken), _places(told, _against(taken))
    if len(same) != 1 or len(other) != 1:
        return False
    here, there = _zone(told, same[0], other[0]), _zone(told, other[0], same[0])
    if not [one for one in here if not _touches(one, there)]:
        return False
    rest = [one for one in clause.content if one is not word]
    of_one = [one for one in rest if _touches(one, here) and not _touches(one, there)]
    of_other = [one for one in rest if _touches(one, there) and not _touches(one, here)]
    return bool(of_other) and not of_one


def _sentence(held: Reading, number: int) -> list[Word]:
    return [word for word in held.words if word.sentence == number]


def _places(told: Sequence[Word], wanted: _Sides) -> list[int]:
    return [at for at, word in enumerate(told) if not _qualities(word, "nb").isdisjoint(wanted)]


def _zone(told: Sequence[Word], start: int, other: int) -> list[Word]:
    """What is told after one of the two, up to the other."""
    end = other if other > start else len(told)
    return [word for word in told[start + 1 : end] if word.content]


def _qualities(word: Word, language: Language) -> _Sides:
    """The sides that an adjective takes; a verb has its subject before it, and is left out."""
    if not word.content or is_verb(word.low, language) or is_participle(word.low):
        return frozenset()
    return sides(word.low, language)


def _against(taken: _Sides) -> _Sides:
    return frozenset((pair, 1 - side) for pair, side in taken)


def _says(words: Sequence[Word], wanted: _Sides, language: Language) -> bool:
    return any(not _qualities(word, language).isdisjoint(wanted) for word in words)


def _touches(word: Word, others: Sequence[Word]) -> bool:
    return any(not word.keys.isdisjoint(other.keys) for other in others)
