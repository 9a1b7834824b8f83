"""Whether a sentence goes as far as its evidence does: all, some, many, only, at least, always, often."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.binding import is_in_condition
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.reading import Reading, Word
from assistant.answering.bearing.verbs import is_verb

_KINDS = tuple("all some few many only least most always oftener often seldomer seldom about half very".split())
_NEVER_DROPPED = frozenset("some few often oftener seldom seldomer least most half".split())
_NEVER_ADDED = frozenset("all some few only least most always often oftener seldom seldomer half".split())
_OF_NOUNS = frozenset(("all", "some", "few", "many", "half"))
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
    added = [limit for limit in added if not _is_meant(limit, grounds.reading.words)]
    added += [limit for limit in own if limit.kind == "many" and _is_of_few(held, grounds.reading.words)]
    if added:
        return True
    if _says_none(sentence.words) and _says_not_all(grounds.reading.words):
        return True
    if any(limit.kind == "anyone" for limit in held) and not _restricts(sentence):
        held = [limit._replace(kind="some") if limit.kind == "anyone" else limit for limit in held]
    return any(_is_dropped(limit, own, held, sentence) for limit in held if limit.kind in _NEVER_DROPPED)


def _says_none(words: Sequence[Word]) -> bool:
    """Whether words say that there is none: "ikke noen", "ingen"."""
    none = any(word.low in ("ingen", "inga", "none", "no") for word in words)
    pairs = ((one.low, other.low) for one, other in pairwise(words))
    return none or any(one in _NOT and other in ("noen", "nokon", "nokre", "any") for one, other in pairs)


def _says_not_all(words: Sequence[Word]) -> bool:
    """Whether words say that it is not all, and nowhere that it is none."""
    pairs = ((one.low, other.low) for one, other in pairwise(words))
    return any(one in _NOT and other == "alle" for one, other in pairs) and not _says_none(words)


def _restricts(sentence: Reading) -> bool:
    """Whether a sentence says whom it is about by a clause: "de som arbeider med barn", "arbeider noen med barn, …"."""
    subordinators = word_lists.grammar(sentence.language)["subordinators"]
    return any(word.low in subordinators for word in sentence.words) or any(
        limit.kind == "anyone" for limit in limits(sentence)
    )


def _is_meant(limit: Limit, words: Sequence[Word]) -> bool:
    """Whether the evidence says in other words what a limit says: "de … som" for all, "lav" for few."""
    if limit.kind == "few":
        return any(word.low in _LOW for word in words)
    return limit.kind == "all" and _is_of_those(limit, words)


def _is_of_few(held: Sequence[Limit], words: Sequence[Word]) -> bool:
    """Whether the evidence says that something is low or little, and nowhere that anything is much."""
    return any(word.low in _LOW for word in words) and not any(
        limit.kind == "many" or limit.kind == "very" for limit in held
    )


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
                yield Limit(_compared(reading.words, at, kind), word, _next(reading.words, at, reading.language))
                if kind == "all" and at and reading.words[at - 1].low in ("ikke", "ikkje", "not"):
                    yield Limit("some", word, _next(reading.words, at, reading.language))
                break
        if word.low in ("per", "pr") and _follower(reading.words, at) not in (*_PERIODS, "."):
            yield Limit("all", word, _next(reading.words, at, reading.language))
        if _SHARE.fullmatch(word.text) and not _follower(reading.words, at).isdigit():
            near = reading.words[max(0, at - _REACH) : at + _REACH]
            yield Limit("half", word, tuple(one for one in near if one.content))
        if word.low == "enkelte" and reading.words[at - 1].low in ("den", "hver", "kvar", "det"):
            yield Limit(
                "all", word, tuple(one for one in reading.words[at + 1 : at + 3] if one.content or _counts(one))
            )
        if word.low in ("del", "part") and _is_share(reading.words, at):
            yield Limit(
                "some", word, tuple(one for one in reading.words[at + 2 : at + 6] if one.content or _counts(one))
            )


def _next(words: Sequence[Word], at: int, language: str) -> tuple[Word, ...]:
    """The words that a limit is of: those next after it; none where it stands by itself ("alle kan delta")."""
    if words[at].low in ("alle", "all", "everyone") and is_verb(_follower(words, at), language, finite=True):
        return ()
    after = [one for one in words[at + 1 : at + 1 + _REACH] if one.content or _counts(one)]
    return tuple(after[:2])


def _follower(words: Sequence[Word], at: int) -> str:
    return words[at + 1].low if at + 1 < len(words) else ""


def _compared(words: Sequence[Word], at: int, kind: str) -> str:
    """The kind of a limit where other words tell it: "more often", "less often", and "noen" that may be anyone."""
    before = words[at - 1].low if at else ""
    if kind == "often" and before in ("more", "less"):
        return "oftener" if before == "more" else "seldomer"
    if kind == "some" and is_in_condition(words, at):
        return "anyone"
    return "seldomer" if kind == "seldom" and before == "more" else kind


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
        or (words[at].low == "kvar" and (after in _WHERE or is_verb(after, "nb", finite=True)))
        or (kind == "some" and before in ("den", "hver", "kvar"))
        or (kind == "some" and after in ("ikke", "ikkje", "not"))
        or (kind == "some" and words[at].low in ("noe", "noko") and not _is_of_mass(words, at))
        or (kind == "few" and _is_no_few(words, at))
        or (kind == "only" and before in ("ikke", "ikkje", "not"))
        or (kind == "only" and any(word.low == "del" for word in words[at + 2 : at + 3]))
    )


def _is_of_mass(words: Sequence[Word], at: int) -> bool:
    """Whether "noe" is some of something ("noe av tiden", "noe tid"), not a thing ("noe nytt", "er noe som")."""
    after = words[at + 1] if at + 1 < len(words) else None
    before = words[at - 1].low if at else ""
    if after is None or before in ("er", "var", "blir", "om", "at"):
        return False
    return after.low == "av" or (after.content and not after.low.endswith(_NEUTER))


def _is_no_few(words: Sequence[Word], at: int) -> bool:
    """Whether "få" is to get, or "a few" some."""
    ahead = [word.low for word in words[max(0, at - 2 * _REACH) : at] if word.clause == words[at].clause]
    return (ahead[-1:] == ["a"]) or not _GETS.isdisjoint(ahead) or (words[at].low == "få" and words[at].opens)


_NEUTER = ("ig", "eg", "isk", "t", "ende", "ande")
"""How adjectives end after "noe"."""
_GETS = frozenset("å skal vil må kan bør skulle ville måtte kunne burde lar la som og eller".split())
"""What stands ahead of "få" as a verb."""
_SHARE = re.compile(r"1/(?:[2-9]|10)")
_WHERE = frozenset("dei han ho ein vi du barnet barna".split())
"""What follows "kvar" where it asks for a place."""
_NOT = frozenset(("ikke", "ikkje", "not"))
_LOW = frozenset("lav lavt lave låg lågt låge lite liten lita små færre sjelden sjeldan sjelden".split())
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
