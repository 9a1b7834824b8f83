"""Who has which part in what a text tells: who acts, who is acted upon, with whom, to whom, whose something is."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.frames import Frame
from assistant.answering.bearing.phrases import Phrase, Place
from assistant.answering.bearing.reading import Word


class Role(StrEnum):
    """What somebody is in what is told."""

    AGENT = "agent"
    PATIENT = "patient"
    HOLDER = "holder"
    RECEIVER = "receiver"
    WITH = "with"
    TO = "to"
    FROM = "from"
    OWNER = "owner"
    ABOUT = "about"
    """Whom something is about: "oversikt over barna"."""
    AT = "at"
    """Of whom something is told: "trivselen hos barna"."""
    OTHER = "other"
    UNSURE = "unsure"


class Part(NamedTuple):
    """Somebody in what is told: the word, the role, and where."""

    word: Word
    role: Role
    frame: Frame

    def is_same(self, other: "Part") -> bool:
        """Whether two words may mean the same ones."""
        return not self.word.keys.isdisjoint(other.word.keys)


_ROLES = {
    Place.AGENT: Role.AGENT,
    Place.PATIENT: Role.PATIENT,
    Place.TO: Role.TO,
    Place.WITH: Role.WITH,
    Place.RECEIVER: Role.RECEIVER,
    Place.HOLDER: Role.HOLDER,
}
_ABOUT = frozenset("om over mot blant about".split())
_UNSURE = frozenset(("", "mellom", "between"))
_WITH = frozenset("med with".split())
_FROM = frozenset("fra frå from".split())


def parts(frames: Sequence[Frame]) -> list[Part]:
    """Those who have a part in what is told, each with the role."""
    return [part for frame in frames for part in _of_frame(frame)]


def _of_frame(frame: Frame) -> Iterator[Part]:
    for phrase in frame.phrases:
        for word in phrase.words:
            if is_actor(word):
                yield Part(word, _in_basis(phrase) if frame.is_basis else _role(phrase, word), frame)


def _in_basis(phrase: Phrase) -> Role:
    return Role.WITH if phrase.preposition in _WITH else Role.OTHER


def _role(phrase: Phrase, word: Word) -> Role:
    if owns(phrase.words, word):
        return Role.OWNER
    if phrase.place is Place.OTHER:
        if phrase.preposition in _FROM:
            return Role.FROM
        if phrase.preposition == "av":
            return Role.PATIENT  # "veiledning av personalet"
        if phrase.preposition == "hos":
            return Role.AT
        if phrase.preposition in _ABOUT:
            return Role.ABOUT
        return Role.OTHER if phrase.preposition not in _UNSURE else Role.UNSURE
    return _ROLES[phrase.place]


def owns(words: Sequence[Word], word: Word) -> bool:
    """Whether a word of a phrase says whose the rest is: "barnas språk"."""
    at = words.index(word)
    if at + 1 == len(words):
        return False
    is_name = word.text[0].isupper() and words[at + 1].text[0].isupper()
    return (word.low.endswith("s") and word.base != word.low) or (is_name and owns(words, words[at + 1]))
