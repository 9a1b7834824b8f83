"""What the writer of a row is told of its cells: owners that no plan knows, a schedule without a time, empty cells."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from assistant.drafting.markers import without_markers
from corpus.models import Record, ScheduleKind
from corpus.snapshot import Snapshot
from corpus.store.drafts import ROW_PARTS
from corpus.text.schedules import parse_schedule
from corpus.words.analysis import terms
from corpus.words.calendar import MONTHS

_QUOTES = str.maketrans("", "", "«»")
_ROLES = (  # who owns measures in local plans and has no name in a register of units
    "styrer styrar fagleder fagleiar enhetsleder einingsleiar avdelingsleder avdelingsleiar seksjonsleder seksjonssjef "
    "seksjonsleiar barnehagesjef oppvekstsjef kommunalsjef bydelsdirektør bydelsutvalg bydelsutval administrasjon "
    "barnehagelærer barnehagelærar spesialpedagog logoped tillitsvalgt tillitsvald verneombud verneombod personalet "
    "ansatte tilsette foreldre foresatte føresette skole skule helsestasjon barnevern bibliotek fagsenter FAU"
).split()
_LEADERS = ("pedagogisk leder", "pedagogisk leiar", "assisterende styrer", "assisterande styrar")
_KIND = re.compile(r"^bydel\s+|\s+kommune$", re.IGNORECASE)
_NEAREST = 3
_NEAR_ENOUGH = 65  # of 100: one letter of three may be another, "PTT" for "PPT"
_TIME = re.compile(  # what names a time without a year: "i august", "annenhver uke", "vårhalvåret"
    rf"\b(?:(?:{'|'.join(MONTHS)}|jul|påske|mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag)\w{{0,4}}"
    r"|(?:høst|haust|vår|sommer|sumar|vinter)\w*"
    r"|(?:\w+(?<!be))?(?:dag|uke|veke|måned|månad|kvartal|halvår|år|periode)\w{0,4})\b",
    re.IGNORECASE,
)


class UnknownOwner(Record):
    """A name in an owner cell that no unit goes by, and those of units that are most like it."""

    name: str
    nearest: tuple[str, ...] = ()


class RowNotes(Record):
    """What to look at in a row: parts that are `empty`, owners nobody knows, a schedule that `is_timeless`."""

    empty: tuple[str, ...] = ()
    unknown_owners: tuple[UnknownOwner, ...] = ()
    is_timeless: bool = False


class Owners:
    """The names that owners go by: of units, of whoever a plan makes responsible, and of who writes the plan."""

    def __init__(self, snapshot: Snapshot, *own: str) -> None:
        self._units = snapshot.units
        parts = [part for measure in snapshot.measures for part in measure.parts]
        told = (
            *(name for unit in self._units for name in (unit.name, *unit.names, *unit.abbreviations)),
            *(name for part in parts for name in self._units.owner_names(part.responsible_raw)),
            *(name for duty in snapshot.duties for name in self._units.owner_names(duty.unit_raw)),
            *(name for whole in own for name in (whole, _KIND.sub("", whole))),
        )
        self._names = {_folded(name): name for name in reversed(told)}
        self._words = frozenset(map(_words, told)) - {()}

    def unknown(self, cell: str) -> tuple[UnknownOwner, ...]:
        """The names of a cell that nobody goes by, in order."""
        names = self._units.owner_names(_plain(cell))
        return tuple(UnknownOwner(name=name, nearest=self._nearest(name)) for name in names if not self._knows(name))

    def _knows(self, name: str) -> bool:
        """Whether somebody goes by a name, or by what it begins with: "Styrer, etter drøfting i personalgruppen"."""
        if any(_folded(one) in self._names or _words(one) in self._words for one in (name, *_beginnings(name))):
            return True
        words = _words(name)
        return any(words[: len(role)] == role for role in _roles())

    def _nearest(self, name: str) -> tuple[str, ...]:
        found = process.extract(_folded(name), self._names.keys(), scorer=fuzz.WRatio, limit=None)
        kept = [self._names[key] for key, score, _ in found if score >= _NEAR_ENOUGH and _is_alike(name, key)]
        return tuple(kept[:_NEAREST])


def row_notes(parts: Mapping[str, str], owners: Owners) -> RowNotes:
    """What to look at in the cells of a row; of one that nobody has begun only that it is empty."""
    return RowNotes(
        empty=tuple(part for part in ROW_PARTS if not parts.get(part, "").strip()),
        unknown_owners=owners.unknown(parts.get("responsible", "")),
        is_timeless=_is_timeless(parts.get("schedule", "")),
    )


def _is_timeless(cell: str) -> bool:
    """Whether a schedule says something, and nothing of when."""
    words = _plain(cell)
    if not any(sign.isalnum() for sign in words):
        return False
    return parse_schedule(words).kind is ScheduleKind.UNKNOWN and _TIME.search(words) is None


def _beginnings(name: str) -> Iterator[str]:
    """What a name begins with, before a comma, a bracket, "v/" or "ved"."""
    for match in re.finditer(r"\s*(?:[,(:]|\bv/|\bved\b|\bi samarbeid\b)", name):
        if match.start():
            yield name[: match.start()]


def _is_alike(name: str, key: str) -> bool:
    """Whether two names are alike as wholes: a short one within a long one is another's."""
    return fuzz.ratio(_folded(name), key) >= _NEAR_ENOUGH or fuzz.token_set_ratio(_folded(name), key) >= _NEAR_ENOUGH


def _plain(cell: str) -> str:
    return without_markers(cell).translate(_QUOTES)


@cache
def _roles() -> frozenset[tuple[str, ...]]:
    return frozenset(_words(role) for role in (*_ROLES, *_LEADERS))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, whatever their form: "styrerne" is "styrer"."""
    return tuple(terms(name))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
