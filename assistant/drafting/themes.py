"""Words that speak of the same matter, though none stands for another: "tittel" and "boklesing"."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from assistant.answering.bearing.meaning import Keys, own_keys

Themes = frozenset[int]


def themes_of(keys: Iterable[str]) -> Themes:
    """The themes that a word belongs to, by what it may mean."""
    known = _known()
    return frozenset().union(*(known[key] for key in keys if key in known))


@lru_cache(maxsize=1)
def _known() -> dict[str, Themes]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(_lines()):
        for word in words.split():
            for key in _strict(word):
                found[key].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _strict(word: str) -> Keys:
    return frozenset(key for key in own_keys(word, "nb") if key.startswith("="))


@cache
def _lines() -> tuple[str, ...]:
    text = (files("assistant.drafting") / "words" / "themes.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["themes"])
