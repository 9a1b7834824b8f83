"""The passages that may be ranked, with all that speaks for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question.kinds import Kind
from assistant.question.question import Question
from assistant.retrieval.coverage import Coverage
from assistant.retrieval.signals import (
    MEASURED,
    SentenceMatch,
    has_ordinal,
    has_so_many_items,
    holds_expected,
    is_list_for,
    is_row_for,
    opens_section,
    sentence_matches,
    year_match,
)
from corpus.index.arrays import Vectors
from corpus.models import Passage
from corpus.snapshot import Snapshot
from corpus.text.parts import PassageParts

_INSIDE = 0.5  # of a list that does not open its section: its heading is of what stands before it, too


@dataclass(frozen=True)
class Candidate:
    """A passage, its position in the snapshot, and how much of the question it, its headings and sentences hold."""

    passage: Passage
    position: int
    parts: PassageParts
    sentences: Sequence[SentenceMatch]
    covered: float
    headed: float

    def signals(self, question: Question, snapshot: Snapshot, floor: float) -> dict[str, float]:
        """What speaks for it, a number a signal; `floor` is the similarity of what has no sentence like an answer."""
        opens = 1.0 if opens_section(snapshot.passages, self.position) else _INSIDE
        return {
            "coverage": self.covered,
            "heading": self.headed,
            # an item says little without its heading: what a list is about does not show in its sentences
            "sentence": 0.0 if question.kind is Kind.LIST else self._nearest(question, floor),
            "sentence_coverage": max((match.coverage for match in self.sentences), default=0.0),
            "expected": max((match.coverage * match.expected for match in self.sentences), default=0.0),
            "row": self.covered * is_row_for(question, self.passage),
            "list": self.headed * is_list_for(question, self.passage) * opens,
            "time": float(question.kind is Kind.WHEN and holds_expected(question, self.parts)),
            "number": float(question.kind in MEASURED and holds_expected(question, self.parts)),
            "counted": float(has_so_many_items(question, snapshot, self.passage)),
            "ordinal": float(has_ordinal(question, self.passage)),
            "year": year_match(question, self.passage),
        }

    def _nearest(self, question: Question, floor: float) -> float:
        """The similarity of the sentence nearest to the question, questions left out: they are like it, and seldom an
        answer.
        """
        answers = (match for match in self.sentences if question.asks_questions or not match.text.endswith("?"))
        return max((match.similarity for match in answers), default=floor)


def candidates(
    question: Question,
    snapshot: Snapshot,
    positions: Sequence[int],
    vector: Vectors,
    sentence_vectors: Callable[[Sequence[Passage]], Sequence[Vectors]],
) -> list[Candidate]:
    """The passages at these positions; `vector` is the question's, `sentence_vectors` gives those of each passage."""
    coverage = Coverage.within(question, snapshot)
    passages = [snapshot.passages[position] for position in positions]
    found: list[Candidate] = []
    for position, passage, own in zip(positions, passages, sentence_vectors(passages), strict=True):
        parts = snapshot.parts_of(passage)
        found.append(
            Candidate(
                passage=passage,
                position=position,
                parts=parts,
                sentences=tuple(sentence_matches(question, coverage, vector, passage, parts, own)),
                covered=coverage.of(snapshot.terms[position]),
                headed=coverage.of(parts.heading_terms),
            )
        )
    return found
