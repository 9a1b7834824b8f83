"""The words of the pages, one file a page, in the same form as those of every surface (`assistant/texts`)."""

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup, escape

from assistant import texts
from assistant.texts import Language, Text

FOLDER = Path(__file__).parent


def catalogue() -> Mapping[str, Text]:
    """Every text of the pages by its key."""
    return texts.catalogue(FOLDER)


def text(key: str, language: Language, /, **values: object) -> Markup:
    """The text of a key, its placeholders filled; a value is escaped unless it is markup.

    Raises KeyError for an unknown key or a placeholder without its value.
    """
    n = values.get("n")
    form = catalogue()[key].form(language, n if isinstance(n, int) else None)
    return escape(form).format(**values)
