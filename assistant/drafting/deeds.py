"""What a text says of what is done: sentences of deeds, of hopes, of what was dropped, and of what is not done."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from corpus.text.sentences import sentences

_NUMBER = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_HALF = 0.5  # of the sentences: a long text may deny something in passing


class Deeds(NamedTuple):
    """A text by what its sentences say: `concrete` tell of a time or number and hope for nothing."""

    sentences: tuple[str, ...]
    concrete: tuple[str, ...]
    hoped: int
    denied: int
    is_dropped: bool
    is_undone: bool
    is_of_all: bool

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(len(_WORD.findall(sentence)) for sentence in self.sentences)

    @property
    def times(self) -> int:
        """How many times and numbers it names."""
        return sum(len(_pattern("timed").findall(one)) + len(_NUMBER.findall(one)) for one in self.sentences)


@lru_cache(maxsize=2_000)
def deeds(text: str) -> Deeds:
    """What a Norwegian text says of what is done."""
    found = sentences(text) or (text,)
    hoped = [one for one in found if _pattern("hoped").search(one)]
    denied = [one for one in found if _pattern("denied").search(one) or _pattern("denials").search(one)]
    last = found[-1]
    goes_on = _pattern("begins").search(last) and last not in denied and not _pattern("dropped").search(last)
    return Deeds(
        sentences=tuple(found),
        concrete=tuple(
            one for one in found if one not in hoped and (_pattern("timed").search(one) or _NUMBER.search(one))
        ),
        hoped=len(hoped),
        denied=len(denied),
        is_dropped=any(_pattern("dropped").search(one) for one in found) and not goes_on,
        is_undone=sum(_is_undone(one) for one in denied) >= _HALF * len(found),
        is_of_all=_pattern("whole").search(text) is not None,
    )


def _is_undone(sentence: str) -> bool:
    """Whether a sentence with a denial says that something is not done: nothing of it, or not any more."""
    if _pattern("denied").search(sentence):
        return True
    after = (sentence[match.end() :].split()[:2] for match in _pattern("denials").finditer(sentence))
    return any(_pattern("undone").search(" ".join(words)) for words in after)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Finds the words and phrases of a list."""
    lists = _lists()
    told = [*lists[name].split(), *lists.get(f"{name}_phrases", ())]
    return re.compile(rf"\b(?:{'|'.join(_expressions(told))})\b", re.IGNORECASE)


def _expressions(told: Iterable[str]) -> list[str]:
    return [r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in one.split()) for one in told]


@cache
def _lists() -> dict[str, Any]:
    text = (files("assistant.drafting") / "words" / "deeds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
