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
    """The answer to a question, the pages each side ranked (distinct, best first), and the times in milliseconds.

    What was asked before in its conversation is not measured; where there was something, the question is searched for
    as the system took it.
    """

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
    conversation = None
    for before in question.before:
        conversation = system.ask(before, conversation).conversation_id
    started = perf_counter()
    answer = system.ask(question.question, conversation)
    ask_ms = (perf_counter() - started) * 1000
    asked = answer.standalone_question if question.before else question.question
    return Observation(
        question=question,
        answer=answer,
        ask_ms=ask_ms,
        embed_ms=system.embed_query_ms(asked),
        ranked={side: distinct_pages(system.search(asked, SEARCH_LIMIT, side)) for side in SIDES},
    )
