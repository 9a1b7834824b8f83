"""An English question as it was meant: words that are none set right by the commonest ones that are nearly the same."""

import re
from collections.abc import Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from wordfreq import top_n_list, zipf_frequency

from assistant.question.wordings import english_words, is_in, kind_words
from corpus.words.analysis import word_terms

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # letters: a shorter word is like too many others
_LONG = 7  # letters: from here on two edits may be one mistake each
_SOUND = 2.8  # Zipf: the frequency list has common misspellings too, all about as rare as this (wich 2.77)
_MOST_WORDS = 15_000  # those of Zipf 3.1 and more
_OF_THE_LIST = 1.0  # Zipf that a word of the term list has before another


def set_right_english(text: str, vocabulary: Mapping[str, int]) -> str:
    """The text with its misspelt words set right; names, and words that the plans have, are kept."""
    return _WORD.sub(lambda match: _right(match[0], vocabulary), text)


def _right(word: str, vocabulary: Mapping[str, int]) -> str:
    if not word.islower() or len(word) < _SHORTEST or zipf_frequency(word, "en") >= _SOUND:
        return word
    return word if word in english_words() or is_in(word_terms(word), vocabulary) else _nearest(word) or word


def _nearest(word: str) -> str | None:
    """The word that the fewest edits make of this one, of several one that only lacks letters here, then the commonest;
    None where all need too many.
    """
    most = 2 if len(word) >= _LONG else 1
    found = process.extract(word, _words(), scorer=OSA.distance, score_cutoff=most, limit=None)
    near = [
        (distance, other[0] != word[0], not _lacks_letters(word, other), -_weight(other), other)
        for other, distance, _ in found
    ]
    return min(near)[-1] if near else None


def _lacks_letters(word: str, other: str) -> bool:
    """Whether a word is another with letters left out ("dedline")."""
    letters = iter(other)
    return all(letter in letters for letter in word)


def _weight(word: str) -> float:
    return float(zipf_frequency(word, "en")) + _OF_THE_LIST * (word in english_words() or word in kind_words())


@cache
def _words() -> tuple[str, ...]:
    common = (word for word in top_n_list("en", _MOST_WORDS) if word.isalpha() and len(word) >= _SHORTEST)
    return tuple(dict.fromkeys((*sorted(english_words()), *common)))
