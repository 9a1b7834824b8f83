"""Whether a sentence says more of a thing by a small word before it: several, the same, different, its own."""

from collections.abc import Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.reading import Reading, Word
from corpus.words.numbers import CARDINALS

_SAME = frozenset(("samme", "same"))
_REACH = 4
_OF = frozenset("av of the de dei".split())
_ALIKE = frozenset("samme same likt lik like tilsvarende også òg begge".split())


def wrong_qualifier(sentence: Reading, held: Reading) -> bool:
    """Whether a sentence has a small word before a thing, of which the evidence speaks without the like of it."""
    words = sentence.words
    for at, word in enumerate(words):
        for qualifiers, borne in word_lists.qualifiers():
            if word.low not in qualifiers:
                continue
            if _is_alone(words, at) and _ALIKE.isdisjoint(other.low for other in held.words):
                return True
            if not _is_borne(borne, held.words) and _is_of_known(words, at, held):
                return True
    return False


def _is_borne(borne: frozenset[str], words: Sequence[Word]) -> bool:
    """Whether the evidence has a word that begins as one of those, or a number ("#")."""
    starts = tuple(borne - {"#"})
    return any(
        word.low.startswith(starts) or ("#" in borne and (word.text[0].isdigit() or word.low in CARDINALS))
        for word in words
    )


def _is_alone(words: Sequence[Word], at: int) -> bool:
    """Whether "det samme" is what somebody does: "alle leker det samme"."""
    if words[at].low not in _SAME or at < 2 or words[at - 1].low not in ("det", "the"):
        return False
    verb = words[at - 2]
    ends = at + 1 == len(words) or not words[at + 1].text[0].isalnum()
    return ends and verb.content and verb.clause == words[at].clause


def _is_of_known(words: Sequence[Word], at: int, held: Reading) -> bool:
    """Whether what a small word stands before is a thing that the evidence speaks of."""
    after = [word for word in words[at + 1 : at + 1 + _REACH] if word.clause == words[at].clause]
    noun = next((word for word in after if word.content), None)
    if noun is None or any(word.low not in _OF for word in after[: after.index(noun)]):
        return False
    if any(word.low in word_lists.general_things() for word in after[: after.index(noun) + 1]):
        return False
    return any(touches(noun, word) for word in held.content)
