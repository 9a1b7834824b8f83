"""Whether a sentence counts somebody whom its evidence does not count."""

from collections.abc import Iterator, Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.reading import Word
from corpus.words.numbers import CARDINALS, ENGLISH_NUMERALS

_ONE = frozenset("en ei et ein eit én ett one 1".split())
_REACH = 3  # words between a numeral and whom it counts


def wrongly_counted(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a numeral of a sentence counts somebody whom the evidence names without one: "tre ledere"."""
    named = [word for clause in held for word in clause.words if is_actor(word)]
    told = list(_counted(held))
    return any(
        any(_same(word, other) for other in named) and not any(_same(word, other) for other in told)
        for word in _counted(own)
    )


def _counted(clauses: Sequence[Clause]) -> Iterator[Word]:
    """Those who stand after a numeral, with nothing but adjectives between."""
    for clause in clauses:
        for at, word in enumerate(clause.words):
            if not _is_numeral(word):
                continue
            for other in clause.words[at + 1 : at + 1 + _REACH]:
                if is_actor(other):
                    yield other
                    break
                if not other.low.endswith(("e", "ige")) or other.low in word_lists.frames("prepositions"):
                    break


def _is_numeral(word: Word) -> bool:
    is_word = word.low in CARDINALS or word.low in ENGLISH_NUMERALS
    return (is_word or (word.text.isdigit() and len(word.text) < 4)) and word.low not in _ONE


def _same(word: Word, other: Word) -> bool:
    return not word.keys.isdisjoint(other.keys)
