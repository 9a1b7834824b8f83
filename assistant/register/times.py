"""The time that a question asks about: years, and what is to fall into them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.register.filters import Timing

_STARTS = re.compile(
    r"\b(?:start(?:er?|ar|et|a|s|ed|ing|es|ast)?|oppstart|begynner|begynne|byrjar|byrje|påbegynnes|igangsettes"
    r"|iverksettes|(?:settes|vert sette|blir satt) i (?:gang|verk)|begins?|beginning|commences?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:ferdige?|ferdigstil\w+|avslutt\w*|slutt(?:er|ar)?|frist(?:en)?|deadlines?|finish\w*|ends?|ending|completed?"
    r"|done|due)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:tidsplan(?:en)?|tidfest\w*|datert|datere\w*|oppført|ført opp|(?:satt|sett|sette) (?:opp )?(?:til|i)"
    r"|scheduled?|dated|listed|planlagte?)\b",
    re.IGNORECASE,
)
_NOT_CONTINUOUS = re.compile(
    r"\b(?:ikke|ikkje|not|uten å være|non)[ -](?:er |are |being )?"
    r"(?:kontinuerlig\w*|kontinuerleg\w*|løpende|løpande|continuous(?:ly)?|ongoing)\b"
    r"|\b(?:med|har|with|have|has) (?:et |eit |a |egne |eigne |oppgitte? |fixed |bestemte? |faste? )?"
    r"(?:årstall|årstal|sluttdato|tidfesting|years? in|dates?)\b"
    r"|\b(?:tidfestet|tidfesta|tidsbegrenset|tidsbegrensede|tidsavgrenset|tidsavgrensede|tidsavgrensa|time-limited)\b",
    re.IGNORECASE,
)
_CONTINUOUS = re.compile(
    r"\b(?:kontinuerlige?|kontinuerlege?|løpende|løpande|fortløpende|fortløpande|continuous(?:ly)?|ongoing)\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"\b(?:i år|inneværende år|inneverande år|this year)\b", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"\b(?:(?:til )?neste år|next year)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:i fjor|forrige år|førre år|last year)\b", re.IGNORECASE)
_Y = r"(?:året |the year )?(?:19|20)\d\d(?!\s*(?:[-–/]|til|to|og|and)\s*(?:19|20)?\d\d)"
_SINCE = re.compile(rf"\b(?:fra(?: og med)?|frå(?: og med)?|f\.?o\.?m\.?|from|since|etter|after)\s+{_Y}", re.IGNORECASE)
_AFTER = re.compile(rf"\b(?:etter|after)\s+{_Y}", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:til(?: og med)?|t\.?o\.?m\.?|innen|innan|senest|seinast|ut|until|by|within|før|before)\s+"
    rf"(?:utgangen av |slutten av |the end of )?{_Y}",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:før|before)\s+{_Y}", re.IGNORECASE)


class AskedTime(NamedTuple):
    """Years (inclusive; None where open) and what is to fall into them."""

    first: int | None
    last: int | None
    timing: Timing


def says_not_continuous(text: str) -> bool:
    """Whether a question asks for what is not continuous."""
    return _NOT_CONTINUOUS.search(text) is not None


def asked_time(text: str, years: Sequence[int], today: date) -> AskedTime:
    """The time that a question asks about; `years` are those that it names by number."""
    named = [*years, *_relative(text, today.year)]
    first, last = (min(named), max(named)) if named else (None, None)
    if len(named) == 1 and first is not None:
        first, last = _opened(text, first)
    return AskedTime(first, last, _timing(text, has_years=bool(named)))


def _relative(text: str, this_year: int) -> list[int]:
    words = ((_LAST_YEAR, this_year - 1), (_THIS_YEAR, this_year), (_NEXT_YEAR, this_year + 1))
    return [year for pattern, year in words if pattern.search(text)]


def _opened(text: str, year: int) -> tuple[int | None, int | None]:
    """The span that one year with "fra", "etter", "innen" or "før" before it stands for."""
    if _SINCE.search(text):
        return (year + 1 if _AFTER.search(text) else year), None
    if _UNTIL.search(text):
        return None, (year - 1 if _BEFORE.search(text) else year)
    return year, year


def _timing(text: str, *, has_years: bool) -> Timing:
    if _NOT_CONTINUOUS.search(text):
        return Timing.DATED
    if _CONTINUOUS.search(text):
        return Timing.CONTINUOUS
    if has_years:
        asked = ((_STARTS, Timing.STARTS), (_ENDS, Timing.ENDS), (_DATED, Timing.DATED))
        return next((timing for pattern, timing in asked if pattern.search(text)), Timing.RUNS)
    return Timing.RUNS
