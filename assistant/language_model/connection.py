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
        self._ways = ways
        self._limits = Limits(settings.llm_timeout, settings.llm_retries, settings.llm_max_tokens)
        self._pauses = Pauses(settings.llm_pause_seconds)

    def ask(
        self,
        prompt: Rendered,
        *,
        schema: Mapping[str, Any] | None = None,
        has_left: Callable[[], bool] = nobody_leaves,
    ) -> Reply:
        """Begins a reply; none where the prompt is over its budget, or where the model was away a short while ago."""
        if sum(tokens_of(message.text) for message in prompt.messages) > self.context_tokens:
            _log.warning("the prompt %s is over its budget of tokens: not sent", prompt.version)
            return Unasked(Trouble.TOO_LONG)
        if self._pauses.is_on:
            return Unasked(Trouble.PAUSED)
        return Call(partial(self._ways.stream, prompt.messages, schema), self._limits, has_left, self._on_away)

    def _on_away(self, ending: Ending) -> None:
        _log.warning("the language model is away: %s", ending.trouble)
        self._pauses.note(ending)


def connect(settings: Settings) -> ConnectedModel:
    """The model of the settings, which must have one; nothing is asked yet.

    Raises ConfigurationError where the provider's package is missing, or does not take the settings.
    """
    be_quiet()  # before LangChain's own modules are imported, as they read the environment then
    from assistant.language_model.providers import ways_to

    return ConnectedModel(settings, Ways(ways_to(settings), settings.llm_structured))
