"""Whether a sentence has two persons, or two things, change places."""

from collections.abc import Iterator, Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.frames import Frame, frames, with_antecedents
from assistant.answering.bearing.phrases import Phrase, Place
from assistant.answering.bearing.reading import Word

_ASIDE = frozenset({Place.WITH, Place.OTHER, Place.HOLDER})
_HELD_BY_ONE = (Place.AGENT, Place.PATIENT, Place.RECEIVER)


def changed_places(own: Sequence[Clause], held: Sequence[Clause], language: str) -> bool:
    """Whether what does something in a sentence is in its evidence what that is done to, or the other way about."""
    told = [_named(frame) for frame in with_antecedents(frames(held, "nb"), sure=True)]
    wholes = frames(own, language)
    said = [_named(frame) for frame in wholes]
    everything = [word for frame in said for phrase in frame.phrases for word in phrase.words]
    for whole, frame in zip(wholes, said, strict=True):
        for one, other in _pairs(frame):
            if _is_turned(one, other, told, is_basis=frame.is_basis) or _is_parted(one, other, told):
                return True
            if _has(frame.of(Place.RECEIVER), other) and _is_given(one, other, told):
                return True
        same = [other for other in told if _says_same(frame, other)]
        if any(_is_anothers(frame, same, told, everything, place) for place in _HELD_BY_ONE):
            return True
        if any(one.place is Place.PATIENT for one in whole.phrases) and _is_acted_upon(frame, same, told):
            return True
    return False


def _named(frame: Frame) -> Frame:
    """What a clause tells, without the phrases that are pronouns."""
    pronouns = word_lists.frames("pronouns")
    phrases = (one for one in frame.phrases if not all(word.low in pronouns for word in one.words))
    return frame._replace(phrases=tuple(phrases))


def _is_acted_upon(frame: Frame, same: Sequence[Frame], told: Sequence[Frame]) -> bool:
    """Whether who does something in a sentence is what that is done to in its evidence, and does nothing."""
    agent = frame.of(Place.AGENT)
    if not agent or frame.is_basis:
        return False
    patient = any(not _apart(agent, other.of(Place.PATIENT)) for other in same)
    acts = any(_has([*other.of(Place.AGENT), *other.of(Place.RECEIVER)], agent) for other in told)
    return patient and not acts


def _pairs(frame: Frame) -> Iterator[tuple[list[Word], list[Word]]]:
    """Who does something, and each other that has a part in it, by what only the one or the other is."""
    for one in frame.phrases:
        for other in frame.phrases:
            if one.place is Place.AGENT and other.place not in (Place.AGENT, *_ASIDE):
                alone, beside = _apart(one.words, other.words), _apart(other.words, one.words)
                if alone and beside:
                    yield alone, beside


def _is_turned(one: Sequence[Word], other: Sequence[Word], told: Sequence[Frame], *, is_basis: bool) -> bool:
    """Whether the evidence has two that are agent and patient in a sentence the other way about, and never so."""
    turned = False
    for frame in told:
        agent = frame.of(Place.AGENT)
        acted = [word for phrase in frame.phrases if phrase.place is not Place.AGENT for word in phrase.words]
        if _has(agent, one) and (_has(acted, other) or not acted):
            return False
        phrases = [phrase for phrase in frame.phrases if phrase.place is not Place.AGENT]
        if frame.is_basis != is_basis:
            continue
        turned = turned or (
            _has(agent, other) and not _has(agent, one) and any(_is_of(phrase, one) for phrase in phrases)
        )
    return turned


def _is_given(one: Sequence[Word], other: Sequence[Word], told: Sequence[Frame]) -> bool:
    """Whether who gives something in a sentence is who gets it in a sentence of its evidence where the other acts."""
    if any(_has(frame.of(Place.AGENT), one) for frame in told):
        return False
    gets = [frame.sentence for frame in told if _has(words := frame.of(Place.RECEIVER), one) and not _has(words, other)]
    return any(_has(frame.of(Place.AGENT), other) and frame.sentence in gets for frame in told)


def _is_of(phrase: Phrase, words: Sequence[Word]) -> bool:
    return phrase.place is not Place.WITH and _has(phrase.words, words)


def _is_parted(one: Sequence[Word], other: Sequence[Word], told: Sequence[Frame]) -> bool:
    """Whether two persons of whom the evidence tells together are told of one as acting on the other."""
    if not any(map(is_actor, one)) or not any(map(is_actor, other)):
        return False
    phrases = [phrase for frame in told for phrase in frame.phrases if phrase.place in _HELD_BY_ONE]
    return any(_joined(phrase, one, other) for phrase in phrases)


def _joined(phrase: Phrase, one: Sequence[Word], other: Sequence[Word]) -> bool:
    here = [word for word in phrase.words if is_actor(word)]
    actors = [[word for word in words if is_actor(word)] for words in (one, other)]
    return len(here) > 1 and all(_has(here, words) for words in actors)


def _is_anothers(
    frame: Frame, same: Sequence[Frame], told: Sequence[Frame], everything: Sequence[Word], place: Place
) -> bool:
    """Whether what the evidence tells of one in a place is told of another, both of whom sentence and evidence name."""
    own = frame.of(place)
    there = [words for other in same if (words := _of(other, place))]
    if not own or not there:
        return False
    if any(not _apart(own, words) for words in there):
        return False
    elsewhere = [word for other in told for phrase in other.phrases for word in phrase.words]
    for words in there:
        added, left = _apart(own, words), _apart(words, own)
        if len(added) == len(own) and place is Place.PATIENT and not all(map(is_actor, own)):
            return False
        if len(added) < len(own) and not _is_contrast(added, own, told):
            return False
        others = [word for word in everything if word not in own]
        if not left or not all(_touch(word, elsewhere) for word in added) or not _has(others, left):
            return False
    return True


def _of(frame: Frame, place: Place) -> list[Word]:
    """The words of a place; of what two do together, of both."""
    together = bool(frame.of(Place.AGENT)) and any(verb.base in word_lists.frames("symmetric") for verb in frame.verbs)
    return [*frame.of(place), *(frame.of(Place.WITH) if together and place is Place.AGENT else [])]


def _is_contrast(added: Sequence[Word], own: Sequence[Word], told: Sequence[Frame]) -> bool:
    """Whether the evidence names another of the same kind by the words that a phrase has: "lokale planer"."""
    shared = [word for word in own if word not in added]
    phrases = [phrase.words for frame in told for phrase in frame.phrases]
    return any(_has(words, shared) and not _apart(added, words) for words in phrases)


def _says_same(frame: Frame, other: Frame) -> bool:
    if frame.is_basis or other.is_basis:
        return frame.is_basis and other.is_basis
    return any(one.content and not one.keys.isdisjoint(two.keys) for one in frame.verbs for two in other.verbs)


def _apart(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words of one phrase that another has not."""
    return [word for word in words if word.keys and not _touch(word, others)]


def _has(words: Sequence[Word], wanted: Sequence[Word]) -> bool:
    return any(_touch(word, words) for word in wanted)


def _touch(word: Word, others: Sequence[Word]) -> bool:
    return any(not word.keys.isdisjoint(other.keys) for other in others)
