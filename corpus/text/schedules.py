"""What a schedule's words mean: how it limits a measure in time, in years and, where they are named, in dates."""

import re
from collections.abc import Sequence
from datetime import date

from corpus.models import Recurrence, Schedule, ScheduleKind
from corpus.text.periods import YEAR, Period, Precision, periods

_SEASON = r"(?:høst|haust|vår|sommer|sumar|vinter)(?:en)?"
_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mars|april|mai|juni|juli|aug(?:ust)?|sept(?:ember)?|okt(?:ober)?|nov(?:ember)?"
    r"|des(?:ember)?)"
)
_EVERY = r"(?:hver[t]?|kvar[t]?|every)"
_RECURRENCES: tuple[tuple[Recurrence, str], ...] = (
    ("half-yearly", rf"halvårlige?|halvårleg|{_EVERY} halvår|to ganger (?:i året|årlig)|to gonger i året|twice a year"),
    ("quarterly", rf"kvartalsvise?|kvartalsvis|{_EVERY} kvartal|quarterly"),
    ("monthly", rf"månedlige?|månadleg|{_EVERY} (?:måned|månad|mnd|month)|monthly"),
    ("weekly", rf"ukentlige?|vekentleg|kvar veke|{_EVERY} (?:uke|week)|weekly"),
    (
        "yearly",
        rf"årlige?|årleg|{_EVERY} (?:år|year|{_SEASON}|{_MONTH})|en gang i året|ein gong i året|yearly|annually",
    ),
)
_RECURRING = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _RECURRENCES)
_CONTINUOUS = (
    r"kontinuerlig|kontinuerleg|fortløpende|fortløpande|løpende|løpande|vedvarende|hele (?:plan)?perioden"
    r"|heile (?:plan)?perioden|continuous(?:ly)?|ongoing"
)
_IS_CONTINUOUS = re.compile(rf"\b(?:{_CONTINUOUS})\b", re.IGNORECASE)
_AS_NEEDED = re.compile(r"\b(?:(?:ved|etter) behov|når det trengs|når det trengst|as needed)\b", re.IGNORECASE)
_START = re.compile(
    r"\b(?:oppstart|start(?:er|et|ar|a)?|begynner|(?:på)?begynt|påbyrja|igangsatt|igangsett|fra(?: og med)?"
    r"|frå(?: og med)?|f\.?o\.?m\.?|from)(?!\w)",
    re.IGNORECASE,
)
_OPEN_END = re.compile(rf"{YEAR}\s*(?:[-–—]|->|→)\s*$")
_UNTIL = re.compile(r"\b(?:ut|til|til og med|t\.?o\.?m\.?|until)\s+(?:året\s+)?$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:innen|innan|frist|senest|seinast|ferdig|before|by)\b", re.IGNORECASE)
_ENDS_AFTER_START = re.compile(r"\b(?:til|to|t\.?o\.?m\.?|until|ferdig|slutt|avslutt\w*)\b|[-–—]", re.IGNORECASE)

_RECURS = "|".join(words for _, words in _RECURRENCES)
_DATE = rf"\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.)\s?{YEAR}"
SCHEDULE = (
    rf"(?:(?:{_CONTINUOUS}|{_RECURS})"
    rf"|(?:(?:oppstart|start|fra|frå|innen|innan|ut|til)\s+)?"
    rf"(?:(?:{_SEASON}|{_MONTH}|[1-4]\.\s?kvartal|[1-2]\.\s?halvår|(?:skole|skule|barnehage)året)\s+)?"
    rf"{YEAR}(?:\s?(?:[-–/]|og)\s?(?:{YEAR}|\d\d))?"
    rf"|(?:(?:oppstart|fra|frå|innen|innan)\s+)?{_DATE}"
    rf"|(?-i:[HV])\s?(?:{YEAR}|\d\d)|(?-i:Q[1-4])\s{YEAR})"
)
"""The words of a schedule cell, as a pattern to be compiled without regard to case."""


def parse_schedule(raw: str) -> Schedule:
    """The years (inclusive) that a schedule names, and its first and last day where it names them.

    Several lines give the span over all of them. What is not understood is of unknown kind, its words kept.
    """
    words = " ".join(raw.split())
    named = periods(words)
    recurrence = next((name for name, pattern in _RECURRING if pattern.search(words)), None)
    if recurrence or _IS_CONTINUOUS.search(words):
        goes_on = Schedule(raw=raw, kind=ScheduleKind.CONTINUOUS, recurrence=recurrence)
        return goes_on.model_copy(update=_limits(words, named)) if named else goes_on
    if not named:
        needed = _AS_NEEDED.search(words) is not None
        return Schedule(raw=raw, kind=ScheduleKind.AS_NEEDED if needed else ScheduleKind.UNKNOWN)
    first, last = min(period.first for period in named), max(period.last for period in named)
    whole = Schedule(
        raw=raw,
        kind=ScheduleKind.YEAR if first.year == last.year else ScheduleKind.SPAN,
        start=first.year,
        end=last.year,
        start_date=_named_first(named),
        end_date=_named_last(named),
    )
    if _opens(words, named):
        return whole.model_copy(update={"kind": ScheduleKind.START, "end": None, "end_date": None})
    if _is_end(words, named):
        return whole.model_copy(update={"kind": ScheduleKind.SPAN, "start": None, "start_date": None})
    if _DEADLINE.search(words) and len(named) == 1:
        return whole.model_copy(update={"start_date": None})
    return whole


def _limits(words: str, named: Sequence[Period]) -> dict[str, int | date | None]:
    """From when, and until when, something goes on; one time named is its start, unless it is said to be its end."""
    first, last = min(period.first for period in named), max(period.last for period in named)
    if _is_end(words, named):
        return {"end": last.year, "end_date": _named_last(named)}
    limits = {"start": first.year, "start_date": _named_first(named)}
    return {**limits, "end": last.year, "end_date": _named_last(named)} if first.year < last.year else limits


def _is_end(words: str, named: Sequence[Period]) -> bool:
    """Whether the one time named is when something ends."""
    return len(named) == 1 and _UNTIL.search(words[: named[0].start]) is not None


def _opens(words: str, named: Sequence[Period]) -> bool:
    """Whether the words say when something begins, and not when it ends."""
    if _OPEN_END.search(words):
        return True
    match = _START.search(words)
    if match is None:
        return False
    spans = named[0].precision is Precision.YEAR and named[0].first.year < named[0].last.year
    return not spans and not (len(named) > 1 and _ENDS_AFTER_START.search(words, named[0].end))


def _named_first(named: Sequence[Period]) -> date | None:
    """The first day, where the earliest that is named is less than years."""
    earliest = min(named, key=lambda period: period.first)
    return earliest.first if earliest.precision is not Precision.YEAR else None


def _named_last(named: Sequence[Period]) -> date | None:
    """The last day, where the latest that is named is less than years."""
    latest = max(named, key=lambda period: period.last)
    return latest.last if latest.precision is not Precision.YEAR else None
