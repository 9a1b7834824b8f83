"""What a clause tells to be the basis of what: "er grunnlaget for", "bygger på", "er en kilde til"."""

from collections.abc import Iterator, Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.chunks import Chunk
from assistant.answering.bearing.meaning import base_of
from assistant.answering.bearing.phrases import Phrase, Place
from assistant.answering.bearing.reading import Word

_LEANT_ON = frozenset("på av fra frå on upon from".split())


def is_basis(words: Sequence[Word]) -> bool:
    """Whether words tell what something rests on."""
    bases = {word.base for word in words} | {base_of(word.low) for word in words}
    lies = any(word.low in ("ligger", "ligg", "står", "lies") for word in words)
    behind = lies and any(word.low in word_lists.frames("behind") for word in words)
    leans = not bases.isdisjoint(word_lists.frames("leaning")) and any(word.low in _LEANT_ON for word in words)
    return behind or leans or not bases.isdisjoint(word_lists.frames("basis_nouns") | word_lists.frames("presupposing"))


def of_basis(
    words: Sequence[Word], pieces: Sequence[Chunk], subject: Chunk | None, objects: Sequence[Chunk]
) -> Iterator[Phrase]:
    """The phrases of a clause that tells what something rests on: the basis is its agent."""
    verbs = word_lists.frames("leaning") | word_lists.frames("presupposing")
    leaning = any(base_of(word.low) in verbs for word in words)
    has = any(word.low in ("har", "ha", "hadde", "has", "have", "tar", "ta") for word in words) and not leaning
    nouns = word_lists.frames("basis_nouns")
    heads = [piece for piece in pieces if any(base_of(word.low) in nouns for word in piece.words)]
    named_first = subject is not None and subject in heads
    rests = leaning or has
    for piece in ([subject] if subject is not None and subject.at < 0 else []) + list(pieces):
        if piece in heads:
            continue
        if piece is subject:
            yield Phrase(piece.words, Place.PATIENT if rests else Place.AGENT)
        elif piece.preposition in word_lists.frames("behind"):
            yield Phrase(piece.words, Place.PATIENT)
        elif leaning and piece.preposition in word_lists.frames("basis_prepositions"):
            yield Phrase(piece.words, Place.AGENT)
        elif piece.preposition in word_lists.frames("for") and follows_basis(words, piece):
            yield Phrase(piece.words, Place.PATIENT)
        elif piece in objects:
            yield Phrase(piece.words, Place.AGENT if rests or named_first else Place.OTHER)
        else:
            yield Phrase(piece.words, Place.OTHER, piece.preposition)


def follows_basis(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether a phrase says what something is the basis of."""
    before = [word for word in words if word.at < piece.words[0].at and word.low not in word_lists.frames("openers")]
    return len(before) > 1 and base_of(before[-2].low) in word_lists.frames("basis_nouns")


def names_basis(phrase: Phrase) -> bool:
    """Whether a phrase says that something is a basis: "kilde", "grunnlag"."""
    return any(base_of(word.low) in word_lists.frames("basis_nouns") for word in phrase.words)
