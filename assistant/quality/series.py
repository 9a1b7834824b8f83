"""Dates of a plan that belong together: numbered meetings, lists that go by date, dates named in one breath."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from assistant.quality.findings import Plan, Quote
from corpus.models import Passage, PassageKind
from corpus.text.periods import days
from corpus.text.sentences import sentences
from corpus.words.lexicon import lemma

_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "første fyrste first",
            "andre second",
            "tredje third",
            "fjerde fourth",
            "femte fifth",
            "sjette sixth",
            "sjuende syvende seventh",
            "åttende åttande eighth",
        ),
        start=1,
    )
    for word in words.split()
}
_NUMBER = r"(?P<number>\d{1,2})"
_NOUN = r"(?P<noun>[^\W\d_]{3,})"
_NUMBER_FIRST = re.compile(rf"^{_NUMBER}\.?\s*{_NOUN}(?![^\W\d_])")
_NOUN_FIRST = re.compile(rf"^{_NOUN}\s(?:nr\.?\s*)?{_NUMBER}(?![\d./])")
_ORDINAL_FIRST = re.compile(rf"^(?:the\s)?(?P<ordinal>{'|'.join(_ORDINALS)})\s{_NOUN}", re.IGNORECASE)
_BEFORE_A_DATE = re.compile(
    r"^\W*(?:(?:(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:dag)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|dato|date|den|the)\W*)*$",
    re.IGNORECASE,
)
_BETWEEN_DATE_AND_LABEL = " ,;:.–-"
_BETWEEN_DATES = 24  # characters: "kl. 9–11, " may stand between the dates of one sentence
_FEWEST_NUMBERED = 2
_FEWEST_IN_ONE_BREATH = 3
_FEWEST_LISTED = 4  # three deadlines are soon in some order by chance
_LONGEST_NAME = 60  # characters


class Dated(NamedTuple):
    """A day, what it is called, and where it stands."""

    day: date
    name: str
    quote: Quote


class Series(NamedTuple):
    """Days that one expects to ascend; `most_astray` of them may be wrong before it is no series."""

    dates: tuple[Dated, ...]
    most_astray: int


class _Entry(NamedTuple):
    """A line of a list or a row: its number and what it counts ("2. samling"), its date, and where it stands."""

    number: int | None
    noun: str
    day: date | None
    name: str
    starts_with_date: bool
    heading_path: tuple[str, ...]
    quote: Quote


def all_series(plan: Plan) -> Iterator[Series]:
    """The series of a plan; the schedules of its measures are none."""
    passages = [passage for passage in plan.passages if passage.measure_id is None]
    entries = list(_entries(passages))
    yield from _numbered(entries)
    yield from _by_date(entries)
    for passage in passages:
        yield from _in_one_breath(passage)


def _numbered(entries: Sequence[_Entry]) -> Iterator[Series]:
    """Runs that count upwards and count the same: 1. samling, 2. samling, 3. samling."""
    runs: dict[tuple[str, tuple[str, ...]], list[_Entry]] = {}
    for entry in entries:
        if entry.number is None:
            continue
        key = (entry.noun, entry.heading_path)
        if key in runs and entry.number <= (runs[key][-1].number or 0):
            yield from _series(runs.pop(key), _FEWEST_NUMBERED)
        runs.setdefault(key, []).append(entry)
    for run in runs.values():
        yield from _series(run, _FEWEST_NUMBERED)


def _by_date(entries: Sequence[_Entry]) -> Iterator[Series]:
    """Runs of neighbours that all begin with a date."""
    run: list[_Entry] = []
    for entry in entries:
        if run and (not entry.starts_with_date or entry.heading_path != run[-1].heading_path):
            yield from _series(run, _FEWEST_LISTED)
            run = []
        if entry.starts_with_date and entry.number is None:
            run.append(entry)
    yield from _series(run, _FEWEST_LISTED)


def _series(run: Sequence[_Entry], fewest: int) -> Iterator[Series]:
    found = tuple(Dated(entry.day, entry.name, entry.quote) for entry in run if entry.day is not None)
    if len(found) >= fewest:
        yield Series(found, most_astray=len(found) // fewest)


def _in_one_breath(passage: Passage) -> Iterator[Series]:
    """The dates of a sentence that names three or more, one after the other."""
    for sentence in sentences(passage.text):
        named = days(sentence)
        close = all(other.start - one.end <= _BETWEEN_DATES for one, other in pairwise(named))
        if len(named) >= _FEWEST_IN_ONE_BREATH and close:
            quote = Quote(passage.first_page, sentence, passage.id)
            found = tuple(Dated(period.first, sentence[period.start : period.end], quote) for period in named)
            yield Series(found, most_astray=len(found) // _FEWEST_IN_ONE_BREATH)


def _entries(passages: Sequence[Passage]) -> Iterator[_Entry]:
    """The lines of lists, and the rows; a row that a page break parted from its number gets it back."""
    waiting: _Entry | None = None
    for passage in passages:
        for entry in _of_passage(passage):
            if waiting is not None and entry.number is None and entry.starts_with_date:
                entry = entry._replace(number=waiting.number, noun=waiting.noun)
            waiting = entry if entry.number is not None and entry.day is None else None
            yield entry


def _of_passage(passage: Passage) -> Iterator[_Entry]:
    if passage.kind is PassageKind.ROW:
        yield _of_row(passage)
        return
    for line in sentences(passage.text):
        entry = _entry(line, line, passage)
        if passage.kind is PassageKind.LIST or (entry.number is not None and entry.day is not None):
            yield entry


def _of_row(passage: Passage) -> _Entry:
    """A row up to its date, from the cell that has its number; one that begins with its date is told whole."""
    cells = passage.text.split("\n")
    dated = next((at for at, cell in enumerate(cells) if days(cell)), 0)
    labelled = next((at for at, cell in enumerate(cells[: dated + 1]) if _label(cell)), 0)
    return _entry("\n".join(cells[labelled : dated + 1]), passage.text, passage)


def _entry(text: str, whole: str, passage: Passage) -> _Entry:
    """What a text says; `whole` is the text and what follows its date."""
    words = " ".join(text.split())
    named = days(words)
    starts = bool(named) and _BEFORE_A_DATE.match(words[: named[0].start]) is not None
    after = " ".join(whole.split())[named[0].end :] if starts else words
    label = _label(after.lstrip(_BETWEEN_DATE_AND_LABEL))
    return _Entry(
        number=label[0] if label else None,
        noun=label[1] if label else "",
        day=named[0].first if named else None,
        name=_shortened(whole) if starts or not named else words[: named[0].end],
        starts_with_date=starts,
        heading_path=passage.heading_path,
        quote=Quote(passage.first_page, whole if starts else text, passage.id),
    )


def _label(text: str) -> tuple[int, str] | None:
    """What a line counts, and its number there."""
    if match := _ORDINAL_FIRST.match(text):
        return _ORDINALS[match["ordinal"].lower()], lemma(match["noun"])
    if match := _NUMBER_FIRST.match(text) or _NOUN_FIRST.match(text):
        return int(match["number"]), lemma(match["noun"])
    return None


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST_NAME:
        return words
    return words[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
