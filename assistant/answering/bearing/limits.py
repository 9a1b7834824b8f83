"""Whether a sentence goes as far as its evidence does: all, some, many, only, at least, always, often."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answering.bearing import word_lists
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


def wrong_limit(sentence: Reading, grounds: Grounds) -> bool:
    """Whether a sentence goes further, or less far, than its evidence."""
    own, held = list(limits(sentence)), list(limits(grounds.reading))
    added = [limit for limit in own if limit.kind in _NEVER_ADDED and not any(_is_same(limit, one) for one in held)]
    if added:
        return True
    return any(_is_dropped(limit, own, sentence) for limit in held if limit.kind in _NEVER_DROPPED)


def limits(reading: Reading) -> Iterator[Limit]:
    """What limits what a text says, in order."""
    grammar = word_lists.grammar(reading.language)
    for at, word in enumerate(reading.words):
        for kind in _KINDS:
            if word.low in grammar[kind] and not _is_other(reading.words, at, kind):
                after = [one for one in reading.words[at + 1 : at + 1 + _REACH] if one.content or _counts(one)]
                yield Limit(kind, word, tuple(after[:2]))
                break


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
    )


_PERIODS = frozenset("år måned månad mnd uke veke dag gang gong annet andre tredje year month week day time".split())


def _is_same(limit: Limit, other: Limit) -> bool:
    if limit.kind != other.kind:
        return False
    if limit.kind not in _OF_NOUNS or not limit.of or not other.of:
        return True
    return any(not one.keys.isdisjoint(two.keys) for one in limit.of for two in other.of)


def _is_dropped(limit: Limit, own: Sequence[Limit], sentence: Reading) -> bool:
    """Whether a sentence speaks of what a limit is of without it."""
    if any(limit.kind == one.kind for one in own) or not limit.of:
        return False
    noun = limit.of[0]
    return any(not noun.keys.isdisjoint(word.keys) for word in sentence.content)
