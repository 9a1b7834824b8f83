"""What the system did with each question: measured once, judged afterwards."""

from collections.abc import Mapping, Sequence
from time import perf_counter

from assistant.answering.answer import Answer, Status
from eval.golden import Question
from eval.record import PageRef, Record
from eval.retrieval.passages import Found, found
from eval.retrieval.ranking import distinct_pages
from eval.system import SIDES, Side, System

SEARCH_LIMIT = 50
"""Passages asked for a query; a first page beyond them counts as not found."""

_WHOLE = "total"  # of the timings of an answer, what is no stage


class Observation(Record):
    """The answer to a question, what was found for it, and the times in milliseconds.

    `ranked` are the pages each side ranked (distinct, best first); `found` are the first passages of the
    whole retrieval.
    What was asked before in its conversation is not measured; where there was something, the question is searched for
    as the system took it.
    """

    question: Question
    answer: Answer
    ranked: Mapping[Side, tuple[PageRef, ...]]
    found: tuple[Found, ...]
    ask_ms: float
    embed_ms: float

    @property
    def answered(self) -> bool:
        """Whether the system gave an answer rather than a refusal of any kind."""
        return self.answer.status is Status.ANSWERED

    @property
    def stages_ms(self) -> dict[str, float]:
        """What each stage of the answer took, in milliseconds, as far as the answer tells."""
        return {stage: spent for stage, spent in self.answer.timings_ms.items() if stage != _WHOLE}


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
    hits = {side: system.search(asked, SEARCH_LIMIT, side) for side in SIDES}
    return Observation(
        question=question,
        answer=answer,
        ask_ms=ask_ms,
        embed_ms=system.embed_query_ms(asked),
        ranked={side: distinct_pages(hits[side]) for side in SIDES},
        found=found(hits["hybrid"]),
    )
