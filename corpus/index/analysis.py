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
        "alle at av bare ble blir bli da de deg dei dem den der dere det dette din disse du eg ei eit ein en er et "
        "eller etter for fra frå ha har hans hun han hva hvem hver hvilke hvilken hvilket hvor hvordan hvorfor når i "
        "ikke ikkje inn ja jeg kan kor korleis kva kven kvifor med meg men mer mot må nei no noe noen nå og også om "
        "opp oss over å bør burde får få fått gjør gjøre gjør hadde blitt ble vært fortsatt bare helst egentlig altså sånn under mellom gjennom enn hvis dersom slags alt altfor dem den ditt din dine "
        "ifølge ifølgje følge desse denne nokre nokon noko vere verte vert korfor kvifor hjå mellom både sidan dykk de då difor "
        "hos innen mens per uten via enda samt både enten særlig absolutt faktisk gjerne "
        "opp oss over på sin sine sitt seg selv skal skulle slik som så til ut ved vi vil var vere være vår vårt "
        "a an and are be by can do does for from has have how in is it its of on or our shall should the their "
        "s as just also any been being but did had i if into me my no not so some than then up us you your "
        "there they this to was we what when where which who whom whose why will with must"
    ).split()
)


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
