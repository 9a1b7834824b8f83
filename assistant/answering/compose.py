"""From a question to one verified answer."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from assistant.answering.agreeing.agreement import Agreement
from assistant.answering.agreeing.precedence import Precedence
from assistant.answering.answer import Answer
from assistant.answering.answered import answered
from assistant.answering.checks.support import Decision
from assistant.answering.checks.trust import trusted
from assistant.answering.checks.verified import Verified, verified
from assistant.answering.drafts.choice import best_decision
from assistant.answering.drafts.comparison import Side, side_by_side
from assistant.answering.drafts.extractive import PASSAGES_LOOKED_AT
from assistant.answering.refused import refused
from assistant.answering.view import View
from assistant.question.question import Question
from assistant.register.lookup import Lookup, look_up
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from corpus.readable import Readable
from corpus.snapshot import Snapshot

_RANKED = 12
_STAGES = ("embed", "retrieve", "compose")

Stage = Literal["searching", "reading", "checking"]
"""What is going on: passages are looked for, what was found is read, each quote is checked against its page."""

OnStage = Callable[[Stage], None]


@dataclass(frozen=True)
class _Found:
    """What was found to a question: the passages, best first, and what they say that was verified."""

    question: Question
    ranked: Sequence[RankedPassage]
    lookup: Lookup | None
    decision: Decision
    verified: list[Verified]

    @property
    def support(self) -> float | None:
        """How sure the decision was; where no quote of the draft was verified, that decided."""
        return self.decision.support if self.verified or self.decision.draft is None else None


class Composer:
    """Composes the answer to one question from one snapshot."""

    def __init__(
        self,
        library: Readable,
        snapshot: Snapshot,
        retrieval: HybridRetrieval,
        editions: frozenset[str] | None,
        documents: frozenset[str] | None,
        today: date | None = None,
        on_stage: OnStage = lambda _stage: None,
    ) -> None:
        """`editions` are those the question is about, `documents` those that may answer; None for all of the snapshot.

        `on_stage` is told each stage as it begins; where documents are compared, for each of them.
        """
        self._library = library
        self._whole = snapshot
        self._snapshot = snapshot.within(editions)
        self._retrieval = retrieval
        self._documents = documents
        self._today = today or date.today()
        self._view = View(self._snapshot, documents, self._today, library.contact_of)
        self._on_stage = on_stage
        self.timings_ms: dict[str, float] = {}

    def answer(self, question: Question) -> Answer:
        """The answer; `not_in_sources` with the nearest passages where nothing verified bears one.

        Where documents are compared, each is asked for itself, and they stand side by side.
        """
        self.timings_ms = dict.fromkeys(_STAGES, 0.0)
        sides = [self._found(side, self._within(side)) for side in question.compared]
        draft = side_by_side(
            [Side(found.question, tuple(one.statement for one in found.verified)) for found in sides],
            self._snapshot,
            question.language,
        )
        if draft is not None:
            pages = [one.page for found in sides for one in found.verified]
            stands = [Verified(*pair) for pair in zip(draft.statements, pages, strict=True)]
            answer = answered(question, draft, stands, None, self._view)
            return answer.model_copy(update={"support": _surest([found for found in sides if found.verified])})
        found = self._found(question, self._documents, is_alone=True)
        answer = (
            answered(question, found.decision.draft, found.verified, found.lookup, self._view)
            if found.decision.draft and found.verified
            else refused(question, found.ranked, found.lookup, self._view)
        )
        return answer.model_copy(update={"support": found.support})

    def _within(self, side: Question) -> frozenset[str]:
        return side.documents if self._documents is None else side.documents & self._documents

    def _found(self, question: Question, documents: frozenset[str] | None, *, is_alone: bool = False) -> "_Found":
        """What these documents (all where None) say to a question, verified; where they are the only ones asked, with
        what more of them say of the same.
        """
        self._on_stage("searching")
        started = time.perf_counter()
        vector = self._retrieval.query_vector(question)
        embedded = time.perf_counter()
        rank = partial(self._retrieval.rank, question, self._whole, documents=documents, vector=vector)
        ranked = trusted(rank, _RANKED)
        ranked = self._retrieval.judged(question, ranked, PASSAGES_LOOKED_AT)
        retrieved = time.perf_counter()
        self._on_stage("reading")
        lookup = look_up(question, self._snapshot, documents, self._today)
        background = float(vector @ self._snapshot.centre)
        agreement = self._agreement(question, ranked) if is_alone else None
        decision = best_decision(question, ranked, lookup, self._snapshot, documents, background, agreement)
        draft = decision.draft
        self._on_stage("checking")
        stands = verified((*draft.statements, *draft.beside), self._library.page) if draft else []
        for stage, start, end in zip(
            _STAGES, (started, embedded, retrieved), (embedded, retrieved, time.perf_counter()), strict=True
        ):
            self.timings_ms[stage] += (end - start) * 1000
        return _Found(question, ranked, lookup, decision, stands)

    def _agreement(self, question: Question, ranked: Sequence[RankedPassage]) -> Agreement:
        precedence = Precedence(question.scope)
        return Agreement(ranked, self._library.sentence_vectors, self._snapshot, precedence, question.language)


def _surest(sides: Sequence[_Found]) -> float | None:
    """How sure it is that one of several documents answers; None where a rule said so of one."""
    known = [side.support for side in sides if side.support is not None]
    return max(known) if known and len(known) == len(sides) else None
