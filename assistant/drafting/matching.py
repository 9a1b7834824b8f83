"""What of the overall plan a field answers to: its measures, with owner and schedule, and the duties that bind."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from assistant.drafting.likeness import Likeness
from assistant.drafting.subject import Subject
from assistant.drafting.template import Template
from corpus.index.arrays import Scores, Vectors
from corpus.jurisdictions import OUTER, distance
from corpus.models import Duty, Measure, Record
from corpus.readable import Readable
from corpus.snapshot import Snapshot
from corpus.text.items import is_item, without_bullet

# Set by hand over the 35 measures of the shipped plan and the bokmål titles of the shipped template; the nynorsk
# titles of the same fields, with which nothing was set, are matched as well (docs/evaluation.md).
_OF_TITLE = 0.35  # how much of what the field is called the measure is called
_OF_NAME = 0.30  # how much of what the measure is called the field is
_OF_TEXT = 0.15  # how much of what the field is called the measure says anywhere
_OF_MEANING = 0.20  # how near the vectors of both titles are
_SAME_COMMITMENT = 0.20  # both stand under the same commitment
_ITEM = 0.90  # an item of the measure's description is called what the row is
_WHOLE = 0.60  # a duty says all that the field is called, whatever else it says
_ENOUGH = 0.50
_BESIDE_BEST = 0.75  # of the best: what is only similar stands beside what is the same
_UNLIKE = 0.40  # cosine of titles, the mean taken off, that have nothing to do with each other


_MOST_KNOWN = 1_000

_Key = tuple[frozenset[str], tuple[str, ...], bytes]
"""What a match depends on beside the field: who is bound, the readings of the plans, and what these stand among."""


class Bound(Record):
    """What a field answers to, the likeliest measure first, duties in the order of their documents."""

    measures: tuple[Measure, ...] = ()
    duties: tuple[Duty, ...] = ()


class _Named(NamedTuple):
    """Something of the plan: what it is called, all it says, what it stands under, and what its items are called."""

    name: str
    text: str
    commitment: str = ""
    items: tuple[str, ...] = ()
    is_duty: bool = False


class Matching:
    """Finds what fields of a template answer to, in one snapshot of a library."""

    def __init__(self, template: Template, library: Readable, today: date, jurisdiction: str | None = None) -> None:
        """`jurisdiction` is whose draft it is; where the template names no plan there is, what binds there counts."""
        self._library = library
        self._snapshot = library.snapshot
        self._documents = overall_plans(template, self._snapshot, today, jurisdiction)
        self._likeness = Likeness.within(self._snapshot, self._documents)
        self._measures = self._snapshot.measures_in(self._documents)
        units = frozenset(template.bound)
        every = self._snapshot.duties_in(self._documents)
        self._duties = [duty for duty in every if not units or not units.isdisjoint(duty.units)]
        generations = tuple(self._snapshot.generations[document] for document in sorted(self._documents))
        self._key: _Key = (frozenset(template.bound), generations, self._snapshot.centre.tobytes())
        self._rows = [_of_measure(measure) for measure in self._measures]
        self._bound = [_of_duty(duty, self._snapshot) for duty in self._duties]

    @property
    def documents(self) -> frozenset[str]:
        """The overall plan, or the plans that bind."""
        return self._documents

    @property
    def duties(self) -> Sequence[Duty]:
        """The duties that bind who drafts."""
        return self._duties

    def matter(self, duty: Duty) -> str:
        """What a duty is about, to be told from others: without a heading that stands over a whole table of them."""
        return _of_duty(duty, self._snapshot).text.removeprefix(". ")

    def bound_to(self, subject: Subject) -> Bound:
        """What a field answers to."""
        if not subject.is_told or not subject.title:
            return Bound()
        key = (self._key, subject)
        found = _KNOWN.get(key)
        if found is None:
            found = self._bound_to(subject)
            while len(_KNOWN) >= _MOST_KNOWN:
                _KNOWN.pop(next(iter(_KNOWN)), None)
            _KNOWN[key] = found
        return found

    def _bound_to(self, subject: Subject) -> Bound:
        measures = tuple(self._measures[place] for place in self._best(subject, self._rows))
        passages = {place.passage_id for measure in measures for place in measure.occurrences}
        called = [subject, *(subject.model_copy(update={"title": measure.title}) for measure in measures)]
        told = {place for one in called for place in self._best(one, self._bound)}
        return Bound(
            measures=measures,
            duties=tuple(
                duty for place, duty in enumerate(self._duties) if place in told or duty.passage_id in passages
            ),
        )

    def _best(self, subject: Subject, things: Sequence[_Named]) -> list[int]:
        """The places of the things that a field answers to, the likeliest first."""
        scores = self._scores(subject, things)
        limit = max(_ENOUGH, _BESIDE_BEST * max(scores, default=0.0))
        found = [place for place, score in enumerate(scores) if score >= limit]
        return sorted(found, key=lambda place: -scores[place])

    def _scores(self, subject: Subject, things: Sequence[_Named]) -> list[float]:
        near = self._near(subject.title, [thing.name for thing in things])
        return [self._score(subject, thing, float(one)) for thing, one in zip(things, near, strict=True)]

    def _score(self, subject: Subject, thing: _Named, near: float) -> float:
        likeness, title = self._likeness, subject.title
        score = (
            _OF_TITLE * likeness.share(title, thing.name)
            + _OF_NAME * likeness.share(thing.name, title)
            + _OF_TEXT * likeness.share(title, thing.text)
            + _OF_MEANING * max(0.0, (near - _UNLIKE) / (1 - _UNLIKE))
        )
        if subject.commitment and thing.commitment:
            score += _SAME_COMMITMENT * likeness.mutual(subject.commitment, thing.commitment)
        if thing.is_duty:
            score = max(score, _WHOLE * likeness.share(title, thing.text))
        if subject.kind != "row":
            return score
        return max([score, *(_ITEM * likeness.mutual(title, item) for item in thing.items)])

    def _near(self, title: str, names: Sequence[str]) -> Scores:
        if not names:
            return np.zeros(0, dtype=np.float32)
        vectors = _directions(self._library.text_vectors([title, *names]) - self._snapshot.centre)
        return np.asarray(vectors[1:] @ vectors[0], dtype=np.float32)


_KNOWN: dict[tuple[_Key, Subject], Bound] = {}


def overall_plans(template: Template, snapshot: Snapshot, today: date, jurisdiction: str | None) -> frozenset[str]:
    """The plan that a template answers to, in the edition that holds; without it all that binds in a jurisdiction."""
    if template.document in snapshot.documents:
        return frozenset({snapshot.editions.current(template.document, today)})
    return frozenset(
        document.id
        for document in snapshot.documents.values()
        if document.authority == "binding"
        and snapshot.editions.standing(document.id, today) == "current"
        and (jurisdiction is None or distance(document.jurisdiction, jurisdiction) <= OUTER)
    )


def _directions(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def _of_measure(measure: Measure) -> _Named:
    lines = measure.description.split("\n")
    items = tuple(without_bullet(line).strip() for line in lines if is_item(line))
    return _Named(measure.title, f"{measure.title}. {measure.description}", measure.commitment or "", items)


def _of_duty(duty: Duty, snapshot: Snapshot) -> _Named:
    """A duty by the heading over it; one of a row by its own words, as that is found by the row."""
    text = " ".join(part for part in (duty.lead, duty.text) if part)
    is_row = snapshot.passage(duty.passage_id).measure_id is not None
    heading = "" if is_row or not duty.heading_path else duty.heading_path[-1]
    return _Named(heading or text, f"{heading}. {text}", items=(duty.text,), is_duty=True)
