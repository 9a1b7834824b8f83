"""From a question to one verified answer."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from assistant.answering.agreeing.agreement import Agreement
from assistant.answering.agreeing.precedence import Precedence
from assistant.answering.answer import Answer
from assistant.answering.answered import answered
from assistant.answering.checks.support import Decision
from assistant.answering.checks.trust import trusted
from assistant.answering.checks.verified import Verified, verified
from assistant.answering.draft import Draft
from assistant.answering.drafts.choice import best_decision
from assistant.answering.drafts.comparison import Side, side_by_side
from assistant.answering.drafts.extractive import MOST_WORDS, PASSAGES_LOOKED_AT
from assistant.answering.generating.telling import answers, as_written, may_be_written, others_of_the_same_place
from assistant.answering.generating.writer import Writer
from assistant.answering.listener import SILENT, Listener
from assistant.answering.refused import refused
from assistant.answering.view import View
from assistant.question.question import Question
from assistant.register.lookup import Lookup, look_up
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from corpus.readable import Readable
from corpus.snapshot import Snapshot

_RANKED = 12
_STAGES = ("embed", "retrieve", "compose")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    """What was found to a question: the passages, best first, and what they say that was verified."""

    question: Question
    ranked: Sequence[RankedPassage]
    lookup: Lookup | None
    decision: Decision
    verified: list[Verified]
    background: float

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
        listener: Listener = SILENT,
        writer: Writer | None = None,
    ) -> None:
        """`editions` are those the question is about, `documents` those that may answer; None for all of the snapshot.

        With a `writer` a language model tells what was found; without one it is quoted.
        """
        self._library = library
        self._whole = snapshot
        self._snapshot = snapshot.within(editions)
        self._retrieval = retrieval
        self._documents = documents
        self._today = today or date.today()
        self._view = View(self._snapshot, documents, self._today, library.contact_of)
        self._listener = listener
        self._writer = writer
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
        return self._told(found).model_copy(update={"support": found.support})

    def _told(self, found: _Found) -> Answer:
        """What was found: in a language model's words where they stand, else quoted; or the refusal."""
        if found.decision.draft is None or not found.verified:
            return refused(found.question, found.ranked, found.lookup, self._view)
        quoting = partial(answered, found.question, found.decision.draft, found.verified, found.lookup, self._view)
        if self._writer is None or found.lookup is not None or not may_be_written(found.decision.draft, self._snapshot):
            return quoting()
        return self._written(found, found.decision.draft, quoting())

    def _within(self, side: Question) -> frozenset[str]:
        return side.documents if self._documents is None else side.documents & self._documents

    def _found(self, question: Question, documents: frozenset[str] | None, *, is_alone: bool = False) -> "_Found":
        """What these documents (all where None) say to a question, verified; where they are the only ones asked, with
        what more of them say of the same.
        """
        self._listener.stage("searching")
        started = time.perf_counter()
        vector = self._retrieval.query_vector(question)
        embedded = time.perf_counter()
        rank = partial(self._retrieval.rank, question, self._whole, documents=documents, vector=vector)
        ranked = trusted(rank, _RANKED)
        ranked = self._retrieval.judged(question, ranked, PASSAGES_LOOKED_AT)
        retrieved = time.perf_counter()
        self._listener.stage("reading")
        lookup = look_up(question, self._snapshot, documents, self._today)
        background = float(vector @ self._snapshot.centre)
        agreement = self._agreement(question, ranked) if is_alone else None
        decision = best_decision(question, ranked, lookup, self._snapshot, documents, background, agreement)
        draft = decision.draft
        self._listener.stage("checking")
        stands = verified((*draft.statements, *draft.beside), self._library.page) if draft else []
        for stage, start, end in zip(
            _STAGES, (started, embedded, retrieved), (embedded, retrieved, time.perf_counter()), strict=True
        ):
            self.timings_ms[stage] += (end - start) * 1000
        return _Found(question, ranked, lookup, decision, stands, background)

    def _written(self, found: _Found, draft: Draft, quoted: Answer) -> Answer:
        """The answer in a language model's words, told as its sentences come; `quoted` where they answer less."""
        assert self._writer is not None
        self._listener.stage("writing")
        started = time.perf_counter()
        first, others = others_of_the_same_place(draft, found.ranked, self._snapshot)
        begun = self._writer.begin(
            found.question, first, others, self._snapshot, self._library.page, self._listener.has_left
        )
        kept: list[Verified] = []
        told: Answer | None = None
        try:
            for sentence in begun.sentences:
                if told and _words(kept) + _words(sentence.statements) > MOST_WORDS:
                    continue  # it answers already, and an answer is short
                kept += sentence.statements
                if told or answers(found.question, draft, kept, found.ranked, self._snapshot, found.background):
                    told = answered(found.question, as_written(kept), kept, None, self._view)
                    self._listener.told(told)
        except Exception:  # noqa: BLE001 - whatever a reply sets off, what was told so far or is quoted stands
            _log.exception("what a language model wrote could not be read to its end")
        self.timings_ms["write"] = (time.perf_counter() - started) * 1000
        engine = "generative" if told else "extractive"
        return (told or quoted).model_copy(update={"engine": engine, "writing": begun.writing()})

    def _agreement(self, question: Question, ranked: Sequence[RankedPassage]) -> Agreement:
        precedence = Precedence(question.scope)
        return Agreement(ranked, self._library.sentence_vectors, self._snapshot, precedence, question.language)


def _words(statements: Sequence[Verified]) -> int:
    return sum(len(one.statement.claim.text.split()) for one in statements)


def _surest(sides: Sequence[_Found]) -> float | None:
    """How sure it is that one of several documents answers; None where a rule said so of one."""
    known = [side.support for side in sides if side.support is not None]
    return max(known) if known and len(known) == len(sides) else None
