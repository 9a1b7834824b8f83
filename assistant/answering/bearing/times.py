"""Whether the years, dates and deadlines of a sentence are those of its evidence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.agreeing.moments import Moment, moments
from assistant.answering.bearing.grounds import Grounds

_BOUNDS = {
    "by": r"innen|innan|senest|seinast|før|fram til|frem til|by|before|no later than|until|within",
    "from": r"fra|frå|fra og med|frå og med|etter|siden|sidan|from|since|after|as of|starting(?: in)?",
    "end": r"utgangen av|slutten av|the end of|end of",
    "start": r"starten av|begynnelsen av|byrjinga av|the beginning of|the start of",
}
_BOUND = {
    name: re.compile(rf"\b(?:{words})\s+(?:året |den |the (?:year )?)?$", re.IGNORECASE)
    for name, words in _BOUNDS.items()
}
_STARTS = re.compile(r"\b(?:oppstart|start\w*|begynn\w*|byrj\w*|fra|frå)\W+(?:i |in )?$", re.IGNORECASE)
_BETWEEN = re.compile(r"^\s*(?:til(?: og med)?|og|to|and|through|until|[-–—/])\s*$", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:\w*plan\w*|strategi\w*|strategy|perioden?|period|\w*rapport\w*|report)(?: (?:for|i|in|fra|frå|from))?\W+$",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\b(?:for|i|in)\W+$", re.IGNORECASE)
_RECURS = re.compile(
    r"\b(?:annethvert|annakvart|hvert (?:andre|annet|tredje|fjerde|femte)|kvart (?:andre|tredje|fjerde|femte)"
    r"|every (?:other|second|third)|halvårlig\w*|halvårleg\w*|kvartalsvis\w*|ukentlig|kvar veke|månedlig|månadleg"
    r"|daglig|dagleg|twice a|half-yearly|quarterly|monthly|weekly|daily)\b",
    re.IGNORECASE,
)
_MONTHS_OF = {"høst": range(8, 13), "vår": range(2, 7), "sommer": range(6, 9), "vinter": (11, 12, 1, 2, 3)}
_FREQUENT = {
    "ukentlig": "uke",
    "kvar veke": "uke",
    "weekly": "uke",
    "månedlig": "mnd|måned",
    "månadleg": "mnd|måned",
    "monthly": "mnd|måned",
    "daglig": "dag",
    "dagleg": "dag",
    "daily": "dag",
}


def wrong_time(text: str, grounds: Grounds) -> bool:
    """Whether a sentence names a time that its evidence does not, or makes a deadline of it."""
    own = moments(_one_line(text))
    held = list(moments(_one_line(grounds.text)))
    whole = _one_line(grounds.text)
    line = _one_line(text)
    if any(not _is_held(moment, held, line, grounds) for moment in _joined(own, line)):
        return True
    if any(not _bound_is_held(moment, held, line, whole) for moment in own):
        return True
    return any(not _recurs(match[0].lower(), grounds.text) for match in _RECURS.finditer(line))


def _one_line(text: str) -> str:
    return re.sub(r"(\d{4})\s+[-–]\s*(\d{4})", r"\1-\2", " ".join(text.split()))


def _recurs(said: str, told: str) -> bool:
    return re.search(_FREQUENT.get(said, re.escape(said)), told, re.IGNORECASE) is not None


def _joined(found: Sequence[Moment], text: str) -> list[Moment]:
    """The moments with two years told as the ends of a span ("fra 2025 til 2026") made one."""
    kept = list(found)
    for one, other in pairwise(found):
        if (
            one.kind == other.kind == "year"
            and len(one.years) == len(other.years) == 1
            and _BETWEEN.match(text[one.end : other.start])
        ):
            years = tuple(range(one.years[0], other.years[0] + 1))
            kept = [moment for moment in kept if moment not in (one, other)]
            kept.append(Moment(one.start, other.end, "year", f"{one.years[0]}-{other.years[0]}", years))
    return kept


def _is_held(moment: Moment, held: list[Moment], text: str, grounds: Grounds) -> bool:
    if moment.kind != "year":
        return any((other.kind, other.value) == (moment.kind, moment.value) for other in held) or (
            any(_is_within(moment, other) for other in held)
        )
    if any(other.years == moment.years for other in held):
        return True
    if len(moment.years) == 1 and any(moment.years == other.years for other in held if other.kind != "year"):
        return True
    named = {other.years for other in moments(_one_line(grounds.naming))}
    before = text[: moment.start]
    is_plans = _PLAN.search(before) is not None or (len(moment.years) > 1 and _THROUGH.search(before) is not None)
    return moment.years in named and is_plans


def _is_within(moment: Moment, other: Moment) -> bool:
    """Whether a day or month without a year is that of a date with one."""
    if moment.kind == "season" and other.kind == "month":
        return int(other.value) in _MONTHS_OF[moment.value]
    if moment.kind == "month" and other.kind in ("day", "part"):
        return False
    if moment.kind == "day" and "-" in moment.value and "/" not in moment.value and "/" in other.value:
        month, day = moment.value.split("-")
        return f"-{int(month):02d}-{int(day):02d}/" in f"-{other.value.split('/')[0][5:]}/"
    return False


def _bound_is_held(moment: Moment, held: list[Moment], text: str, whole: str) -> bool:
    before = text[: moment.start]
    for name, pattern in _BOUND.items():
        if not pattern.search(before):
            continue
        for other in held:
            if not set(moment.years) & set(other.years) and (other.kind, other.value) != (moment.kind, moment.value):
                continue
            told = whole[: other.start]
            if pattern.search(told) or (name == "from" and _STARTS.search(told)):
                return True
            if name == "from" and len(other.years) > 1 and moment.years[:1] == other.years[:1]:
                return True
            if (
                name == "by"
                and re.search(r"\b(?:til|fram til|frem til|until)\s+$", before)
                and moment.years[-1:] == other.years[-1:]
            ):
                return True
        return name == "from" and _is_span_of(moment, held, text)
    return True


def _is_span_of(moment: Moment, held: Sequence[Moment], text: str) -> bool:
    """Whether a month with "from" before it is the first of several that the evidence names one by one."""
    months = [int(other.value) for other in held if other.kind == "month"]
    after = re.match(r"\s*(?:til|to)\s+", text[moment.end :])
    return moment.kind == "month" and after is not None and len(months) > 1 and months[0] == int(moment.value)
