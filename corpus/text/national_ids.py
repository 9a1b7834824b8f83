"""Fødselsnummer and D-nummer, told by their date and their two check digits, however they are written.

The rule is Skatteetaten's, in the regulation to the Population Register Act (folkeregisterforskriften, chapter 2) and
on its pages for developers: a D-nummer has 4 added to its first digit; synthetic numbers have 8 (Tenor) or 4 (Dolly,
NAV) added to the third.

The three digits after the date are from a series: 000–499 for those born in 1900–1999, 500–749 for 1854–1899, 500–999
for 2000–2039, 900–999 for 1940–1999. Which of them go with which year is not looked at: the series end with the numbers
of 2032, whose check by Skatteetaten reads no century from a number
(https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/). A fifth of the numbers
with right check digits are of no series given out so far or of somebody not yet born; they look like somebody's number
all the same. From 2032 the first check digit may be any of four; such numbers are not looked for yet: four times as
many other numbers of eleven digits would be taken for one.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_DIGIT = re.compile(r"\d")
_ELEVEN_DIGITS = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(?:"
    # a date, its year in two digits or four, and the five that follow it
    r"(\d{2})[ .,:/_-]?(\d{2})[ .,:/_-]?(?:(?:19|20)(?=\d{2}[ .:/_-]))?(\d{2})"
    r" {0,3}(?:[.:/_-] {0,3})?(\d{3})[ .]?(\d{2})"
    r"|(\d(?P<gap>[ .-])\d(?:(?P=gap)\d){9})"  # or each digit by itself
    r")(?![.,/-]?\d)"
)
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters that nobody sees
_UNSEEN = frozenset(("Cf", "Mn", "Me"))  # categories: no width, or set upon another sign
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_LENGTH = 11
_D_NUMBER = 40
_SYNTHETIC = (80, 40, 0)
_A_LEAP_YEAR = 2000


class Digits(NamedTuple):
    """Eleven digits as ASCII has them, and where they stand in a text: from `start` to before `end`."""

    start: int
    end: int
    digits: str


def eleven_digits(text: str) -> Iterator[Digits]:
    """Where a text has eleven digits as such a number is written.

    Together or in its groups, with whatever spaces, dashes and dots between, in the digits of any script, and with
    signs that nobody sees among them.
    """
    if len(_DIGIT.findall(text)) < _LENGTH:
        return
    plain, places = _plain(text)
    for match in _ELEVEN_DIGITS.finditer(plain):
        groups = match[6] or "".join(match.groups()[:5])
        yield Digits(places[match.start()], places[match.end() - 1] + 1, "".join(_DIGIT.findall(groups)))


def national_ids(text: str) -> Iterator[Digits]:
    """Where a text has a number that is one."""
    return (found for found in eleven_digits(text) if is_national_id(found.digits))


def is_national_id(digits: str) -> bool:
    """Whether eleven digits are a fødselsnummer or D-nummer, real or synthetic."""
    if len(digits) != _LENGTH or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    checks = (_check_digit(numbers[:9], _FIRST_WEIGHTS), _check_digit(numbers[:10], _SECOND_WEIGHTS))
    return tuple(numbers[9:]) == checks and _has_date(int(digits[:2]), int(digits[2:4]))


def _check_digit(numbers: list[int], weights: tuple[int, ...]) -> int:
    """The check digit by modulus 11; 10 where the number is not given out."""
    return -sum(number * weight for number, weight in zip(numbers, weights, strict=True)) % 11


def _has_date(day: int, month: int) -> bool:
    """Whether day and month, without what marks the kind of number, are of a calendar; any year may be meant."""
    month -= next((added for added in _SYNTHETIC if month > added), 0)
    try:
        date(_A_LEAP_YEAR, month, day - _D_NUMBER if day > _D_NUMBER else day)
    except ValueError:
        return False
    return True


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with ASCII digits, one kind of space and of dash, and nothing unseen; where each of its signs stood."""
    signs, places = [], []
    for place, sign in enumerate(text):
        plain = _plain_sign(sign)
        if plain:
            signs.append(plain)
            places.append(place)
    return "".join(signs), places


def _plain_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign.isascii():
        return sign
    category = unicodedata.category(sign)
    if category in _UNSEEN or sign in _FILLERS:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return "-" if category == "Pd" or sign == "\u2212" else sign
