"""The lexical analysis of Norwegian: base forms, parts of compounds, character n-grams."""

import re
import unicodedata
from functools import lru_cache

from corpus.words.lexicon import WORD_CACHES, compound_parts, lemma

ANALYSIS_VERSION = "nb-2"

_TOKEN = re.compile(r"[^\W_]+")
_GRAM = 4
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e"})

FUNCTION_WORDS = frozenset(
    (
        "a about absolutt across after again against all alle along also alt altfor altså am an and another "
        "any anyone are around as at av bare be because been being between ble bli blir blitt both burde but "
        "by både bør can could da de deg dei dem den denne der dere dersom desse det dette did difor din dine "
        "disse ditt do does doing du during dykk dykkar då each eg egentlig ei ein eit eller en enda enn enten "
        "er et etter every faktisk few for fortsatt fra from frå further få får fått følge gjennom gjerne gjør "
        "gjøre ha had hadde han hans har has have having he helst her here hers herself him himself his hjå "
        "hos how hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i if ifølge ifølgje ikke "
        "ikkje in inn innen into is it its itself ja jeg just kan kor korfor korleis kva kven kvifor many me "
        "med meg mellom men mens mer mine more most mot much must my må nei no noe noen noko nokon nokre not "
        "nå når of off og også om on once one ones only opp or oss other others our ours out over own per på "
        "regarding s same samt seg selv shall she should sidan sin sine sitt skal skulle slags slik so som "
        "some somebody someone something still such så sånn særlig than that the their theirs them themselves "
        "then there these they this those through til to too toward towards under up upon us ut utan uten var "
        "ved vere vert verte very vi via vil vår vårt være vært was we were what when where which while who "
        "whom whose why will with within without would yet you your yours å"
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


def forget_words() -> None:
    """Empties the caches of words, which remember those of documents that are gone."""
    for cached in (word_terms, _word_grams, *WORD_CACHES):
        cached.cache_clear()


def fold(word: str) -> str:
    """A word as one types it without Norwegian letters: barnehagemiljø → barnehagemiljo."""
    return word.lower().translate(_FOLD)
