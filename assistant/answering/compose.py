"""From a question to one verified answer."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Literal

from assistant import labels
from assistant.answering import phrasing
from assistant.answering.agreeing.agreement import Agreement
from assistant.answering.agreeing.disagreements import disagreements, still_at_odds
from assistant.answering.agreeing.precedence import Precedence
from assistant.answering.answer import Answer, RegisterLookup, Searched, Status
from assistant.answering.checks.support import Decision
from assistant.answering.checks.trust import trusted
from assistant.answering.checks.verify import folded, is_verified_in
from assistant.answering.draft import Draft, Statement
from assistant.answering.drafts.choice import best_decision
from assistant.answering.drafts.comparison import Side, side_by_side
from assistant.answering.drafts.extractive import PASSAGES_LOOKED_AT
from assistant.answering.drafts.register import nothing_found, register_lookups
from assistant.answering.showing.duties import duty_rows
from assistant.answering.showing.markdown import escaped
from assistant.answering.showing.measures import Register
from assistant.answering.showing.nearest import nearest_passage
from assistant.links import page_url
from assistant.question.understand import Question
from assistant.register.lookup import Lookup, look_up
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from corpus.jurisdictions import ANOTHERS, distance
from corpus.library import Library
from corpus.models import Box, Citation, Page
from corpus.snapshot import Snapshot
from corpus.text.boxes import PrintedPage
from corpus.text.places import narrowed

ENGINE = "extractive"
_RANKED = 12
_NEAREST = 3
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
    statements: list[tuple[Statement, Page]]

    @property
    def support(self) -> float | None:
        """How sure the decision was; where no quote of the draft was verified, that decided."""
        return self.decision.support if self.statements or self.decision.draft is None else None


class Composer:
    """Composes the answer to one question from one snapshot."""

    def __init__(
        self,
        library: Library,
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
        self._on_stage = on_stage
        self.timings_ms: dict[str, float] = {}

    def answer(self, question: Question) -> Answer:
        """The answer; `not_in_sources` with the nearest passages where nothing verified bears one.

        Where documents are compared, each is asked for itself, and they stand side by side.
        """
        self.timings_ms = dict.fromkeys(_STAGES, 0.0)
        sides = [self._found(side, self._within(side)) for side in question.compared]
        draft = side_by_side(
            [Side(found.question, tuple(statement for statement, _ in found.statements)) for found in sides],
            self._snapshot,
            question.language,
        )
        if draft is not None:
            pages = [page for found in sides for _, page in found.statements]
            answer = self._answered(question, draft, list(zip(draft.statements, pages, strict=True)), None)
            return answer.model_copy(update={"support": _surest([found for found in sides if found.statements])})
        found = self._found(question, self._documents, is_alone=True)
        answer = (
            self._answered(question, found.decision.draft, found.statements, found.lookup)
            if found.decision.draft and found.statements
            else self._refused(question, found.ranked, found.lookup)
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
        statements = self._verified((*draft.statements, *draft.beside)) if draft else []
        for stage, start, end in zip(
            _STAGES, (started, embedded, retrieved), (embedded, retrieved, time.perf_counter()), strict=True
        ):
            self.timings_ms[stage] += (end - start) * 1000
        return _Found(question, ranked, lookup, decision, statements)

    def _agreement(self, question: Question, ranked: Sequence[RankedPassage]) -> Agreement:
        precedence = Precedence(question.scope)
        return Agreement(ranked, self._library.sentence_vectors, self._snapshot, precedence, question.language)

    def _verified(self, statements: Sequence[Statement]) -> list[tuple[Statement, Page]]:
        pages = {(statement.passage.generation_id, statement.passage.first_page) for statement in statements}
        found = {key: self._library.page(*key) for key in pages}
        texts = {key: folded(page.text) for key, page in found.items() if page is not None}
        kept: list[tuple[Statement, Page]] = []
        is_led = False  # whether what follows has something that it says the same as
        for statement in statements:
            key = statement.passage.generation_id, statement.passage.first_page
            page = found[key]
            stands = page is not None and is_verified_in(statement.claim, texts[key])
            is_led = is_led if statement.follows else stands
            if page is not None and stands and is_led:
                kept.append((statement, page))
        return kept

    def _answered(
        self, question: Question, draft: Draft, statements: Sequence[tuple[Statement, Page]], lookup: Lookup | None
    ) -> Answer:
        citations: list[Citation] = []
        pages = {(statement.passage.generation_id, page.number): page for statement, page in statements}
        printed = {key: PrintedPage(page.words) for key, page in pages.items()}
        lines: list[str] = []
        numbers: list[int | None] = []
        for statement, page in statements:
            boxes = printed[statement.passage.generation_id, page.number].boxes(statement.claim.quote)
            citation = self._citation(len(citations) + 1, statement, page, boxes, question.language)
            citations.append(citation)
            numbers.append(citation.number)
            lines.append(f"{'- ' if statement.bullet else ''}{escaped(statement.claim.text)} [{citation.number}]")
        kept = [statement for statement, _ in statements]
        lead = draft.counted(kept) if draft.counted else draft.lead
        if draft.disputed and not still_at_odds(draft, kept):
            lead = ""  # what is left disagrees with nothing
        if lookup is not None and lookup.is_empty:
            lead = nothing_found(lookup, self._snapshot, question.language)
        return self._make(
            question,
            Status.ANSWERED,
            "\n\n".join(filter(None, (self._whose(question, kept), lead, _laid_out(kept, lines), draft.closing))),
            citations=tuple(citations),
            disagreements=disagreements(draft, kept, citations),
            lookups=self._lookups(lookup, kept if draft.counted else (), question),
            **self._rows(kept, numbers),
        )

    def _whose(self, question: Question, statements: Sequence[Statement]) -> str:
        """For whom the statements hold, where that is not whoever asks; else empty."""
        if question.scope is None:
            return ""
        places = [self._snapshot.document_of(statement.passage).jurisdiction for statement in statements]
        others = list(dict.fromkeys(place for place in places if place and distance(place, question.scope) == ANOTHERS))
        return phrasing.foreign(others, question.scope, question.language) if others else ""

    def _rows(self, statements: Sequence[Statement], numbers: Sequence[int | None]) -> dict[str, object]:
        """The measures and duties that statements are of, with the numbers of their citations."""
        measures = [(row.measure, number) for row, number in zip(statements, numbers, strict=True) if row.measure]
        duties = [(row.duty, number) for row, number in zip(statements, numbers, strict=True) if row.duty]
        register = Register(self._snapshot, self._today)
        return {
            "measures": tuple(register.rows([row for row, _ in measures], [number for _, number in measures])),
            "duties": tuple(
                duty_rows([row for row, _ in duties], self._snapshot, self._today, [number for _, number in duties])
            ),
        }

    def _lookups(
        self, lookup: Lookup | None, statements: Sequence[Statement], question: Question
    ) -> tuple[RegisterLookup, ...]:
        if lookup is None:
            return ()
        return register_lookups(lookup, statements, self._snapshot, self._today, question.language)

    def _refused(self, question: Question, ranked: Sequence[RankedPassage], lookup: Lookup | None) -> Answer:
        nearest = tuple(
            nearest_passage(found, self._snapshot, self._today, question.language) for found in ranked[:_NEAREST]
        )
        searched = self._searched()
        contacts = list(
            dict.fromkeys(
                contact
                for place in ranked[:_NEAREST]
                if (contact := self._snapshot.document_of(place.passage).contact) is not None
            )
        )
        text = phrasing.not_found(
            len(searched.documents),
            searched.passages,
            searched.measures,
            contacts,
            nearest=bool(nearest),
            language=question.language,
        )
        none = f"{nothing_found(lookup, self._snapshot, question.language)}\n\n" if lookup is not None else ""
        lookups = self._lookups(lookup, (), question)
        return self._make(question, Status.NOT_IN_SOURCES, none + text, nearest=nearest, lookups=lookups)

    def _citation(
        self, number: int, statement: Statement, page: Page, boxes: tuple[Box, ...], language: str
    ) -> Citation:
        passage = statement.passage
        document = self._snapshot.document_of(passage)
        return Citation(
            number=number,
            document_id=document.id,
            document_title=document.title,
            title_stated=document.title_stated,
            issuer=document.issuer,
            generation_id=passage.generation_id,
            page=page.number,
            page_label=page.label,
            locator=labels.locator(narrowed(passage, statement.claim.quote), page.locator, language),
            heading_path=passage.heading_path,
            quote=statement.claim.quote,
            boxes=boxes,
            passage_id=passage.id,
            measure_id=passage.measure_id,
            authority=document.authority,
            retelling=document.retelling_of is not None,
            standing=self._snapshot.editions.standing(document.id, self._today),
            ocr=passage.ocr,
            verified=True,
            url=page_url(document.id, page.number, passage.generation_id, statement.claim.quote),
        )

    def _searched(self) -> Searched:
        kept = [
            document
            for document in self._snapshot.documents.values()
            if self._documents is None or document.id in self._documents
        ]
        ids = {document.id for document in kept}
        return Searched(
            documents=tuple(document.title for document in kept),
            passages=self._snapshot.count_in(ids),
            measures=sum(measure.document_id in ids for measure in self._snapshot.measures),
            duties=sum(duty.document_id in ids for duty in self._snapshot.duties),
        )

    def _make(self, question: Question, status: Status, text: str, **parts: object) -> Answer:
        return Answer(
            conversation_id="",
            message_id="",
            status=status,
            language=question.language,
            kind=question.kind,
            standalone_question=question.text,
            answer=text,
            searched=self._searched(),
            engine=ENGINE,
            timings_ms={},
            **parts,
        )


def _surest(sides: Sequence[_Found]) -> float | None:
    """How sure it is that one of several documents answers; None where a rule said so of one."""
    known = [side.support for side in sides if side.support is not None]
    return max(known) if known and len(known) == len(sides) else None


def _laid_out(statements: Sequence[Statement], lines: Sequence[str]) -> str:
    """The lines of an answer: sentences on one, bullets on their own, each part under its heading."""
    parts: list[str] = []
    pairs = zip(statements, lines, strict=True)
    for section, members in groupby(pairs, key=lambda pair: pair[0].section):
        held = list(members)
        text = ("\n" if any(statement.bullet for statement, _ in held) else " ").join(line for _, line in held)
        parts.append(f"{escaped(section)}\n{text}" if section else text)
    return "\n\n".join(parts)
