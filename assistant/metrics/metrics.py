"""All that is measured of one server process: who has something to tell is given a part of it to tell it to."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging import getLogger
from typing import NamedTuple

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector

from assistant.answering.listener import Listener, Watched
from assistant.language_model.model import LanguageModel
from assistant.metrics.lines import CountedLines
from assistant.metrics.meters import Meters
from assistant.metrics.models import CountedModel
from assistant.metrics.questions import CountedQuestion
from assistant.metrics.shared import VARIABLE
from assistant.metrics.state import State


class Exposed(NamedTuple):
    """The metrics as they are read, and of which type."""

    content: bytes
    media_type: str


class Metrics:
    """Counts and times; safe to be told from several threads."""

    def __init__(self) -> None:
        self._meters = Meters()

    def question(self, listener: Listener) -> Watched:
        """What watches one question for whoever waits for its answer."""
        return CountedQuestion(listener, self._meters)

    def model(self, model: LanguageModel) -> LanguageModel:
        """A language model, counted."""
        return CountedModel(model, self._meters)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request by the template of its route."""
        self._meters.requests.labels(method, route, status).inc()
        self._meters.request_seconds.labels(method, route).observe(seconds)

    def limited(self, budget: str) -> None:
        """Counts a refusal of who asks too often."""
        self._meters.limited.labels(budget).inc()

    @contextmanager
    def lines(self) -> Iterator[None]:
        """Counts the lines of the log, for as long as the context lasts."""
        counting, root = CountedLines(self._meters), getLogger()
        root.addHandler(counting)
        try:
            yield
        finally:
            root.removeHandler(counting)

    def exposed(self, accept: str, state: State) -> Exposed:
        """Everything, with the state of now, in the form that who asks takes.

        Where several processes share a folder, what was counted is of all of them, and the state is of this one.
        """
        registry = CollectorRegistry()
        if os.environ.get(VARIABLE):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._meters.registry)
            ProcessCollector(registry=registry)
        registry.register(state)
        encode, media_type = choose_encoder(accept)
        return Exposed(encode(registry), media_type)
