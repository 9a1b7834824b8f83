"""A language model as it is counted: how its replies ended, how long they took and what they cost."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistant.language_model.model import (
    NOBODY,
    Asker,
    LanguageModel,
    Rendered,
    Reply,
    nobody_leaves,
)
from assistant.language_model.replies import Relayed
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


class CountedReply(Relayed):
    """Another reply, counted once: when it was iterated to its end, or is closed."""

    def __init__(self, reply: Reply, prompt: str, meters: Meters) -> None:
        super().__init__(reply)
        self._prompt = prompt
        self._meters = meters
        self._begun = time.perf_counter()
        self._is_counted = False

    def __iter__(self) -> Iterator[str]:
        try:
            yield from super().__iter__()
        finally:
            self._count()

    def close(self) -> None:
        """Closes the other."""
        super().close()
        self._count()

    def _count(self) -> None:
        if self._is_counted:
            return
        self._is_counted = True
        usage = self.usage
        self._meters.replies.labels(self._prompt, self.outcome, self.trouble or "").inc()
        self._meters.reply_seconds.labels(self._prompt).observe(time.perf_counter() - self._begun)
        for direction, count in (("prompt", usage.prompt_tokens), ("completion", usage.completion_tokens)):
            if count is not None:
                self._meters.tokens.labels(self._prompt, direction).inc(count)
