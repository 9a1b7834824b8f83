"""The words of the pages, one file a page, each key in bokmål, nynorsk and English.

In NAME.toml the table `[greeting]` is the key `NAME.greeting`. A text has `{placeholders}`, and where a number matters
two forms, `one` and `other`, chosen by `n`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict

from assistant.question.language import Language

FOLDER = Path(__file__).parent


class Plural(BaseModel):
    """A text in the two forms that Norwegian and English have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    one: str
    other: str


class Text(BaseModel):
    """A text in every language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nb: str | Plural
    nn: str | Plural
    en: str | Plural

    def form(self, language: Language, n: int | None) -> str:
        """The text of a language, in the form for `n`."""
        found: str | Plural = getattr(self, language)
        if isinstance(found, str):
            return found
        return found.one if n == 1 else found.other


@cache
def catalogue() -> Mapping[str, Text]:
    """Every text by its key."""
    return {
        f"{path.stem}.{name}": Text.model_validate(forms)
        for path in sorted(FOLDER.glob("*.toml"))
        for name, forms in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def text(key: str, language: Language, /, **values: object) -> Markup:
    """The text of a key, its placeholders filled; a value is escaped unless it is markup.

    Raises KeyError for an unknown key or a placeholder without its value.
    """
    n = values.get("n")
    form = catalogue()[key].form(language, n if isinstance(n, int) else None)
    return escape(form).format(**values)
