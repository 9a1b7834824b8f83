"""Which edition of each plan a question is about: the one that holds, unless it says otherwise."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from corpus.snapshot import Snapshot
from corpus.words.analysis import content_and_function_words

_PLAN = r"(?:\w*(?:plan|utgav|utgåv|versjon|edition|version)(?:en|a|e|ar|er|ane|ene|s|n)?)"
_YEAR = r"((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d))?"
_OLD = r"(?:forrige|førre|tidligere|tidlegare|gamle|gammel|gamal|eldre|foregående|previous|former|earlier|older|old)"
_NEXT = r"(?:neste|kommende|komande|next|upcoming|forthcoming|coming)"
_PREVIOUS_EDITION = re.compile(rf"\b{_OLD} (?:\w+ )?{_PLAN}\b", re.IGNORECASE)
_NEXT_EDITION = re.compile(rf"\b{_NEXT} (?:\w+ )?{_PLAN}\b", re.IGNORECASE)
_PLAN_OF_YEARS = re.compile(
    rf"\b{_PLAN} (?:(?:fra|frå|for|av|i|from|of|in) )?(?:(?:perioden|året|the period|the year) )?\(?{_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}[ -]{_PLAN}\b",
    re.IGNORECASE,
)
_NAMING = (_PREVIOUS_EDITION, _NEXT_EDITION, _PLAN_OF_YEARS)
_PRINTED = 4  # characters: a shorter printed edition ("2") is no name


class AskedEditions(BaseModel):
    """The ids of the documents that may answer, one edition a plan; None where every document may.

    `naming_words` and `naming_years` only say which edition is meant ("forrige plan", "planen fra 2020"), and nothing
    of what is asked in it.
    """

    model_config = ConfigDict(frozen=True)

    documents: frozenset[str] | None = None
    naming_words: frozenset[str] = frozenset()
    naming_years: frozenset[int] = frozenset()


def asked_editions(
    text: str, years: Sequence[int], named: frozenset[str], snapshot: Snapshot, today: date
) -> AskedEditions:
    """The editions that a question is about; `named` are the documents that it names, by issuer or otherwise."""
    editions = snapshot.editions
    if not editions.several:
        return AskedEditions()
    said = _said(text)
    others = {key for series in editions.several for key in series}
    chosen = set(snapshot.documents) - others
    for series in editions.several:
        chosen.update(_chosen(said, years, [key for key in series if key in named], series, snapshot, today))
    return AskedEditions(
        documents=frozenset(chosen),
        naming_words=_naming_words(text),
        naming_years=_naming_years(text, snapshot),
    )


def editions_in(year: int | None, snapshot: Snapshot, today: date) -> frozenset[str] | None:
    """The ids of the documents to be listed: of each plan the edition of that year, else the one that holds."""
    years = () if year is None else (year,)
    return asked_editions("", years, frozenset(), snapshot, today).documents


class _Said(NamedTuple):
    """The words of a question, a space around each, and whether it speaks of an edition before or after."""

    words: str
    is_of_previous: bool
    is_of_next: bool


def _said(text: str) -> _Said:
    return _Said(_spaced(text), bool(_PREVIOUS_EDITION.search(text)), bool(_NEXT_EDITION.search(text)))


def _chosen(
    said: _Said, years: Sequence[int], named: Sequence[str], series: Sequence[str], snapshot: Snapshot, today: date
) -> Sequence[str]:
    editions = snapshot.editions
    names = snapshot.once("names of editions", _names)
    by_name = [key for key in series if any(name in said.words for name in names[key])]
    if by_name:
        return by_name
    current = editions.current(series[0], today)
    if said.is_of_previous:
        return (editions.before(current) or current,)
    if said.is_of_next:
        return (editions.after(current) or current,)
    of_years = _of_years(years, series, snapshot)
    if of_years:
        return of_years
    # A name that only some editions have, because their issuer was called otherwise then, names the last of these.
    return (current,) if current in named or not named else (named[-1],)


def _names(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """By what a question may call each document that has other editions: its id, or its edition as printed."""
    several = (key for series in snapshot.editions.several for key in series)
    return {
        key: tuple(
            _spaced(name)
            for name in (key, snapshot.documents[key].edition or "")
            if len(name) >= _PRINTED and not name.isdigit()
        )
        for key in several
    }


def _spaced(text: str) -> str:
    return f" {' '.join(content_and_function_words(text))} "


def _of_years(years: Sequence[int], series: Sequence[str], snapshot: Snapshot) -> Sequence[str]:
    """The editions for the years asked: that of just these, else the newest that has all, else the newest of each."""
    if not years:
        return ()
    exact = [key for key in series if snapshot.documents[key].years == (years[0], years[-1])]
    whole = [key for key in series if all(snapshot.editions.covers(key, year) for year in years)]
    if exact or whole:
        return (exact or whole)[-1:]
    newest = (next((key for key in reversed(series) if snapshot.editions.covers(key, year)), None) for year in years)
    return [key for key in dict.fromkeys(newest) if key is not None]


def _naming_words(text: str) -> frozenset[str]:
    phrases = (match[0] for pattern in _NAMING for match in pattern.finditer(text))
    return frozenset(word for phrase in phrases for word in content_and_function_words(phrase))


def _naming_years(text: str, snapshot: Snapshot) -> frozenset[int]:
    """The years at the word for a plan, where an edition begins with the first and ends with the last if named."""
    found: set[int] = set()
    matches = list(_PLAN_OF_YEARS.finditer(text))
    if not matches:
        return frozenset()
    known = [snapshot.documents[key].years for series in snapshot.editions.several for key in series]
    for match in matches:
        first, last, first_before, last_before = match.groups()
        start, end = int(first or first_before), last or last_before
        if any(start == years[0] and (end is None or int(end) == years[1]) for years in known):
            found.update(range(start, int(end or start) + 1))
    return frozenset(found)
