"""The phrases of a clause, each with the place of what it names: who or what does it, to what, to whom."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.chunks import AUXILIARIES, MODALS, Chunk, is_verb_at
from assistant.answering.bearing.meaning import base_of
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_deed, is_participle, is_passive


class Place(StrEnum):
    """What a phrase is in its clause, whichever way about the clause is told."""

    AGENT = "agent"
    PATIENT = "patient"
    TO = "to"
    WITH = "with"
    HOLDER = "holder"
    """Who is or has something, as the subject of the clause."""
    RECEIVER = "receiver"
    """Who gets something, as the subject of the clause."""
    OTHER = "other"


class Phrase(NamedTuple):
    """Words of substance that stand together, and the place of what they name."""

    words: tuple[Word, ...]
    place: Place
    preposition: str = ""


def placed(
    words: Sequence[Word],
    pieces: Sequence[Chunk],
    subject: Chunk | None,
    objects: Sequence[Chunk],
    verbs: Sequence[Word],
) -> Iterator[Phrase]:
    """The phrases of any other clause."""
    language = "nb"
    passive = is_told_passively(words, language)
    receives = any(word.low in word_lists.frames("receiving") or word.base in ("få", "motta") for word in words)
    bound = any(word.low in word_lists.grammar(language)["duty_nouns"] for word in words)
    states = not passive and not bound and not any(map(_does, verbs)) and not _does_unknown(words)
    if subject is not None:
        active = Place.RECEIVER if receives and not bound else Place.HOLDER if states else Place.AGENT
        yield Phrase(subject.words, Place.PATIENT if passive and not receives else active)
    is_told_of = passive and subject is not None and all(word.low in ("det", "it") for word in subject.words)
    gives, tells_of = passive or receives, False
    for piece in pieces:
        if piece is subject:
            continue
        if piece in objects:
            yield Phrase(piece.words, Place.OTHER if states or (passive and not is_told_of) else Place.PATIENT)
            continue
        if piece.preposition == "for" and _is_for_use(words, piece):
            yield Phrase(piece.words, Place.AGENT, piece.preposition)
            continue
        tells_of = tells_of or (piece.preposition == "av" and not _tells_who(words, piece, passive=passive))
        yield Phrase(
            piece.words,
            _after(piece.preposition, gives=(gives or _is_done_by(words, piece)) and not tells_of),
            piece.preposition,
        )


def _is_for_use(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether "for" says who uses it: "til bruk for"."""
    at = next(place for place in range(piece.at, -1, -1) if words[place].low == "for")
    return at > 1 and words[at - 1].low == "bruk" and words[at - 2].low == "til"


def _tells_who(words: Sequence[Word], piece: Chunk, *, passive: bool) -> bool:
    """Whether "av" says who does it: it stands after the verb, and not after a noun that it is of ("i løpet av")."""
    first = next((at for at in range(len(words)) if is_verb_at(words, at, "nb")), len(words))
    before = [word for word in words[: piece.at] if word.low not in word_lists.frames("openers")]
    of = before[-2] if len(before) > 1 else None
    nouns = word_lists.frames("basis_nouns") | word_lists.frames("times") | word_lists.frames("of_nouns")
    if passive and of is not None and of.content and is_deed(of.low) and not is_verb_at(words, words.index(of), "nb"):
        return False
    return piece.at > first and (of is None or (of.low not in nouns and base_of(of.low) not in nouns))


def _is_done_by(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether "av" stands next after a participle: "vedtatt av"."""
    at = max((place for place in range(piece.at) if words[place].low == piece.preposition), default=0)
    return at > 0 and is_participle(words[at - 1].low)


def _does_unknown(words: Sequence[Word]) -> bool:
    """Whether a modal is followed by a verb that no list has, and by none that says what somebody is or has."""
    low = [word.low for word in words]
    weak = word_lists.frames("copulas") | word_lists.frames("receiving") | {"ha", "have"}
    return any(word in MODALS for word in low) and weak.isdisjoint(low)


def _does(verb: Word) -> bool:
    """Whether a verb says that something is done."""
    weak = word_lists.frames("copulas") | word_lists.frames("stative") | AUXILIARIES | {"ha"}
    return verb.low not in weak and verb.base not in weak and base_of(verb.low) not in weak


def _after(preposition: str, *, gives: bool) -> Place:
    """The place of what stands after a preposition, where who does it, or `gives`, is told so."""
    if preposition in ("av", "by") and gives:
        return Place.AGENT
    if preposition in ("til", "for", "to", "overfor"):
        return Place.TO
    return Place.WITH if preposition in ("med", "with", "sammen") else Place.OTHER


def is_told_passively(words: Sequence[Word], language: str) -> bool:
    """Whether words tell what is done to something."""
    grammar = word_lists.grammar(language)
    if language != "en" and any(
        is_passive(word.low) and word.low not in word_lists.frames("adverbs") for word in words
    ):
        return True
    low = [word.low for word in words]
    if any(first in ("la", "lar", "lèt", "latt") and second == "seg" for first, second in pairwise(low)):
        return True
    for at, word in enumerate(words):
        if word.low in grammar["become"] or (language != "en" and word.low in ("er", "være", "vere", "var", "bli")):
            near = words[at + 1 : at + 12]
            if language == "en" and any(other.low.endswith(("ed", "wn")) for other in near[:3]):
                return True
            if any(
                is_participle(other.low) and is_verb_at(words, at + 1 + place, "nb") for place, other in enumerate(near)
            ):
                return language != "en"
    return False


def in_english(words: Sequence[Word], pieces: Sequence[Chunk]) -> Iterator[Phrase]:
    """The phrases of an English clause, whose subject stands first."""
    passive = is_told_passively(words, "en")
    is_first = True
    for piece in pieces:
        if piece.preposition or is_time(piece):
            yield Phrase(piece.words, _after(piece.preposition, gives=passive), piece.preposition)
        else:
            own = Place.PATIENT if passive else Place.AGENT
            yield Phrase(piece.words, own if is_first else Place.PATIENT)
            is_first = False


def is_time(piece: Chunk) -> bool:
    """Whether a phrase only tells when."""
    return all(word.base in word_lists.frames("times") for word in piece.words)
