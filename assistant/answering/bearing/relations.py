"""Whether a sentence gives a cause, a condition or an order that its evidence gives."""

import re
from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import sides
from assistant.answering.bearing.reading import Reading, Word
from assistant.texts import Language

_CAUSE = re.compile(
    r"\b(?:fordi|siden|sidan|ettersom|grunnet|på grunn av|skyldes|skuldast|derfor|difor|because|since|therefore|hence"
    r"|due to)\b",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:fordi|siden|sidan|ettersom|grunn\w*|skyldes|derfor|difor|dermed|slik at|så|for å|følg\w*|nemlig|gir|gitt|ga|"
    r"fører|ført|medfør\w*|slik|gjør at|da|men|innebærer|bidra\w*|årsak\w*|skal|må)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:hvis|dersom|viss|med mindre|så lenge|forutsatt at|såframt|if|unless|provided that|as long as)\b",
    re.IGNORECASE,
)
_CONDITIONED = re.compile(
    r"\b(?:hvis|dersom|viss|når|med mindre|så lenge|om|ved|behov\w*|avhengig\w*|avgjør\w*|unntatt)\b"
    r"|(?:^|[.●■]\s*)(?:Er|Skal|Kan|Har|Må|Arbeider|Ser|Får|Blir|Trenger)\b",
    re.MULTILINE,
)
_BEFORE = frozenset("før before innen innan".split())
_AFTER = frozenset("etter after deretter siden etterpå afterwards then".split())
_FROM = frozenset("fra frå from".split())
_TO = frozenset("til to".split())
_REACH = 5


def wrong_relation(text: str, told: str) -> bool:
    """Whether a sentence gives a cause or a condition where its evidence gives none."""
    if _CAUSE.search(text) and not _CAUSED.search(told):
        return True
    return bool(_CONDITION.search(text)) and not _CONDITIONED.search(told)


def wrong_order(sentence: Reading, held: Reading) -> bool:
    """Whether a sentence says that something comes before or after, from or to, what its evidence does not say so."""
    for kind in (_BEFORE, _AFTER):
        for of in _after(sentence.words, kind):
            if of and not any(_touch(of, other) for other in _after(held.words, kind)):
                return True
    starts, ends = _after(sentence.words, _FROM), _after(sentence.words, _TO)
    if not starts or not ends:
        return False
    told_from, told_to = _after(held.words, _FROM), _after(held.words, _TO)
    swapped_from = any(_touch(of[:1], other[:1]) for of in starts for other in told_to)
    swapped_to = any(_touch(of[:1], other[:1]) for of in ends for other in told_from)
    return swapped_from or swapped_to


def _after(words: Sequence[Word], kind: frozenset[str]) -> list[list[Word]]:
    """The words of substance next after each of some prepositions."""
    return [
        [other for other in words[at + 1 : at + 1 + _REACH] if other.content][:2]
        for at, word in enumerate(words)
        if word.low in kind
    ]


def _touch(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(not one.keys.isdisjoint(other.keys) for one in some for other in others)


def swapped_opposites(own: Sequence[Clause], held: Sequence[Clause], language: Language) -> bool:
    """Whether a word that has an opposite is told of something of which the evidence tells the opposite."""
    for clause in own:
        for at, word in enumerate(clause.words):
            taken = sides(word.low, language)
            if not taken or not word.content:
                continue
            near = [other for other in _around(clause.words, at) if other.content]
            if near and _is_told_otherwise(near, taken, held, word):
                return True
    return False


def _around(words: Sequence[Word], at: int) -> Sequence[Word]:
    return [*words[at + 1 : at + 3], *reversed(words[max(0, at - 2) : at])]


def _is_told_otherwise(
    near: Sequence[Word], taken: frozenset[tuple[int, int]], held: Sequence[Clause], word: Word
) -> bool:
    """Whether the evidence tells the opposite of a word's neighbours, and never the word itself of them."""
    against = frozenset((pair, 1 - side) for pair, side in taken)
    so = otherwise = False
    for clause in held:
        for at, other in enumerate(clause.words):
            around = [one for one in _around(clause.words, at) if one.content]
            if not _touch(near, around):
                continue
            own = sides(other.low, "nb")
            so = so or not own.isdisjoint(taken) or not other.keys.isdisjoint(word.keys)
            otherwise = otherwise or not own.isdisjoint(against)
    return otherwise and not so
