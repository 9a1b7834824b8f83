"""A reply that is paid for: when it ends, what it used is counted, and whether the model was there is noted."""

import time
from collections.abc import Iterator

from assistant.language_model.budget import tokens_of
from assistant.language_model.calls import Call
from assistant.language_model.condition import Condition, Passage
from assistant.language_model.model import Trouble, Usage
from assistant.language_model.replies import Relayed
from assistant.language_model.spending import Held, Spending

_FREE = frozenset({Trouble.UNREACHABLE, Trouble.KEY, Trouble.UNKNOWN, Trouble.BUSY, Trouble.FAULT, Trouble.REFUSED})
"""What a provider that says nothing of tokens is taken to have used none for."""


class Charged(Relayed):
    """Another reply, counted once: when it was iterated to its end, or is closed."""

    def __init__(
        self, call: Call, passage: Passage, condition: Condition, spending: Spending | None, held: Held | None
    ) -> None:
        super().__init__(call)
        self._passage = passage
        self._condition = condition
        self._spending = spending
        self._held = held
        self._begun = time.monotonic()
        self._first: float | None = None
        self._letters = 0
        self._is_over = False

    def __iter__(self) -> Iterator[str]:
        try:
            for piece in super().__iter__():
                if self._first is None:
                    self._first = time.monotonic() - self._begun
                    self._passage.succeeded()
                self._letters += len(piece)
                yield piece
        finally:
            self.close()

    def close(self) -> None:
        """Lets the provider stop; what was used so far is counted."""
        super().close()
        if self._is_over:
            return
        self._is_over = True
        if self.outcome == "whole":
            self._passage.succeeded()
            whole = time.monotonic() - self._begun
            self._condition.took(whole if self._first is None else self._first, whole)
        self._passage.left()
        if self._spending is not None and self._held is not None:
            self._spending.end(self._held, self.usage, self._estimate(self._held))

    def _estimate(self, held: Held) -> Usage:
        """What it used, should the provider not say: errs high, but for what it took no part in."""
        if self.outcome == "away" and self.trouble in _FREE:
            return Usage()
        return Usage(prompt_tokens=held.prompt_tokens, completion_tokens=tokens_of(" " * self._letters))
