"""What the system with a language model did with each question, beside what the one without did."""

from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from assistant.answering.answer import Answer, Status
from eval.golden import Question
from eval.observation import Observation
from eval.system import WritingSystem, Written


class WritingObservation(NamedTuple):
    """A question, the answer that was given without the model, what came with it, and how long that took."""

    question: Question
    quoted: Answer
    written: Written
    ask_ms: float

    @property
    def answer(self) -> Answer:
        """The answer as users with a language model get it."""
        return self.written.answer

    @property
    def is_told(self) -> bool:
        """Whether it is told in the model's words."""
        return self.answer.engine == "generative"

    @property
    def is_empty_handed(self) -> bool:
        """Whether there is no answer though there is one without the model."""
        return self.quoted.status is Status.ANSWERED and self.answer.status is not Status.ANSWERED


def observe_writing(system: WritingSystem, observations: Iterable[Observation]) -> Iterator[WritingObservation]:
    """Put the questions of a run to the system that writes, one by one; what was asked before is asked there too."""
    for observed in observations:
        conversation = None
        for before in observed.question.before:
            conversation = system.ask(before, conversation).answer.conversation_id
        started = perf_counter()
        written = system.ask(observed.question.question, conversation)
        ask_ms = (perf_counter() - started) * 1000
        yield WritingObservation(observed.question, observed.answer, written, ask_ms)


def spread(observations: Sequence[Observation], limit: int | None) -> tuple[Observation, ...]:
    """At most `limit` of them, from the first on at even distances; all for None."""
    if limit is None or limit >= len(observations):
        return tuple(observations)
    return tuple(observations[number * len(observations) // limit] for number in range(limit))
