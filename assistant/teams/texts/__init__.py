"""The words of the messages in Teams, one file a noun, in the same form as those of every surface."""

from collections.abc import Mapping
from pathlib import Path

from assistant import texts
from assistant.texts import Text

FOLDER = Path(__file__).parent


def catalogue() -> Mapping[str, Text]:
    """Every text of the messages by its key."""
    return texts.catalogue(FOLDER)


def text(key: str, language: str = "nb", /, **values: object) -> str:
    """The text of a key, its placeholders filled; `n` chooses its form.

    Raises KeyError for an unknown key or a placeholder without its value.
    """
    n = values.get("n")
    return catalogue()[key].form(language, n if isinstance(n, int) else None).format(**values)
