"""The lexical analysis of Norwegian: base forms, parts of compounds, character n-grams."""

import re
import unicodedata
from functools import lru_cache

from corpus.words.lexicon import WORD_CACHES, compound_parts, lemma
from corpus.words.small import FUNCTION_WORDS

ANALYSIS_VERSION = "nb-3"

_TOKEN = re.compile(r"[^\W_]+")
_SIGNS = str.maketrans({"§": " paragraf ", "%": " prosent "})
_SHORTENED = {  # as laws and tables write them; who asks writes them out
    "kap": "kapittel",
    "pkt": "punkt",
    "nr": "nummer",
    "tlf": "telefon",
    "mnd": "måned",
    "mill": "million",
    "kr": "kroner",
}
_GRAM = 4
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e"})


@lru_cache(maxsize=200_000)
def word_terms(word: str) -> tuple[str, ...]:
    """A word's index terms: its base form, and the base forms of its parts where it is a compound."""
    base = lemma(word)
    parts = compound_parts(base)
    if len(parts) == 1:
        return (base,)
    return (base, *(lemma(part) for part in parts))


def terms(text: str) -> list[str]:
    """The index terms of a text, function words left out, in order."""
    return [term for word in content_words(text) for term in word_terms(word)]


def content_words(text: str) -> list[str]:
    """The words of a text that carry content, lower case; hyphenated words in their pieces, signs and shortened words
    as words ("§ 26", "kap. 8").
    """
    return [word for word in content_and_function_words(text) if word not in FUNCTION_WORDS]


def content_and_function_words(text: str) -> list[str]:
    """All words of a text, lower case, in order."""
    words = (word.lower() for word in _TOKEN.findall(unicodedata.normalize("NFKC", text).translate(_SIGNS)))
    return [_SHORTENED.get(word, word) for word in words]


def grams(text: str) -> list[str]:
    """The character 4-grams of the content words, diacritics folded; a shorter word is its own gram."""
    return [gram for word in content_words(text) for gram in _word_grams(word)]


@lru_cache(maxsize=200_000)
def _word_grams(word: str) -> tuple[str, ...]:
    folded = f"_{fold(word)}_"
    return tuple(folded[at : at + _GRAM] for at in range(max(1, len(folded) - _GRAM + 1)))


def forget_words() -> None:
    """Empties the caches of words, which remember those of documents that are gone."""
    for cached in (word_terms, _word_grams, *WORD_CACHES):
        cached.cache_clear()


def fold(word: str) -> str:
    """A word as one types it without Norwegian letters: barnehagemiljø → barnehagemiljo."""
    return word.lower().translate(_FOLD)
