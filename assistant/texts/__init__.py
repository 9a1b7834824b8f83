"""What people are told, one file a noun, each text in bokmål, nynorsk and English.

In NAME.toml the table `[greeting]` is the key `NAME.greeting`. A text has `{placeholders}`, and where a number matters
two forms, `one` and `other`, chosen by `n`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["nb", "nn", "en"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Plural:
    """A text in the two forms that Norwegian and English have."""

    one: str
    other: str


@dataclass(frozen=True)
class Text:
    """A text in every language."""

    nb: str | Plural
    nn: str | Plural
    en: str | Plural

    def form(self, language: str, n: int | None = None) -> str:
        """The text of a language, bokmål where it is none of the three, in the form for `n`."""
        found = self.nn if language == "nn" else self.en if language == "en" else self.nb
        if isinstance(found, str):
            return found
        return found.one if n == 1 else found.other


@cache
def catalogue(folder: Path = FOLDER) -> Mapping[str, Text]:
    """Every text of a folder by its key; TypeError for one that lacks a language or has another than the three."""
    return {
        f"{path.stem}.{name}": Text(**{language: _form(written) for language, written in forms.items()})
        for path in sorted(folder.glob("*.toml"))
        for name, forms in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def said(key: str, language: str = "nb", **values: object) -> str:
    """The text of a key, its placeholders filled.

    Raises KeyError for an unknown key or a placeholder without its value.
    """
    n = values.get("n")
    return catalogue()[key].form(language, n if isinstance(n, int) else None).format(**values)


def _form(written: Any) -> str | Plural:
    return Plural(**written) if isinstance(written, dict) else str(written)
