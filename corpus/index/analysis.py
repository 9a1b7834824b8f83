"""The lexical analysis of Norwegian: base forms, parts of compounds, character n-grams."""

import re
import unicodedata
from functools import lru_cache

from corpus.lexicon import compound_parts, lemma

ANALYSIS_VERSION = "nb-1"

_TOKEN = re.compile(r"[^\W_]+")
_GRAM = 4
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e"})

FUNCTION_WORDS = frozenset(
    (
        "a absolutt alle also alt altfor altså an and any are as at av bare be been being ble bli blir blitt "
        "burde but by både bør can da de deg dei dem den denne der dere dersom desse det dette did difor din "
        "dine disse ditt do does du dykk då eg egentlig ei ein eit eller en enda enn enten er et etter "
        "faktisk for fortsatt fra from frå få får fått følge gjennom gjerne gjør gjøre ha had hadde han hans "
        "har has have helst hjå hos how hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i "
        "if ifølge ifølgje ikke ikkje in inn innen into is it its ja jeg just kan kor korfor korleis kva kven "
        "kvifor me med meg mellom men mens mer mot must my må nei no noe noen noko nokon nokre not nå når of "
        "og også om on opp or oss our over per på s samt seg selv shall should sidan sin sine sitt skal "
        "skulle slags slik so som some så sånn særlig than the their then there they this til to under up us "
        "ut uten var ved vere vert verte vi via vil vår vårt være vært was we what when where which who whom "
        "whose why will with you your å"
    ).split()
)
"""Words of bokmål, nynorsk and English that carry no content of their own."""


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
    """The words of a text that carry content, lower case; hyphenated words in their pieces."""
    return [word for word in content_and_function_words(text) if word not in FUNCTION_WORDS]


def content_and_function_words(text: str) -> list[str]:
    """All words of a text, lower case, in order."""
    return [word.lower() for word in _TOKEN.findall(unicodedata.normalize("NFKC", text))]


def grams(text: str) -> list[str]:
    """The character 4-grams of the content words, diacritics folded; a shorter word is its own gram."""
    return [gram for word in content_words(text) for gram in _word_grams(word)]


@lru_cache(maxsize=200_000)
def _word_grams(word: str) -> tuple[str, ...]:
    folded = f"_{fold(word)}_"
    return tuple(folded[at : at + _GRAM] for at in range(max(1, len(folded) - _GRAM + 1)))


def fold(word: str) -> str:
    """A word as one types it without Norwegian letters: barnehagemiljø → barnehagemiljo."""
    return word.lower().translate(_FOLD)
