"""A question as it is counted: what became of it, and how long its stages took."""

import time

from assistant.answering.answer import Answer, Status, Writing
from assistant.answering.listener import Listener, Watched
from assistant.metrics.meters import Meters


class CountedQuestion(Watched):
    """Watches one question, from when this is made until it is answered."""

    def __init__(self, listener: Listener, meters: Meters) -> None:
        super().__init__(listener)
        self._meters = meters
        self._begun = time.perf_counter()
        self._first: float | None = None

    def told(self, answer: Answer) -> None:
        """Passes it on; the first that is told is the first sentence."""
        if self._first is None:
            self._first = time.perf_counter() - self._begun
        super().told(answer)

    def answered(self, answer: Answer) -> Answer:
        """Counts the answer; one that was not told before is told now."""
        first = self._first if self._first is not None else time.perf_counter() - self._begun
        self._meters.questions.labels(answer.status, _reason(answer), answer.engine, answer.language).inc()
        self._meters.first_sentence.labels(answer.engine).observe(first)
        for stage, milliseconds in answer.timings_ms.items():
            self._meters.stages.labels(stage).observe(milliseconds / 1000)
        if answer.writing is not None:
            self._count(answer.writing)
        return super().answered(answer)

    def _count(self, writing: Writing) -> None:
        self._meters.written.inc(writing.sentences)
        for fault, count in writing.dropped.items():
            self._meters.dropped.labels(fault).inc(count)


def _reason(answer: Answer) -> str:
    """Why a question was refused; empty where it was not."""
    if answer.status is not Status.REFUSED:
        return ""
    return "personal_data" if answer.personal_data else "outside"
