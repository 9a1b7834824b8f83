"""The numbers of a sentence: those that count something, with what they count, and those that only name something."""

import re
from typing import NamedTuple

from corpus.words.analysis import word_terms
from corpus.words.numbers import CARDINAL, CARDINALS
from corpus.words.small import FUNCTION_WORDS

_DIGITS = r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<range>(?:{_DIGITS})\s*[-–]\s*(?:{_DIGITS}))|(?P<plain>{_DIGITS})"
    rf"|(?P<word>{CARDINAL})(?!\w))",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\bkr\.?\s*$|\bkroner\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"^[\s\u00a0]*(?:(?P<share>%)|(?P<money>kr\b|kroner\b|,-)|(?P<noun>[^\W\d_]+))", re.IGNORECASE)
_NAMES = re.compile(  # after these a number says which, not how many
    r"(?:§+|\b(?:kap(?:ittel|itlene)?|trinn|fase|nivå|punkt|pkt|veivalg|mål|delmål|side|s|vedlegg|figur|tabell|del|steg|"
    r"modul|samling|gruppe|avdeling|klasse|artikkel|nr|nummer|alternativ|telefon|tlf|uke|veke|innsats|tiltak)\.?)\s*$",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A number and the base form of what it counts; `is_plain` where it is one number and no range."""

    counted: str
    value: str
    is_plain: bool


def quantities(text: str) -> tuple[tuple[Quantity, ...], tuple[str, ...], str]:
    """What a text counts, the numbers in it that only name something ("trinn 2"), and the text without any number."""
    counted: list[Quantity] = []
    names: list[str] = []
    for match in _NUMBER.finditer(text):
        value = _value(match)
        what = _counted(text[: match.start()], text[match.end() :])
        if what is None:
            names.append(value)
        else:
            counted.append(Quantity(what, value, match["range"] is None))
    return tuple(counted), tuple(names), _NUMBER.sub(" ", text)


def _value(match: re.Match[str]) -> str:
    if match["word"]:
        return str(CARDINALS[match["word"].lower()])
    return re.sub(r"[\s\u00a0]", "", match[0]).replace("–", "-").replace(",", ".")


def _counted(before: str, after: str) -> str | None:
    """What a number between these counts; None where it names something."""
    if _CURRENCY.search(before):
        return "krone"
    found = _COUNTED.match(after)
    if found is None or _NAMES.search(before):
        return None
    if found["share"]:
        return "prosent"
    if found["money"]:
        return "krone"
    word = found["noun"].lower()
    return None if word in FUNCTION_WORDS else word_terms(word)[0]
