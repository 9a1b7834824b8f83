"""What the made-up plans say, drawn by a seed: each document has other sentences, and none twice."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from eval.documents.wording import Cells

_FOLDER = Path(__file__).parent
_FILES = {"nb": "phrases.toml", "nn": "phrases_nn.toml"}


class Phrases:
    """The sentences and measures of one document, of a municipality; what was taken does not come again."""

    def __init__(self, municipality: str, seed: int, language: str = "nb") -> None:
        chance = Random(seed)
        told = _told(language)
        self.municipality = municipality
        self._sentences = {
            theme: chance.sample([text.format(k=municipality) for text in texts], len(texts))
            for theme, texts in told["sentences"].items()
        }
        self._measures = chance.sample([Cells(**measure) for measure in told["measures"]], len(told["measures"]))

    def sentences(self, theme: str, count: int) -> list[str]:
        """The next sentences of a theme; IndexError where too few are left."""
        return [self._sentences[theme].pop() for _ in range(count)]

    def measures(self, count: int) -> list[Cells]:
        """The next measures; IndexError where too few are left."""
        return [self._measures.pop() for _ in range(count)]


@cache
def _told(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / _FILES[language]).read_text(encoding="utf-8"))
