"""The model of the settings, connected: to be imported only where one is configured, as it imports LangChain."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from assistant.config import Settings
from assistant.language_model.budget import tokens_of
from assistant.language_model.calls import Call, Limits
from assistant.language_model.charged import Charged
from assistant.language_model.condition import Condition, Passage
from assistant.language_model.model import (
    NOBODY,
    Asker,
    Ending,
    Rendered,
    Reply,
    Trouble,
    nobody_leaves,
)
from assistant.language_model.quiet import be_quiet
from assistant.language_model.replies import Unasked
from assistant.language_model.spending import Spending
from assistant.language_model.ways import Ways

_BRIEF = 0.5  # of the time of a whole answer

_log = logging.getLogger(__name__)


class ConnectedModel:
    """A model at a provider; safe to be used from several threads."""

    def __init__(self, settings: Settings, ways: Ways, condition: Condition, spending: Spending | None) -> None:
        _, self.name = settings.llm_provider
        self.context_tokens = settings.llm_context_tokens
        self.seconds = settings.llm_timeout
        self._ways = ways
        self._limits = Limits(settings.llm_timeout, settings.llm_retries, settings.llm_max_tokens)
        self._condition = condition
        self._spending = spending

    def ask(
        self,
        prompt: Rendered,
        *,
        schema: Mapping[str, Any] | None = None,
        seconds: float | None = None,
        has_left: Callable[[], bool] = nobody_leaves,
        asker: Asker = NOBODY,
    ) -> Reply:
        """Begins a reply; none where the prompt is over its budget, where the model was away a short while ago, or
        where the day's budget is used up.

        What took too long for a brief reply (`seconds` of less than half of the time) may do for a whole one.
        """
        prompt_tokens = sum(tokens_of(message.text) for message in prompt.messages)
        if prompt_tokens > self.context_tokens:
            _log.warning("the prompt %s is over its budget of tokens: not sent", prompt.version)
            return Unasked(Trouble.TOO_LONG)
        limits = self._limits if seconds is None else self._limits._replace(seconds=min(seconds, self.seconds))
        is_brief = limits.seconds < self.seconds * _BRIEF
        passage = self._condition.passed(is_brief=is_brief)
        if passage is None:
            return Unasked(Trouble.PAUSED)
        try:
            held = self._spending.begin(asker, prompt_tokens, limits.tokens, limits.seconds) if self._spending else None
            if isinstance(held, Trouble):
                passage.left()
                return Unasked(held)
            stream = partial(self._ways.stream, prompt.messages, schema)
            call = Call(stream, limits, has_left, partial(_on_away, passage))
        except BaseException:
            passage.left()
            raise
        return Charged(call, passage, self._condition, self._spending, held)


def _on_away(passage: Passage, ending: Ending) -> None:
    _log.warning("the language model is away: %s", ending.trouble)
    passage.failed(ending)


def connect(settings: Settings, spending: Spending | None = None, condition: Condition | None = None) -> ConnectedModel:
    """The model of the settings, which must have one; nothing is asked yet.

    What it is used for is counted by `spending`, if there is one; how it does is noted in the `condition`. Raises
    ConfigurationError where the provider's package is missing, or does not take the settings.
    """
    be_quiet()  # before LangChain's own modules are imported, as they read the environment then
    from assistant.language_model.providers import ways_to

    ways = Ways(ways_to(settings), settings.llm_structured)
    return ConnectedModel(settings, ways, condition or Condition(settings), spending)
