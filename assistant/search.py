"""Search: the best passages for words that were typed, as every surface shows them."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from assistant.answering.answer import NearestPassage
from assistant.answering.drafts.register import lookup_draft, rows_first
from assistant.answering.showing.nearest import nearest_passage
from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.register.lookup import look_up
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage, Side
from corpus.snapshot import Snapshot


class SearchHit(NearestPassage):
    """A passage found by search; `score` orders hits of one search and means nothing across searches."""

    measure_id: str | None
    passage_id: str


class Search:
    """Finds passages of one snapshot, as its plans hold today."""

    def __init__(self, snapshot: Snapshot, retrieval: HybridRetrieval, today: date) -> None:
        self._snapshot = snapshot
        self._retrieval = retrieval
        self._today = today

    def hits(self, text: str, limit: int, asked: frozenset[str] | None, side: Side) -> list[SearchHit]:
        """The best passages of the documents asked for (None: those that hold), best first."""
        understood = understand(text, self._snapshot, today=self._today, every_edition=asked is not None)
        documents = understood.editions if asked is None else asked
        if side != "hybrid":
            ranked = self._retrieval.rank(understood, self._snapshot, limit, documents=documents, side=side)
        elif understood.compared:
            ranked = self._alternating(understood.compared, limit, documents)
        else:
            ranked = self._with_rows(understood, limit, documents)
        return [self._hit(found) for found in ranked]

    def _alternating(
        self, sides: Sequence[Question], limit: int, documents: frozenset[str] | None
    ) -> list[RankedPassage]:
        """The best passages for each side of a comparison, in turn."""
        found = [self._retrieval.rank(side, self._snapshot, limit, documents=documents) for side in sides]
        turns = (hit for turn in zip_longest(*found) for hit in turn if hit is not None)
        return list({hit.passage.id: hit for hit in turns}.values())[:limit]

    def _with_rows(self, question: Question, limit: int, documents: frozenset[str] | None) -> list[RankedPassage]:
        """The best passages, those first that the register answers with."""
        ranked = self._retrieval.rank(question, self._snapshot, limit, documents=documents, side="hybrid")
        view = self._snapshot.within(question.editions)
        found = look_up(question, view, documents, self._today)
        rows = lookup_draft(found, question, view) if found is not None else None
        return rows_first(ranked, rows)[:limit]

    def _hit(self, found: RankedPassage) -> SearchHit:
        near = nearest_passage(found, self._snapshot, self._today)
        return SearchHit(**dict(near), measure_id=found.passage.measure_id, passage_id=found.passage.id)
