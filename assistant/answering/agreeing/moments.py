"""The moments that a sentence names: dates with a year, and days, months, weekdays, weeks and times of day without."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.text.periods import periods
from corpus.words.calendar import MONTHS, WEEKDAY_OF

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG_NAMES = "|".join(name for name in sorted(MONTHS, key=len, reverse=True) if len(name) > 3 or name == "mai")
_SEASON_OF = {"høst": "høst", "haust": "høst", "vår": "vår", "somm": "sommer", "suma": "sommer", "vint": "vinter"}
_FORMS = (
    ("day", re.compile(rf"(?<![\d.,])(\d{{1,2}})\.?\s*({_NAMES})\b\.?", re.IGNORECASE)),
    ("day", re.compile(r"(?<![\d.,/])(\d{1,2})[./](\d{1,2})\.(?!\d)")),
    ("week", re.compile(r"\b(?:uke|veke|week)\s+(\d{1,2})\b", re.IGNORECASE)),
    ("clock", re.compile(r"\bkl(?:\.|okka|okken)?\s*(\d{1,2}(?:[.:]\d{2})?)(?!\d)", re.IGNORECASE)),
    ("month", re.compile(rf"\b({_LONG_NAMES})\b", re.IGNORECASE)),
    ("weekday", re.compile(rf"\b({'|'.join(WEEKDAY_OF)})(?:en|er|ar|s)?\b", re.IGNORECASE)),
    (  # "vår" alone is "our"
        "season",
        re.compile(
            r"\b(høst|haust|somm|suma|vint)(?:er|ar|r)?(?:en|halvåret)?\b|\b(vår)(?:en|halvåret)\b", re.IGNORECASE
        ),
    ),
)


class Moment(NamedTuple):
    """What stands at `start` to `end` of a text; `kind` is how narrow it is, `years` are those that it is in."""

    start: int
    end: int
    kind: str
    value: str
    years: tuple[int, ...] = ()


def moments(text: str) -> tuple[Moment, ...]:
    """All moments that a text names, in order, each once; whole years are of the kind "year"."""
    found: list[Moment] = []
    for moment in _in_order_of_telling(text):
        if all(moment.end <= other.start or moment.start >= other.end for other in found):
            found.append(moment)
    return tuple(sorted(found))


def _in_order_of_telling(text: str) -> Iterator[Moment]:
    for period in periods(text):
        years = tuple(range(period.first.year, period.last.year + 1))
        yield Moment(period.start, period.end, period.precision.value, f"{period.first}/{period.last}", years)
    for kind, form in _FORMS:
        for match in form.finditer(text):
            value = _value(kind, [group for group in match.groups() if group])
            if value:
                yield Moment(*match.span(), kind, value)


def _value(kind: str, groups: list[str]) -> str:
    """What a match means, alike however it is written; empty where no calendar has it."""
    first = groups[0].lower()
    if kind == "day":
        month = MONTHS.get(groups[1].lower()) or int(groups[1] if groups[1].isdigit() else 0)
        return f"{month}-{int(first)}" if 1 <= month <= 12 and 1 <= int(first) <= 31 else ""
    if kind == "month":
        return str(MONTHS[first])
    if kind == "weekday":
        return WEEKDAY_OF[first]
    if kind == "season":
        return _SEASON_OF[first]
    return first.replace(":", ".").removesuffix(".00").lstrip("0") or "0"
