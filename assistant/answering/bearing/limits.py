"""Whether a sentence goes as far as its evidence does: all, some, many, only, at least, always, often."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.reading import Reading, Word

_KINDS = ("all", "some", "many", "only", "least", "most", "always", "often", "seldom", "about", "half", "very")
_NEVER_DROPPED = frozenset(("some", "often", "seldom", "least", "most", "half"))
_NEVER_ADDED = frozenset(("all", "some", "only", "least", "most", "always", "often", "seldom", "half"))
_OF_NOUNS = frozenset(("all", "some", "many", "half"))
_REACH = 4


class Limit(NamedTuple):
    """What limits a statement: its kind, and the words of substance next after it."""

    kind: str
    word: Word
    of: tuple[Word, ...]


_NOW_AND_THEN = re.compile(
    r"\b(?:av og til|nå og da|no og då|now and then|at times|from time to time)\b", re.IGNORECASE
)


def wrong_limit(sentence: Reading, text: str, grounds: Grounds) -> bool:
    """Whether a sentence goes further, or less far, than its evidence."""
    if _NOW_AND_THEN.search(text) and not _NOW_AND_THEN.search(grounds.text):
        return True
    own, held = list(limits(sentence)), list(limits(grounds.reading))
    added = [limit for limit in own if limit.kind in _NEVER_ADDED and not any(_is_same(limit, one) for one in held)]
    added = [limit for limit in added if not (limit.kind == "all" and _is_of_those(limit, grounds.reading.words))]
    if added:
        return True
    return any(_is_dropped(limit, own, held, sentence) for limit in held if limit.kind in _NEVER_DROPPED)


def _is_of_those(limit: Limit, words: Sequence[Word]) -> bool:
    """Whether the evidence says "those … that", which are all of them."""
    if any(
        words[at].low in ("hele", "heile") and touches(one, words[at + 1])
        for at in range(len(words) - 1)
        for one in limit.of
    ):
        return True
    return any(
        words[at].low in ("de", "dei") and words[at + 2].low == "som" and not one.keys.isdisjoint(words[at + 1].keys)
        for at in range(len(words) - 2)
        for one in limit.of
    )


def limits(reading: Reading) -> Iterator[Limit]:
    """What limits what a text says, in order."""
    grammar = word_lists.grammar(reading.language)
    for at, word in enumerate(reading.words):
        for kind in _KINDS:
            if word.low in grammar[kind] and not _is_other(reading.words, at, kind):
                after = [one for one in reading.words[at + 1 : at + 1 + _REACH] if one.content or _counts(one)]
                yield Limit(kind, word, tuple(after[:2]))
                break
        if word.low == "enkelte" and reading.words[at - 1].low in ("den", "hver", "kvar", "det"):
            yield Limit(
                "all", word, tuple(one for one in reading.words[at + 1 : at + 3] if one.content or _counts(one))
            )
        if word.low in ("del", "part") and _is_share(reading.words, at):
            yield Limit(
                "some", word, tuple(one for one in reading.words[at + 2 : at + 6] if one.content or _counts(one))
            )


def _is_share(words: Sequence[Word], at: int) -> bool:
    """Whether "del" is some of something: "en del av barnehagene"; not "en del av planen"."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    of = words[at + 2].low if at + 2 < len(words) else ""
    return after in ("av", "of") and (of.endswith(("ene", "ane", "a")) or of in ("de", "dei", "the"))


def _counts(word: Word) -> bool:
    return word.text[0].isalpha() and len(word.low) > 3


def _is_other(words: Sequence[Word], at: int, kind: str) -> bool:
    """Whether a word that may limit does not here: "hver" of "hver for seg", "alt etter", "for hver"."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    before = words[at - 1].low if at else ""
    return (
        (kind == "all" and words[at].low in ("hver", "kvar", "hvert", "kvart", "every", "each") and after in _PERIODS)
        or (kind == "all" and words[at].low in ("begge", "both", "alt", "hele", "heile", "whole", "entire"))
        or (kind == "most" and before not in ("på", "") and words[at].low == "inntil")
        or (kind == "half" and words[at].low == "kvart")
        or (kind == "some" and before in ("den", "hver", "kvar"))
        or (kind == "some" and after in ("ikke", "ikkje", "not"))
        or (kind == "only" and any(word.low == "del" for word in words[at + 2 : at + 3]))
    )


_PERIODS = frozenset("år måned månad mnd uke veke dag gang gong annet andre tredje year month week day time".split())


def _is_same(limit: Limit, other: Limit) -> bool:
    if limit.kind == "all" and other.kind == "always":
        return True
    if limit.kind != other.kind:
        return False
    if limit.kind not in _OF_NOUNS or not limit.of or not other.of:
        return True
    return any(not one.keys.isdisjoint(two.keys) for one in limit.of for two in other.of)


def _is_dropped(limit: Limit, own: Sequence[Limit], held: Sequence[Limit], sentence: Reading) -> bool:
    """Whether a sentence speaks of what a limit is of without it."""
    if any(limit.kind == one.kind for one in own) or not limit.of:
        return False
    noun = limit.of[0]
    others = [
        one.kind for one in held if one.kind != limit.kind and any(not noun.keys.isdisjoint(two.keys) for two in one.of)
    ]
    if any(one.kind in others for one in own):
        return False
    return any(not noun.keys.isdisjoint(word.keys) for word in sentence.content)
