"""Fødselsnummer and D-nummer, told by their date and their two check digits.

The rule is Skatteetaten's, in the regulation to the Population Register Act (folkeregisterforskriften, chapter 2) and
on its pages for developers: a D-nummer has 4 added to its first digit; synthetic numbers have 8 (Tenor) or 4 (Dolly,
NAV) added to the third. Numbers given out under the rule of 2032 are told by their second check digit alone, and are
not looked for yet: too many other numbers of eleven digits would be taken for one.
"""

import re
from collections.abc import Iterator
from datetime import date

_ELEVEN_DIGITS = re.compile(
    r"(?<![\d.,/-])(\d{2})[ .\u00a0]?(\d{2})[ .\u00a0]?(\d{2})[ \u00a0–-]?(\d{3})[ \u00a0]?(\d{2})(?![.,/-]?\d)"
)
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_D_NUMBER = 40
_SYNTHETIC = (80, 40, 0)
_A_LEAP_YEAR = 2000


def national_ids(text: str) -> Iterator[re.Match[str]]:
    """Where a text has a number that is one, written together or in groups."""
    for match in _ELEVEN_DIGITS.finditer(text):
        if is_national_id("".join(match.groups())):
            yield match


def is_national_id(digits: str) -> bool:
    """Whether eleven digits are a fødselsnummer or D-nummer, real or synthetic."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
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
