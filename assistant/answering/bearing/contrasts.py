"""Whether a sentence says of one side of a contrast what its evidence says of the other: "god på X, men ikke på Y"."""

from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_verb

_CONTRASTS = frozenset("men mens medan derimot but whereas while although".split())
_FEWEST = 2  # words of the other side that a sentence has to have


def wrong_contrast(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a clause joins what is said on one side of a contrast with what stands only on the other."""
    words = [word for clause in held for word in clause.words]
    for at, word in enumerate(words):
        if word.low not in _CONTRASTS:
            continue
        first = [one for one in words[:at] if one.sentence == word.sentence]
        other = [one for one in words[at + 1 :] if one.sentence == word.sentence]
        if any(_joins(clause, first, other) for clause in own):
            return True
    return False


def _joins(clause: Clause, first: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a clause says of the other side what is said on the first."""
    if any(word.low in _CONTRASTS for word in clause.words):
        return False
    said = _said(first)
    told = [word for word in _predicate(clause.words) if word.content]
    if said is None or not told or not touches(told[0], said) or any(touches(told[0], word) for word in other):
        return False
    rest = [word for word in told[1:] if not any(touches(word, one) for one in first)]
    return len(rest) >= _FEWEST and len(rest) == len(told) - 1 and _are_of(rest, other)


def _said(words: Sequence[Word]) -> Word | None:
    """What a side says: the first word of substance from its verb on."""
    return next((word for word in _predicate(words) if word.content), None)


def _predicate(words: Sequence[Word]) -> Sequence[Word]:
    place = next((at for at, word in enumerate(words) if is_verb(word.low, "nb", finite=True)), len(words))
    return words[place:]


def _are_of(words: Sequence[Word], side: Sequence[Word]) -> bool:
    return all(any(touches(word, one) for one in side) for word in words)
