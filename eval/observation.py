"""What the system did with each question: measured once, judged afterwards."""

from collections.abc import Mapping, Sequence
from time import perf_counter

from assistant.answering.answer import Answer, Status
from eval.golden import Question
from eval.record import PageRef, Record
from eval.retrieval.ranking import distinct_pages
from eval.system import SIDES, Side, System

SEARCH_LIMIT = 50
"""Passages asked for a query; a first page beyond them counts as not found."""


class Observation(Record):
    """The answer to a question, the pages each side ranked (distinct, best first), and the times in milliseconds."""

    question: Question
    answer: Answer
    ranked: Mapping[Side, tuple[PageRef, ...]]
    ask_ms: float
    embed_ms: float

    @property
    def answered(self) -> bool:
        """Whether the system gave an answer rather than a refusal of any kind."""
        return self.answer.status is Status.ANSWERED


def observe(system: System, questions: Sequence[Question]) -> tuple[Observation, ...]:
    """Put the questions to the system in their order, after one unmeasured ask that warms it up."""
    for question in questions[:1]:
        system.ask(question.question)
    return tuple(_observation(system, question) for question in questions)


def _observation(system: System, question: Question) -> Observation:
    started = perf_counter()
    answer = system.ask(question.question)
    ask_ms = (perf_counter() - started) * 1000
    return Observation(
        question=question,
        answer=answer,
        ask_ms=ask_ms,
        embed_ms=system.embed_query_ms(question.question),
        ranked={side: distinct_pages(system.search(question.question, SEARCH_LIMIT, side)) for side in SIDES},
    )
