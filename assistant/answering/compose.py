"""From a question to one verified answer."""

import time
from collections.abc import Sequence
from datetime import date

from assistant import labels
from assistant.answering import phrasing
from assistant.answering.answer import Answer, NearestPassage, Searched, Status
from assistant.answering.draft import Draft, Statement
from assistant.answering.extractive import best_sentences
from assistant.answering.lists import row_list, whole_list
from assistant.answering.measures import measure_list, of_row, single_measure
from assistant.answering.register import Register
from assistant.answering.support import is_supported
from assistant.answering.verify import is_verified
from assistant.links import page_url
from assistant.question.understand import Question
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from corpus.boxes import PrintedPage
from corpus.library import Library
from corpus.models import Box, Citation, Page, Passage
from corpus.places import narrowed
from corpus.snapshot import Snapshot

ENGINE = "extractive"
_RANKED = 12
_NEAREST = 3


class Composer:
    """Composes the answer to one question from one snapshot."""

    def __init__(
        self,
        library: Library,
        snapshot: Snapshot,
        retrieval: HybridRetrieval,
        documents: frozenset[str] | None,
        today: date | None = None,
    ) -> None:
        self._library = library
        self._snapshot = snapshot
        self._retrieval = retrieval
        self._documents = documents
        self._today = today or date.today()
        self.timings_ms: dict[str, float] = {}

    def answer(self, question: Question) -> Answer:
        """The answer; `not_in_sources` with the nearest passages where nothing verified bears one."""
        started = time.perf_counter()
        vector = self._retrieval.query_vector(question)
        embedded = time.perf_counter()
        ranked = self._retrieval.rank(question, _RANKED, documents=self._documents, vector=vector)
        retrieved = time.perf_counter()
        draft = self._draft(question, ranked, float(vector @ self._snapshot.centre))
        statements = self._verified((*draft.statements, *draft.beside)) if draft else []
        answer = (
            self._answered(question, draft, statements) if draft and statements else self._refused(question, ranked)
        )
        self.timings_ms = {
            "embed": (embedded - started) * 1000,
            "retrieve": (retrieved - embedded) * 1000,
            "compose": (time.perf_counter() - retrieved) * 1000,
        }
        return answer

    def _draft(self, question: Question, ranked: Sequence[RankedPassage], background: float) -> Draft | None:
        """What could be answered, unverified; None where the evidence does not bear an answer."""
        listed = measure_list(question, self._snapshot, self._documents)
        if listed is not None:
            return listed
        drafts = (
            single_measure(question, ranked, self._snapshot),
            row_list(question, ranked, self._snapshot),
            whole_list(question, ranked, self._snapshot),
            self._sentences(question, ranked),
        )
        supported = (
            draft for draft in drafts if draft and is_supported(question, draft, ranked, self._snapshot, background)
        )
        return next(supported, None)

    def _sentences(self, question: Question, ranked: Sequence[RankedPassage]) -> Draft | None:
        """The best sentences; where they are a table row, who and when are said in a sentence of our own."""
        draft = best_sentences(question, ranked, self._snapshot)
        return draft and (of_row(question, draft.statements[0].passage, self._snapshot) or draft)

    def _verified(self, statements: Sequence[Statement]) -> list[tuple[Statement, Page]]:
        pages = {(statement.passage.generation_id, statement.passage.first_page) for statement in statements}
        found = {key: self._library.page(*key) for key in pages}
        kept: list[tuple[Statement, Page]] = []
        for statement in statements:
            page = found[statement.passage.generation_id, statement.passage.first_page]
            if page is not None and is_verified(statement.claim, page.text):
                kept.append((statement, page))
        return kept

    def _answered(self, question: Question, draft: Draft, statements: Sequence[tuple[Statement, Page]]) -> Answer:
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
            lines.append(f"{'- ' if statement.bullet else ''}{statement.claim.text} [{citation.number}]")
        measures = [statement.measure for statement, _ in statements if statement.measure is not None]
        bullets = any(statement.bullet for statement, _ in statements)
        text = ("\n" if bullets else " ").join(lines)
        return self._make(
            question,
            Status.ANSWERED,
            f"{draft.lead}\n\n{text}" if draft.lead else text,
            citations=tuple(citations),
            measures=tuple(Register(self._snapshot, self._today).rows(measures, numbers)) if measures else (),
        )

    def _refused(self, question: Question, ranked: Sequence[RankedPassage]) -> Answer:
        nearest = tuple(self._near(found, question.language) for found in ranked[:_NEAREST])
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
        return self._make(question, Status.NOT_IN_SOURCES, text, nearest=nearest)

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

    def _near(self, found: RankedPassage, language: str) -> NearestPassage:
        passage: Passage = found.passage
        document = self._snapshot.document_of(passage)
        label, locator = self._snapshot.place_of(passage)
        return NearestPassage(
            document_id=document.id,
            document_title=document.title,
            title_stated=document.title_stated,
            issuer=document.issuer,
            page=passage.first_page,
            page_label=label,
            locator=labels.locator(passage.place, locator, language),
            heading_path=passage.heading_path,
            text=passage.text,
            retelling=document.retelling_of is not None,
            standing=self._snapshot.editions.standing(document.id, self._today),
            ocr=passage.ocr,
            score=round(found.score, 4),
            url=page_url(document.id, passage.first_page, passage.generation_id, passage.text),
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
