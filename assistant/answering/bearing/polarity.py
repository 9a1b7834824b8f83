"""Whether a sentence denies just what its evidence denies."""

from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause, is_local
from assistant.answering.bearing.reading import Word

_FOCUS = 3  # words of substance after a denial that it is of
_SHARED = 0.5
_NEAR = 7  # words between a denial and what it is of


def wrong_denial(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a sentence denies what its evidence does not, or tells as so what that denies."""
    denials = [(word, clause) for clause in own for word in clause.denials]
    told = [(word, clause) for clause in held for word in clause.denials]
    if any(not any(_is_same(denial, other) for other in told) for denial in denials):
        return True
    return any(_is_dropped(other, own, held) for other in told)


def focus(denial: Word, clause: Clause) -> list[Word]:
    """What a denial is of: the words of substance next after it, else those before it."""
    after = [word for word in clause.words if word.at > denial.at and _may_be_denied(word)]
    before = [word for word in clause.words if word.at < denial.at and _may_be_denied(word)]
    if denial.content:
        after = [denial, *after]
    return after[:_FOCUS] or before[-_FOCUS:]


def _may_be_denied(word: Word) -> bool:
    return word.text[0].isalpha() and (word.content or len(word.low) > 3)


def _is_same(denial: tuple[Word, Clause], other: tuple[Word, Clause]) -> bool:
    """Whether two denials are of the same."""
    own, held = [word for word in focus(*denial) if word is not denial[0]], focus(*other)
    if is_local(denial[0]) or is_local(other[0]):
        return any(_touch(word, held) for word in own[:1]) or any(
            _touch(word, held) for word in own[1:_FOCUS] if is_local(denial[0]) == is_local(other[0])
        )
    wide = [word for word in other[1].words if _may_be_denied(word) and abs(word.at - other[0].at) <= _NEAR]
    return any(_touch(word, wide) for word in own)


def _is_dropped(denial: tuple[Word, Clause], own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a sentence says without a denial what a clause of its evidence denies, and no other clause says."""
    word, clause = denial
    denied = [one for one in focus(word, clause) if one.content]
    if not denied:
        denied = [one for one in clause.words if one.content][-_FOCUS:]
    for said in own:
        if said.denials:
            continue
        shared = [one for one in denied if _touch(one, said.words)]
        if not shared or len(shared) < _SHARED * len(denied):
            continue
        if not any(_touch(one, other.words) for other in held if not other.denials for one in shared):
            return True
    return False


def _touch(word: Word, others: Sequence[Word]) -> bool:
    return any(not word.keys.isdisjoint(other.keys) for other in others)
