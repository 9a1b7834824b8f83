"""Editions: which documents are one plan over the years, and which of them holds when."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from corpus.models import NO_EDITION, Document, Standing
from corpus.models.document import TITLE_YEARS

_WORD = re.compile(r"[^\W_]+")
_TELL_APART = ("jurisdiction", "kind", "language")  # where these are stated and differ, two plans share a title


class Editions:
    """The plans that documents are editions of.

    Two documents are editions of one plan where somebody said so (`edition_of`), or where nobody said anything and they
    share title (years aside), issuer and collection and are of different years. Two of the same title and the same
    years are not told apart: none of that title is joined then.
    """

    def __init__(self, documents: Iterable[Document] = (), read: Sequence[str] = ()) -> None:
        """`read` are the ids in the order in which the documents came first."""
        self._documents = {document.id: document for document in documents}
        self._read = {document_id: place for place, document_id in enumerate(read)}
        self._joined: dict[str, set[str]] = {key: {key} for key in self._documents}
        self._recognised: set[str] = set()
        self._alike: dict[str, tuple[str, ...]] = {}
        for document in self._documents.values():
            if document.edition_of in self._documents:
                self._join(document.id, document.edition_of)
        for group in _alike(self._documents.values()):
            self._join_alike(group)
        self._series = {key: self._ordered(members) for key, members in self._joined.items()}
        self._held: dict[tuple[tuple[str, ...], int], str] = {}  # the same for every question of a year
        self._several = tuple(dict.fromkeys(series for series in self._series.values() if len(series) > 1))

    @property
    def several(self) -> tuple[tuple[str, ...], ...]:
        """The plans that there is more than one edition of: their ids, oldest first."""
        return self._several

    def series(self, document_id: str) -> tuple[str, ...]:
        """The editions of the plan that a document is one of, itself included: their ids, oldest first."""
        return self._series.get(document_id, (document_id,))

    def is_recognised(self, document_id: str) -> bool:
        """Whether a document was joined with another by what it says of itself, and not by anybody's word."""
        return document_id in self._recognised

    def not_told_apart(self, document_id: str) -> tuple[str, ...]:
        """The documents of the same title, issuer and years, for which it is joined with none of that title."""
        return self._alike.get(document_id, ())

    def current(self, document_id: str, today: date) -> str:
        """The edition that holds: the latest whose years have begun; where none has, the first to come."""
        series = self.series(document_id)
        if len(series) == 1:
            return series[0]
        held = self._held.get((series, today.year))
        if held is None:
            begun = [key for key in series if (self._start(key) or today.year) <= today.year]
            held = self._held[series, today.year] = begun[-1] if begun else series[0]
        return held

    def standing(self, document_id: str, today: date) -> Standing:
        """What a document is among its editions."""
        series, current = self.series(document_id), self.current(document_id, today)
        if document_id == current:
            return "current"
        return "older" if series.index(document_id) < series.index(current) else "upcoming"

    def before(self, document_id: str) -> str | None:
        """The edition that a document supersedes, or None."""
        series = self.series(document_id)
        place = series.index(document_id)
        return series[place - 1] if place else None

    def after(self, document_id: str) -> str | None:
        """The edition that supersedes a document, or None."""
        series = self.series(document_id)
        place = series.index(document_id) + 1
        return series[place] if place < len(series) else None

    def covers(self, document_id: str, year: int) -> bool:
        """Whether a year is among those of an edition; False where nothing states its years."""
        start, end = self._documents[document_id].years
        return (start, end) != (None, None) and (start or year) <= year <= (end or year)

    def without(self, document_id: str) -> dict[str, str | None]:
        """What the `edition_of` of the other documents becomes, so that they stay together when one is removed."""
        linked = [key for key in self.series(document_id) if self._documents[key].edition_of == document_id]
        if not linked:
            return {}
        onto = self._documents[document_id].edition_of
        if onto is not None and onto != NO_EDITION:
            return dict.fromkeys(linked, onto)
        return {linked[0]: onto, **dict.fromkeys(linked[1:], linked[0])}

    def _start(self, document_id: str) -> int | None:
        document = self._documents.get(document_id)
        return document.years[0] if document else None

    def _join(self, one: str, other: str) -> None:
        together = self._joined[one] | self._joined[other]
        for key in together:
            self._joined[key] = together

    def _join_alike(self, group: Sequence[Document]) -> None:
        years = [document.years for document in group]
        if len(set(years)) < len(years):
            for document, own in zip(group, years, strict=True):
                same = (other.id for other, theirs in zip(group, years, strict=True) if theirs == own)
                self._alike[document.id] = tuple(key for key in same if key != document.id)
            return
        for document in group:
            self._recognised.add(document.id)
            self._join(document.id, group[0].id)

    def _ordered(self, members: Iterable[str]) -> tuple[str, ...]:
        """Oldest first: by their years where all have any, else by what was said to be new, and by when they came."""
        keys = sorted(members)
        by_years = all(self._start(key) is not None for key in keys)
        return tuple(sorted(keys, key=lambda key: (self._age(key) if by_years else (0, 0), *self._came(key))))

    def _age(self, document_id: str) -> tuple[int, int]:
        start, end = self._documents[document_id].years
        return (start or 0, end or 9999)

    def _came(self, document_id: str) -> tuple[int, int]:
        return (self._depth(document_id), self._read.get(document_id, len(self._read)))

    def _depth(self, document_id: str) -> int:
        """How many documents stand behind this one, each said to be a new edition of the next."""
        passed = {document_id}
        at = self._documents[document_id].edition_of
        while at in self._documents and at not in passed:
            passed.add(at)
            at = self._documents[at].edition_of
        return len(passed)


def plan_title(title: str) -> str:
    """A title as editions share it: letters and digits, case and years aside."""
    return " ".join(_WORD.findall(TITLE_YEARS.sub(" ", unicodedata.normalize("NFKC", title)).casefold()))


def _alike(documents: Iterable[Document]) -> list[list[Document]]:
    """The groups of two and more documents that look like editions of one plan, nobody having said anything."""
    groups: dict[tuple[str, str, str], list[Document]] = {}
    for document in documents:
        title = plan_title(document.title)
        if document.edition_of or not document.title_stated or not document.issuer or not title:
            continue
        if document.years == (None, None):
            continue
        issuer = " ".join(document.issuer.split()).casefold()
        groups.setdefault((title, issuer, document.collection), []).append(document)
    return [part for group in groups.values() for part in _told_apart(group) if len(part) > 1]


def _told_apart(group: Sequence[Document]) -> list[list[Document]]:
    """The group, parted where jurisdiction, kind or language tell two plans apart; one that says less stands alone."""
    apart = [field for field in _TELL_APART if len({getattr(document, field) for document in group} - {None}) > 1]
    parts: dict[tuple[str | None, ...], list[Document]] = {}
    for document in group:
        parts.setdefault(tuple(getattr(document, field) for field in apart), []).append(document)
    return [part for values, part in parts.items() if None not in values]


def renewed(links: Mapping[str, str | None], document: Document) -> Document:
    """The document with its `edition_of` as `links` has it."""
    return document.model_copy(update={"edition_of": links[document.id]}) if document.id in links else document
