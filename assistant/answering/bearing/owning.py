"""Whose something is told to be: "barnas behov", "behovene til barna", "barna har behov", "barn med behov"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.chunks import chunks
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.frames import Frame
from assistant.answering.bearing.meaning import narrower
from assistant.answering.bearing.parts import owns
from assistant.answering.bearing.phrases import Place
from assistant.answering.bearing.reading import Word

_OF = frozenset("til hos i av blant of in at among".split())
_FROM = frozenset("fra frå from".split())
_HAVING = frozenset("med with".split())
_SUBJECTS = (Place.AGENT, Place.HOLDER, Place.RECEIVER)


class Owned(NamedTuple):
    """What is somebody's, and whose."""

    thing: Word
    owner: Word


def wrong_owner(
    own: Sequence[Clause], held: Sequence[Clause], said: Sequence[Frame], told: Sequence[Frame], language: str
) -> bool:
    """Whether a sentence tells something to be somebody's that is another's in its evidence, which names both."""
    known = list(_owned(held, told, "nb"))
    loose = [(word, other) for frame in told for word, other in _beside(frame)]
    named = [word for clause in held for word in clause.words if is_actor(word)]
    for one in _owned(own, said, language, is_first=True):
        if is_actor(one.thing) and _is_turned(one, known):
            return True
        theirs = [other for other in known if not one.thing.keys.isdisjoint(other.thing.keys)]
        if not theirs or not any(_same(one.owner, word) for word in named):
            continue
        if any(_may_be(one.owner, other) for other in _with_owners(theirs, known)):
            continue
        if any(_same(one.thing, thing) and _same(one.owner, owner) for thing, owner in loose):
            continue
        return True
    return False


def _is_turned(one: Owned, known: Sequence[Owned]) -> bool:
    """Whether the evidence has whose something is as what is theirs, and never so: "barnehagene i bydelen"."""
    turned = any(_same(one.thing, other.owner) and _same(one.owner, other.thing) for other in known)
    return turned and not any(_same(one.thing, other.thing) and _same(one.owner, other.owner) for other in known)


def _owned(
    clauses: Sequence[Clause], frames: Sequence[Frame], language: str, *, is_first: bool = False
) -> Iterator[Owned]:
    """What is told to be whose in clauses; of several owners the first, where it `is_first` that counts."""
    for clause in clauses:
        pieces = list(chunks(clause.words, language))
        for piece in pieces:
            for word in piece.words:
                if is_actor(word) and owns(piece.words, word):
                    yield Owned(piece.words[-1], word)
        for one, other in pairwise(pieces):
            between = [word for word in clause.words if one.words[-1].at < word.at < other.words[0].at]
            if not between or between[0].low != other.preposition:
                continue
            if other.preposition in _OF and one.preposition not in _FROM:
                heads = _heads(other.words)
                yield from (Owned(one.words[-1], word) for word in (heads[:1] if is_first else heads))
            if other.preposition in _HAVING and not is_actor(other.words[-1]):
                yield from (Owned(other.words[-1], word) for word in _heads(one.words))
    for frame in frames:
        yield from _had(frame)


def _had(frame: Frame) -> Iterator[Owned]:
    """What a clause tells somebody to have or to be."""
    holders = [phrase for phrase in frame.phrases if phrase.place is Place.HOLDER]
    for phrase in holders:
        for other in frame.phrases:
            if other is not phrase and (not other.preposition or other.preposition in _HAVING):
                yield from (Owned(other.words[-1], word) for word in _heads(phrase.words))


def _heads(words: Sequence[Word]) -> list[Word]:
    """Those in a phrase whose something may be."""
    return [word for word in words if is_actor(word) and not owns(words, word)]


def _beside(frame: Frame) -> Iterator[tuple[Word, Word]]:
    """What is told of beside somebody who does something, gets something or has it."""
    actors = [word for phrase in frame.phrases if phrase.place in _SUBJECTS for word in _heads(phrase.words)]
    for phrase in frame.phrases:
        yield from ((word, actor) for word in phrase.words if not is_actor(word) for actor in actors)


def _with_owners(some: Sequence[Owned], known: Sequence[Owned]) -> list[Word]:
    """Those whose some things are, and whose they are in turn."""
    first = [one.owner for one in some]
    return first + [other.owner for owner in first for other in known if _same(owner, other.thing)]


def _may_be(word: Word, other: Word) -> bool:
    return _same(word, other) or not narrower(word.low, "nb").isdisjoint(other.keys)


def _same(word: Word, other: Word) -> bool:
    return touches(word, other)
