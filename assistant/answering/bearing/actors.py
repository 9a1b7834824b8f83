"""Which words mean somebody who can act."""

from functools import cache, lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.meaning import base_of, own_keys
from assistant.answering.bearing.reading import Word

_ENDINGS = (
    "styrer",
    "lærer",
    "leder",
    "ansatt",
    "pedagog",
    "arbeider",
    "barn",
    "foresatt",
    "foreldre",
    "etat",
    "utvalg",
    "team",
    *"styrar styraren styrarar styrarane leiar leiaren leiarar leiarane lærar læraren lærarar lærarane".split(),
)
_NO_ACTORS = frozenset("småbarn samarbeider arbeider".split())


def is_actor(word: Word) -> bool:
    """Whether a word means somebody who can act."""
    if not word.text[0].isalpha():
        return False
    return _means_somebody(word.low, "en" if any(key[:2] == "e:" for key in word.keys) else "nb")


@lru_cache(maxsize=20_000)
def _means_somebody(word: str, language: str) -> bool:
    names = {key[1:] for key in own_keys(word, language) if key[0] == "="} | {word, word.removesuffix("s")}
    if language == "en":
        names = {key[2:] for key in own_keys(word, language)}
    return not _actor_bases().isdisjoint(names) or any(
        name.endswith(_ENDINGS) and name not in _NO_ACTORS for name in names
    )


@cache
def _actor_bases() -> frozenset[str]:
    return word_lists.actors() | frozenset(base_of(word) for word in word_lists.actors())
