"""Number words: cardinals as plans write them, and the numerals and ordinals that people ask with."""

from collections.abc import Iterable

_UNITS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9}
_ONE = {"én": 1, "éin": 1, "éi": 1, "ett": 1, "eitt": 1}  # "en", "ei" and "ein" are articles
_TEENS = "ti elleve tolv tretten fjorten femten seksten sytten atten nitten".split()
_TENS = {"tjue": 20, "tretti": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90}
_OLD_TENS = {"tyve": 20, "tredve": 30}
_LAST = {"en": 1, "én": 1, "ein": 1, "éin": 1, "ett": 1, "eitt": 1, **_UNITS}

CARDINALS: dict[str, int] = {
    **_ONE,
    **_UNITS,
    **{word: number for number, word in enumerate(_TEENS, start=10)},
    **_TENS,
    **_OLD_TENS,
    **{ten + last: number + unit for ten, number in _TENS.items() for last, unit in _LAST.items()},
    "hundre": 100,
    "tusen": 1000,
}
"""The number that each word says, lower case; up to a hundred all of them."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SINGLE = [word for word in CARDINALS if not word.startswith(tuple(_TENS))]
CARDINAL = rf"(?:{_any_of(_TENS)})(?:{_any_of(_LAST)})?|{_any_of(_SINGLE)}"
"""A pattern of the words, the longest first; without boundaries. One long alternation would be three times as slow."""

_ENGLISH = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
ENGLISH_NUMERALS = frozenset(_ENGLISH)
NUMERALS = {**_UNITS, "ti": 10, **_ENGLISH}
"""Small numbers in bokmål, nynorsk and English, as people ask with them."""

ORDINALS = {
    "første": "1",
    "andre": "2",
    "tredje": "3",
    "fjerde": "4",
    "femte": "5",
    "sjette": "6",
    "fyrste": "1",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
}
"""Ordinal words, by the digit that a plan numbers with ("2. samling")."""
