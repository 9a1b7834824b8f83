"""What a schedule's words mean in years."""

import re

from corpus.models import Schedule, ScheduleKind

_YEAR = r"(?:19|20)\d\d"
_CONTINUOUS = r"kontinuerlig|løpende|fortløpende|årlig|halvårlig|månedlig|kontinuerleg|løpande"
_SEASON = r"høsten|våren|sommeren|vinteren|høst|vår|hausten"
_START = re.compile(rf"\b(?:oppstart|start|fra|frå|from)\s+(?:{_SEASON})?\s*({_YEAR})", re.IGNORECASE)
_SPAN = re.compile(rf"({_YEAR})\s*[-–—/]\s*({_YEAR})")
_ANY_YEAR = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_IS_CONTINUOUS = re.compile(rf"\b(?:{_CONTINUOUS})\b", re.IGNORECASE)

SCHEDULE = (
    rf"(?:(?:{_CONTINUOUS})"
    rf"|(?:oppstart|start|fra|innen|{_SEASON})\s+{_YEAR}"
    rf"|{_YEAR}(?:\s?[-–]\s?{_YEAR})?)"
)
"""The words of a schedule cell, as a pattern to be compiled without regard to case."""


def parse_schedule(raw: str) -> Schedule:
    """The years (inclusive) that a schedule names; several lines give the span over all of them."""
    words = " ".join(raw.split())
    years = [int(year) for year in _ANY_YEAR.findall(words)]
    if _IS_CONTINUOUS.search(words):
        return Schedule(raw=raw, kind=ScheduleKind.CONTINUOUS, start=min(years, default=None), end=None)
    if _SPAN.search(words):
        return Schedule(raw=raw, kind=ScheduleKind.SPAN, start=min(years), end=max(years))
    if match := _START.search(words):
        return Schedule(raw=raw, kind=ScheduleKind.START, start=int(match[1]))
    if years:
        kind = ScheduleKind.YEAR if len(set(years)) == 1 else ScheduleKind.SPAN
        return Schedule(raw=raw, kind=kind, start=min(years), end=max(years))
    return Schedule(raw=raw)
