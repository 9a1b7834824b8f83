"""The writer that the settings ask for."""

from assistant.answering.generating.writer import Witness, Writer
from assistant.config import Settings


def configured_writer(settings: Settings, witness: Witness | None = None) -> Writer | None:
    """The writer over the language model of the settings, showing a `witness` what it writes; None without a model.

    Only then is anything of LangChain's models imported. Raises as `connect` does where the model cannot be had.
    """
    if not settings.has_model:
        return None
    from assistant.language_model.connection import connect
    from assistant.language_model.prompts import load_prompt

    return Writer(connect(settings), load_prompt("answer"), witness)


def draft_writer(writer: Writer | None) -> Writer | None:
    """The writer of first texts for drafts over the same model; None without a model."""
    if writer is None:
        return None
    from assistant.language_model.prompts import load_prompt

    return writer.with_prompt(load_prompt("draft"))
