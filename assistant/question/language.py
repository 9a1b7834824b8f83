"""The written form of a question: bokmål, nynorsk or English, by the words that only one of them has."""

import re

from wordfreq import zipf_frequency

from assistant.texts import Language
from corpus.complaints import quoted
from corpus.words.written import BOKMAL, ENGLISH, NYNORSK, SHARED

_WORD = re.compile(r"[^\W\d_]+(?:'\w+)?")
_QUOTED = re.compile(r"[«\"“][^»\"”]*[»\"”]")  # a title keeps its own language


def checked_language(language: str) -> Language:
    """The code of a language; raises ValueError where it is none that is spoken here."""
    if language in ("nb", "nn", "en"):
        return language  # type: ignore[return-value]
    raise ValueError(f"språket {quoted(language)} er ukjent; bruk nb, nn eller en")


def written_form(text: str, language: str | None) -> Language:
    """The language that was asked for, else the written form of a text; raises ValueError for an unknown one."""
    return detect_language(text) if language is None else checked_language(language)


def detect_language(text: str) -> Language:
    """The written form; bokmål where nothing tells.

    Closed-class words decide (statistical detectors take most short bokmål questions for nynorsk); where none
    stands in the text, English if its words are commoner there than in Norwegian.
    """
    words = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text)) or _WORD.findall(text)]
    counts = {
        "en": sum(word in ENGLISH for word in words),
        "nn": sum(word in NYNORSK - SHARED for word in words),
        "nb": sum(word in BOKMAL - SHARED for word in words),
    }
    if counts["en"] > counts["nn"] + counts["nb"]:
        return "en"
    if counts["nn"] > counts["nb"] or (counts["nn"] and counts["nn"] == counts["nb"]):
        return "nn"
    if not any(counts.values()) and words:
        english = sum(zipf_frequency(word, "en") for word in words)
        norwegian = sum(zipf_frequency(word, "nb") for word in words)
        return "en" if english > norwegian + 1.0 * len(words) else "nb"
    return "nb"
