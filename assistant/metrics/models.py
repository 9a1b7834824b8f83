"""A language model as it is counted: how its replies ended, how long they took and what they cost."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistant.language_model.model import (
    NOBODY,
    Asker,
    LanguageModel,
    Outcome,
    Rendered,
    Reply,
    Trouble,
    Usage,
    nobody_leaves,
)
from assistant.metrics.meters import Meters


class CountedModel:
    """Another model, whose replies are counted."""

    def __init__(self, model: LanguageModel, meters: Meters) -> None:
        self._model = model
        self._meters = meters

    @property
    def name(self) -> str:
        """The other's."""
        return self._model.name

    @property
    def context_tokens(self) -> int:
        """The other's."""
        return self._model.context_tokens

    @property
    def seconds(self) -> float:
        """The other's."""
        return self._model.seconds

    def ask(
        self,
        prompt: Rendered,
        *,
        schema: Mapping[str, Any] | None = None,
        seconds: float | None = None,
        has_left: Callable[[], bool] = nobody_leaves,
        asker: Asker = NOBODY,
    ) -> Reply:
        """Begins a reply of the other."""
        reply = self._model.ask(prompt, schema=schema, seconds=seconds, has_left=has_left, asker=asker)
        return CountedReply(reply, prompt.version, self._meters)


class CountedReply:
    """Another reply, counted once: when it was iterated to its end, or is closed."""

    def __init__(self, reply: Reply, prompt: str, meters: Meters) -> None:
        self._reply = reply
        self._prompt = prompt
        self._meters = meters
        self._begun = time.perf_counter()
        self._is_counted = False

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self._reply
        finally:
            self._count()

    def close(self) -> None:
        """Closes the other."""
        self._reply.close()
        self._count()

    @property
    def outcome(self) -> Outcome:
        """The other's."""
        return self._reply.outcome

    @property
    def usage(self) -> Usage:
        """The other's."""
        return self._reply.usage

    @property
    def trouble(self) -> Trouble | None:
        """The other's."""
        return self._reply.trouble

    def _count(self) -> None:
        if self._is_counted:
            return
        self._is_counted = True
        usage = self._reply.usage
        self._meters.replies.labels(self._prompt, self._reply.outcome, self._reply.trouble or "").inc()
        self._meters.reply_seconds.labels(self._prompt).observe(time.perf_counter() - self._begun)
        for direction, count in (("prompt", usage.prompt_tokens), ("completion", usage.completion_tokens)):
            if count is not None:
                self._meters.tokens.labels(self._prompt, direction).inc(count)
