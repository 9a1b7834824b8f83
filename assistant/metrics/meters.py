"""The meters. Their labels have values of which there are few, and none that a user, a plan or a file name gave.

Where the server is several processes on one machine, the variable PROMETHEUS_MULTIPROC_DIR names a folder that they
share (see `shared`), and what one of them shows is the sum of all.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

PREFIX = "planassistent"

_STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_WAIT_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

disable_created_metrics()  # type: ignore[no-untyped-call]  # a series more for each, which nobody asks for


class Meters:
    """All that is counted and timed as it happens, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.questions = self._counter(
            "questions", "Questions that were answered or refused.", "status", "reason", "engine", "language"
        )
        self.stages = self._histogram(
            "question_stage_seconds", "Time that a stage of a question took.", _STAGE_SECONDS, "stage"
        )
        self.first_sentence = self._histogram(
            "first_sentence_seconds", "Time until the first verified sentence could be told.", _STAGE_SECONDS, "engine"
        )
        self.written = self._counter("sentences_written", "Sentences that a language model wrote.")
        self.dropped = self._counter("sentences_dropped", "Written sentences that verification dropped.", "fault")
        self.replies = self._counter(
            "model_replies", "Replies of the language model, by prompt and end.", "prompt", "outcome", "trouble"
        )
        self.reply_seconds = self._histogram(
            "model_reply_seconds", "Time that a reply of the language model took.", _WAIT_SECONDS, "prompt"
        )
        self.tokens = self._counter(
            "model_tokens", "Tokens as the language model's provider counts them.", "prompt", "direction"
        )
        self.requests = self._counter("requests", "HTTP requests, by route.", "method", "route", "status")
        self.request_seconds = self._histogram(
            "request_seconds", "Time until the last byte of an HTTP answer was sent.", _WAIT_SECONDS, "method", "route"
        )
        self.limited = self._counter("rate_limited", "Refusals of who asks too often, by what is counted.", "budget")
        self.lines = self._counter("log_lines", "Lines of the log from warnings up.", "level", "logger")

    def _counter(self, name: str, documentation: str, *labels: str) -> Counter:
        return Counter(f"{PREFIX}_{name}", documentation, labels, registry=self.registry)

    def _histogram(self, name: str, documentation: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"{PREFIX}_{name}", documentation, labels, registry=self.registry, buckets=buckets)
