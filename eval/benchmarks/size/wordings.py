"""Other wordings of a text: words exchanged for others, as often as Norwegian and the shipped plans have each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from wordfreq import get_frequency_dict

_WORD = re.compile(r"[^\W\d_]+")
_COMMONEST = 300  # words of Norwegian, nearly all of them such as "og", "skal" and "ved": they stay where they are
_KNOWN = 50_000
_KEPT = 0.5  # of the other words of a text: plans of two municipalities share much of their vocabulary
_DRAWN_AT_ONCE = 2_000


class Wordings:
    """The words that texts are made of; `kept` ones are never exchanged (those that name units, times and owners)."""

    def __init__(self, texts: Iterable[str], kept: Iterable[str]) -> None:
        spoken = [word for word, _ in islice(_spoken(), _KNOWN)]
        self._kept = {word.casefold() for text in kept for word in _WORD.findall(text)} | set(spoken[:_COMMONEST])
        plans = Counter(word.casefold() for text in texts for word in _WORD.findall(text))
        shares = _shares({word: count for word, count in plans.items() if word not in self._kept})
        for word, share in _shares(dict(islice(_spoken(), _COMMONEST, _KNOWN))).items():
            shares[word] = shares.get(word, 0.0) + share
        self._words = list(shares)
        self._shares = np.array(list(shares.values())) / sum(shares.values())

    def wording(self, number: int) -> "Wording":
        """The wording of a number: the same one each time."""
        return Wording(self._kept, self._drawn(np.random.default_rng(number)), np.random.default_rng([number, 1]))

    def _drawn(self, chance: np.random.Generator) -> Iterator[str]:
        while True:
            for place in chance.choice(len(self._words), size=_DRAWN_AT_ONCE, p=self._shares):
                yield self._words[place]


class Wording:
    """One wording: the same word becomes the same other word each time, so that what quotes another text still does."""

    def __init__(self, kept: Iterable[str], drawn: Iterator[str], chance: np.random.Generator) -> None:
        self._kept = kept
        self._drawn = drawn
        self._chance = chance
        self._of: dict[str, str] = {}

    def of(self, text: str) -> str:
        """A text in this wording."""
        return _WORD.sub(self._word, text)

    def name(self, word: str, other: str) -> None:
        """From now on a word becomes this other one."""
        self._of[word.casefold()] = other

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        key = word.casefold()
        found = self._of.get(key)
        if found is None:
            stays = key in self._kept or self._chance.random() < _KEPT
            found = self._of[key] = key if stays else next(self._drawn)
        if word.isupper() and len(word) > 1:
            return found.upper()
        return found[0].upper() + found[1:] if word[0].isupper() else found


def _spoken() -> Iterator[tuple[str, float]]:
    """Norwegian words with their frequencies, the commonest first."""
    return (pair for pair in get_frequency_dict("nb", wordlist="best").items() if pair[0].isalpha())


def _shares(counts: dict[str, float] | dict[str, int]) -> dict[str, float]:
    whole = sum(counts.values())
    return {word: count / whole for word, count in counts.items()}
