"""The writer that the settings ask for."""

from collections.abc import Callable

from assistant.answering.generating.writer import Witness, Writer
from assistant.config import Settings
from assistant.language_model.condition import Condition
from assistant.language_model.model import LanguageModel
from assistant.language_model.spending import Spending


def configured_writer(
    settings: Settings,
    witness: Witness | None = None,
    around: Callable[[LanguageModel], LanguageModel] = lambda model: model,
    spending: Spending | None = None,
    condition: Condition | None = None,
) -> Writer | None:
    """The writer over the language model of the settings, showing a `witness` what it writes; None without a model.

    `around` is given the model, and gives the one that is asked: another that watches it. What it is
    used for is counted by `spending`, and how it does is noted in the `condition`.

    Only where there is one is anything of LangChain's models imported. Raises as `connect` does where it cannot be had.
    """
    if not settings.has_model:
        return None
    from assistant.language_model.connection import connect
    from assistant.language_model.prompts import load_prompt

    return Writer(around(connect(settings, spending, condition)), load_prompt("answer"), witness)


def draft_writer(writer: Writer | None) -> Writer | None:
    """The writer of first texts for drafts over the same model; None without a model."""
    if writer is None:
        return None
    from assistant.language_model.prompts import load_prompt

    return writer.with_prompt(load_prompt("draft"))
