"""The days, months, seasons and years that a Norwegian text names, as dates."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from corpus.words.calendar import MONTHS

YEAR = r"(?:19|20)\d\d"

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASONS = {"høst": (8, 12), "haust": (8, 12), "vår": (1, 6), "sommer": (6, 8), "sumar": (6, 8), "vinter": (1, 3)}
_SEASON = r"(?P<season>høst|haust|vår|sommer|sumar|vinter)(?:en|halvåret)?"
_TERMS = {"H": (8, 12), "V": (1, 6)}  # the halves of a kindergarten year
_QUARTER_WORDS = {"første": 1, "fyrste": 1, "andre": 2, "tredje": 3, "fjerde": 4}
_ORDINAL = r"(?:(?P<number>[1-4])\.|(?P<word>første|fyrste|andre|tredje|fjerde))"
_LAST_OF_PAIR = rf"(?=\s*(?:[-–—/]|og|til|to|and)\s*(?:[^\W_]+\.?\s*){{1,2}}?(?P<year>{YEAR}))"
_OTHER_DAY = r"\s*(?:[-–—]|og|til)\s*\d{1,2}\.\s*"
_NEW_YEAR_OF_KINDERGARTENS = 8  # the month in which it begins
_CENTURY = 100


class Precision(StrEnum):
    """What a text names: a day, a part of a year, or years and nothing less."""

    DAY = "day"
    PART = "part"
    YEAR = "year"


class Period(NamedTuple):
    """What stands at `start` to `end` of a text: the first and the last day that it names."""

    start: int
    end: int
    first: date
    last: date
    precision: Precision


_Dates = tuple[date, date]


def periods(text: str) -> tuple[Period, ...]:
    """All that a text names of time, in order; what no calendar has (31/2 2026) names nothing."""
    found: list[Period] = []
    taken = bytearray(len(text))
    for pattern, precision, read in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            dates = _checked(read, match)
            if dates is not None and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Period(start, end, *dates, precision))
    return tuple(sorted(found))


def days(text: str) -> tuple[Period, ...]:
    """The days with a year that a text names, in order."""
    return tuple(period for period in periods(text) if period.precision is Precision.DAY)


def _checked(read: Callable[[re.Match[str]], _Dates | None], match: re.Match[str]) -> _Dates | None:
    try:
        dates = read(match)
    except ValueError:
        return None
    return dates if dates is not None and dates[0] <= dates[1] else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def _later(start: int, digits: str) -> int | None:
    """The year that ends a span from `start`: four digits, or two of a later year of its century."""
    year = int(digits) if len(digits) > 2 else start - start % _CENTURY + int(digits)
    return year if year > start else None


def _months(year: int, first: int, last: int) -> _Dates:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _numbered_day(match: re.Match[str]) -> _Dates:
    day = date(_year(match["year"]), int(match["month"]), int(match["day"]))
    return day, day


def _named_day(match: re.Match[str]) -> _Dates:
    day = date(_year(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    return day, day


def _month(match: re.Match[str]) -> _Dates:
    number = MONTHS[match["month"].lower()]
    return _months(_year(match["year"]), number, number)


def _season(match: re.Match[str]) -> _Dates:
    return _months(_year(match["year"]), *_SEASONS[match["season"].lower()])


def _term(match: re.Match[str]) -> _Dates:
    return _months(_year(match["year"]), *_TERMS[match["term"]])


def _quarter(match: re.Match[str]) -> _Dates:
    number = int(match["number"] or _QUARTER_WORDS[match["word"].lower()])
    return _months(_year(match["year"]), 3 * number - 2, 3 * number)


def _half(match: re.Match[str]) -> _Dates | None:
    number = int(match["number"] or _QUARTER_WORDS[match["word"].lower()])
    return _months(_year(match["year"]), 6 * number - 5, 6 * number) if number <= 2 else None


def _week(match: re.Match[str]) -> _Dates:
    monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    return monday, monday + timedelta(days=6)


def _end_of_year(match: re.Match[str]) -> _Dates:
    last = date(int(match["year"]), 12, 31)
    return last, last


def _kindergarten_year(match: re.Match[str]) -> _Dates | None:
    first = int(match["year"])
    last = _later(first, match["last"])
    if last is None:
        return None
    return date(first, _NEW_YEAR_OF_KINDERGARTENS, 1), date(last, _NEW_YEAR_OF_KINDERGARTENS - 1, 31)


def _span(match: re.Match[str]) -> _Dates | None:
    first = int(match["year"])
    last = _later(first, match["last"])
    return None if last is None else (date(first, 1, 1), date(last, 12, 31))


def _whole_year(match: re.Match[str]) -> _Dates:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _forms() -> Iterator[tuple[re.Pattern[str], Precision, Callable[[re.Match[str]], _Dates | None]]]:
    """What is looked for, the most telling first: what one form took, the next do not see."""
    year, short = rf"(?P<year>{YEAR})(?!\d)", rf"['’]?(?P<year>{YEAR}|\d\d)(?!\d)"
    numbered = r"(?<![\d./])(?P<day>\d{1,2})\s?[./]\s?(?P<month>\d{1,2})\s?[./ -]\s?"
    named = rf"(?<![\d.])(?P<day>\d{{1,2}})\.?\s*(?P<month>{_MONTH})\b\.?"
    forms: tuple[tuple[str, Precision, Callable[[re.Match[str]], _Dates | None]], ...] = (
        (rf"(?<!\d)(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", Precision.DAY, _numbered_day),
        (numbered + rf"(?P<year>{YEAR})(?!\d)", Precision.DAY, _numbered_day),
        (numbered.replace("[./ -]", "[./]") + r"(?P<year>\d\d)(?![\d./])", Precision.DAY, _numbered_day),
        (rf"{named},?\s*{year}", Precision.DAY, _named_day),
        (rf"{named}{_LAST_OF_PAIR}", Precision.DAY, _named_day),
        (rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?={_OTHER_DAY}(?P<month>{_MONTH})\.?\s*{year})", Precision.DAY, _named_day),
        (
            rf"\b(?:skole|skule|barnehage|studie)året\s+(?P<year>{YEAR})\s*[-–—/]\s*(?P<last>{YEAR}|\d\d)(?!\d)",
            Precision.PART,
            _kindergarten_year,
        ),
        (rf"\b(?:utgangen av|slutten av|end of)\s+(?:året\s+)?{year}", Precision.DAY, _end_of_year),
        (rf"\b(?P<month>{_MONTH})\b\.?,?\s*{year}", Precision.PART, _month),
        (rf"\b(?P<month>{_MONTH})\b\.?{_LAST_OF_PAIR}", Precision.PART, _month),
        (rf"\b{_SEASON},?\s*{short}", Precision.PART, _season),
        (rf"\b{_SEASON}{_LAST_OF_PAIR}", Precision.PART, _season),
        (rf"(?<!\w){_ORDINAL}\s*kvartal,?\s*{year}", Precision.PART, _quarter),
        (rf"\b[QK](?P<number>[1-4])(?P<word>)[\s-]*{year}", Precision.PART, _quarter),
        (rf"(?<!\w){_ORDINAL}\s*halvår,?\s*{year}", Precision.PART, _half),
        (rf"\b(?:uke|veke|week)\s*(?P<week>\d{{1,2}}),?\s*(?:i\s*)?{year}", Precision.PART, _week),
        (rf"\b(?-i:(?P<term>[HV]))\s?[-']?{short}", Precision.PART, _term),
        (rf"(?<!\d)(?P<year>{YEAR})\s*[-–—/]\s*(?P<last>{YEAR}|\d\d)(?!\d)", Precision.YEAR, _span),
        (rf"(?<!\d){year}", Precision.YEAR, _whole_year),
    )
    for pattern, precision, read in forms:
        yield re.compile(pattern, re.IGNORECASE), precision, read


_FORMS = tuple(_forms())
