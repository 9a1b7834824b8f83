"""The writer that the settings ask for."""

from assistant.answering.generating.writer import Writer
from assistant.config import Settings


def configured_writer(settings: Settings) -> Writer | None:
    """The writer over the language model of the settings; None where none is configured.

    Only then is anything of LangChain's models imported. Raises as `connect` does where the model cannot be had.
    """
    if not settings.has_model:
        return None
    from assistant.language_model.connection import connect
    from assistant.language_model.prompts import load_prompt

    return Writer(connect(settings), load_prompt("answer"))
