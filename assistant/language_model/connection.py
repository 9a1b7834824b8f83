"""The model of the settings, connected: to be imported only where one is configured, as it imports LangChain."""

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from assistant.config import Settings
from assistant.language_model.budget import tokens_of
from assistant.language_model.calls import Call, Ending, Limits
from assistant.language_model.model import Outcome, Rendered, Reply, Trouble, Usage, nobody_leaves
from assistant.language_model.pauses import Pauses
from assistant.language_model.quiet import be_quiet
from assistant.language_model.ways import Ways

_BRIEF = 0.5  # of the time of a whole answer

_log = logging.getLogger(__name__)


class Unasked:
    """A reply of a model that was not asked."""

    outcome: Outcome = "away"
    usage = Usage()

    def __init__(self, trouble: Trouble) -> None:
        self.trouble: Trouble | None = trouble

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        """There is nothing to stop."""


class ConnectedModel:
    """A model at a provider; safe to be used from several threads."""

    def __init__(self, settings: Settings, ways: Ways) -> None:
        _, self.name = settings.llm_provider
        self.context_tokens = settings.llm_context_tokens
        self.seconds = settings.llm_timeout
        self._ways = ways
        self._limits = Limits(settings.llm_timeout, settings.llm_retries, settings.llm_max_tokens)
        self._pauses = Pauses(settings.llm_pause_seconds)
        self._brief_pauses = Pauses(settings.llm_pause_seconds)

    def ask(
        self,
        prompt: Rendered,
        *,
        schema: Mapping[str, Any] | None = None,
        seconds: float | None = None,
        has_left: Callable[[], bool] = nobody_leaves,
    ) -> Reply:
        """Begins a reply; none where the prompt is over its budget, or where the model was away a short while ago.

        What took too long for a brief reply (`seconds` of less than half of the time) may do for a whole one.
        """
        if sum(tokens_of(message.text) for message in prompt.messages) > self.context_tokens:
            _log.warning("the prompt %s is over its budget of tokens: not sent", prompt.version)
            return Unasked(Trouble.TOO_LONG)
        limits = self._limits if seconds is None else self._limits._replace(seconds=min(seconds, self.seconds))
        is_brief = limits.seconds < self.seconds * _BRIEF
        if self._pauses.is_on or (is_brief and self._brief_pauses.is_on):
            return Unasked(Trouble.PAUSED)
        on_away = partial(self._on_away, is_brief)
        return Call(partial(self._ways.stream, prompt.messages, schema), limits, has_left, on_away)

    def _on_away(self, is_brief: bool, ending: Ending) -> None:
        _log.warning("the language model is away: %s", ending.trouble)
        is_slow = is_brief and ending.trouble is Trouble.TIMEOUT
        (self._brief_pauses if is_slow else self._pauses).note(ending)


def connect(settings: Settings) -> ConnectedModel:
    """The model of the settings, which must have one; nothing is asked yet.

    Raises ConfigurationError where the provider's package is missing, or does not take the settings.
    """
    be_quiet()  # before LangChain's own modules are imported, as they read the environment then
    from assistant.language_model.providers import ways_to

    return ConnectedModel(settings, Ways(ways_to(settings), settings.llm_structured))
