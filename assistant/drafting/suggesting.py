"""Passages that may help to fill in a field: one's own first, then what binds, then how others do it."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.answering.answer import NearestPassage
from assistant.answering.showing.nearest import nearest_passage
from assistant.drafting.form import form_pages
from assistant.drafting.matching import Bound, Matching
from assistant.drafting.subject import Subject
from assistant.drafting.template import Template
from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from corpus.jurisdictions import EVERYBODYS, OWN, distance
from corpus.models import Passage
from corpus.readable import Readable
from corpus.text.sentences import passage_sentences, sentences

Group = Literal["own", "binding", "others"]

GROUPS: tuple[Group, ...] = ("own", "binding", "others")
MOST = 9

_LOOKED_AT = 60  # passages of each search

# Set over the 17 development fields of eval/golden/drafting (docs/evaluation.md).
_OF_MEASURE = 6.0  # what the row of a measure gains that the field answers to
_OF_DUTY = 3.0  # and what tells a duty that it answers to
_SHARES: dict[Group, int] = {"own": 2, "binding": 4, "others": 3}  # two of one's own: what binds is third at the latest
_NEAR: dict[Group, float] = {"own": 0.30, "binding": 0.30, "others": 0.25}  # of the best that was found, a gain aside
_LEAST: dict[Group, float] = {"own": 2.5, "binding": 0.0, "others": 2.0}


class Suggestion(NearestPassage):
    """A passage that may be quoted or leant on in a field; `quotes` are what of it can be quoted by itself."""

    passage_id: str
    generation_id: str
    measure_id: str | None
    group: Group
    quotes: tuple[str, ...]


class Suggesting:
    """Suggests passages of one snapshot of a library for the fields of a draft."""

    def __init__(
        self,
        template: Template,
        library: Readable,
        retrieval: HybridRetrieval,
        today: date,
        jurisdiction: str | None = None,
        documents: frozenset[str] | None = None,
    ) -> None:
        """`jurisdiction` is whose draft it is, as documents have theirs; `documents` are those that may be
        suggested from (None: all).
        """
        self._snapshot = library.snapshot
        self._retrieval = retrieval
        self._today = today
        self._jurisdiction = jurisdiction
        self._documents = documents
        self.matching = Matching(template, library, today, jurisdiction)
        self._form = form_pages(template, self._snapshot, self.matching.documents)

    def suggestions(self, subject: Subject, limit: int = MOST, bound: Bound | None = None) -> list[Suggestion]:
        """The best passages for a field, at most so many, group by group; none for what only the writer knows.

        `bound` is what the field answers to, where the caller has it already.
        """
        if not subject.is_told or not subject.title:
            return []
        ranked = self._ranked(subject)
        best = max((one.score for one in ranked), default=0.0)
        gains = self._gains(bound or self.matching.bound_to(subject))
        scored = [replace(one, score=one.score + gains.get(one.passage.id, 0.0)) for one in ranked]
        scored.sort(key=lambda one: (-one.score, self._snapshot.position[one.passage.id]))
        found: list[Suggestion] = []
        for group in GROUPS:
            limits = max(_NEAR[group] * best, _LEAST[group])
            near = [one for one in scored if one.score >= limits and self._group(one.passage) == group]
            once = {one.passage.measure_id or " ".join(one.passage.text.split()): one for one in reversed(near)}
            found.extend(self._suggestion(one, group) for one in [*reversed(once.values())][: _SHARES[group]])
        return found[:limit]

    def _ranked(self, subject: Subject) -> list[RankedPassage]:
        """The passages found by what the field is called and by what it asks for, but those of the empty form."""
        asked = [subject.title, *([f"{subject.title}. {subject.guidance}"] if subject.kind == "text" else [])]
        passages: dict[str, RankedPassage] = {}
        scores: dict[str, float] = defaultdict(float)
        for text in asked:
            question = understand(text, self._snapshot, today=self._today)
            for one in self._retrieval.rank(question, self._snapshot, _LOOKED_AT, documents=self._scope(question)):
                passages.setdefault(one.passage.id, one)
                scores[one.passage.id] += one.score / len(asked)
        return [
            replace(one, score=scores[key])
            for key, one in passages.items()
            if (one.passage.document_id, one.passage.first_page) not in self._form
        ]

    def _scope(self, question: Question) -> frozenset[str] | None:
        """The documents that may answer: of a plan in several editions the one that holds."""
        if self._documents is None or question.editions is None:
            return question.editions if self._documents is None else self._documents
        return self._documents & question.editions

    def _gains(self, bound: Bound) -> dict[str, float]:
        duties = {duty.passage_id: _OF_DUTY for duty in bound.duties}
        rows = {place.passage_id: _OF_MEASURE for measure in bound.measures for place in measure.occurrences[:1]}
        return duties | rows

    def _group(self, passage: Passage) -> Group:
        """Whose a passage is: of whom the draft is for, of what binds them, or others'."""
        document = self._snapshot.document_of(passage)
        far = distance(document.jurisdiction, self._jurisdiction or "")
        if self._jurisdiction is not None and far == OWN:
            return "own"
        if document.id in self.matching.documents:
            return "binding"
        is_binding = document.authority == "binding" and far <= EVERYBODYS
        return "binding" if is_binding else "others"

    def _suggestion(self, found: RankedPassage, group: Group) -> Suggestion:
        passage = found.passage
        return Suggestion(
            **dict(nearest_passage(found, self._snapshot, self._today)),
            passage_id=passage.id,
            generation_id=passage.generation_id,
            measure_id=passage.measure_id,
            group=group,
            quotes=self._quotes(passage),
        )

    def _quotes(self, passage: Passage) -> tuple[str, ...]:
        """What of a passage can be quoted by itself: its sentences; of a measure's row what it describes."""
        measure = self._snapshot.measure(passage.measure_id) if passage.measure_id else None
        if measure is None:
            return passage_sentences(passage)
        here = (place for place in measure.occurrences if place.passage_id == passage.id)
        place = next(here, measure.first)
        return sentences(place.description) or (place.title,)
